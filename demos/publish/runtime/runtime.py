"""What a page loads to run Python: Pyodide, its packages, the project's wheel; and the manifest of it all."""

import json
import shutil
import sys
from base64 import b64encode
from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import compress

from demos.publish.runtime import vendor
from demos.publish.runtime.lock import LOCK
from demos.publish.runtime.snapshot import made

PACKAGES = ("numpy", "matplotlib", "scipy")  # groups of the lock that pages may load
OWN = "fdnn-core"
_COMPRESSED = (".whl", ".zip")
_LIBRARY = "python_stdlib.zip"  # which a snapshot needs only later


def lay_out(directory: Path, wheel: Path) -> dict[str, Any]:
    """Write the site's folders pyodide/ and wheels/, and return what pyodide/manifest.json holds.

    The paths in it, and in pyodide/pyodide-lock.json, are relative to pyodide/: the site may lie anywhere.

    Returns
    -------
    dict
        "pyodide": the version; "files": for each path its "size" in bytes, those "sent" by a server that
        compresses, and its "integrity", "sha256-..."; "stages": for the runtime, for each package and for the
        snapshot the paths that it loads besides those of another stage.
    """
    contents = {file.member: vendor.read(file.path) for file in LOCK.group("runtime", *PACKAGES)}
    own = f"../wheels/{wheel.name}"
    contents[own] = wheel.read_bytes()
    contents["pyodide-lock.json"] = _package_lock(contents, own)
    stages = {group: [file.member for file in LOCK.group(group)] for group in ("runtime", *PACKAGES)}
    try:
        contents |= made.parts(wheel)
        stages |= {"snapshot": [*made.FIRST], "rest": [*made.LATER]}
    except made.SnapshotError as error:
        print(f"No snapshot of Python, pages will start it more slowly: {error}", file=sys.stderr)
    manifest = {
        "pyodide": LOCK.pyodide,
        "files": {name: _described(name, content) for name, content in contents.items()},
        "stages": stages | {OWN: [own]},
    }
    contents["manifest.json"] = _json(manifest)
    for folder in (directory / "pyodide", directory / "wheels"):
        shutil.rmtree(folder, ignore_errors=True)  # what an earlier version served
        folder.mkdir(parents=True)
    for name, content in contents.items():
        (directory / "pyodide" / name).write_bytes(content)
    return manifest


def start_stages(stages: Container[str]) -> tuple[str, ...]:
    """Return the stages that every demo needs, of those that a site has."""
    return ("runtime", "snapshot", "rest") if "snapshot" in stages else ("runtime", "numpy", OWN)


def first_files(stages: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the paths of what is fetched until the first frame of a demo."""
    if "snapshot" not in stages:
        return [name for stage in start_stages(stages) for name in stages[stage]]
    return [name for name in (*stages["runtime"], *stages["snapshot"]) if name != _LIBRARY]


def megabytes(manifest: dict[str, Any], stages: Sequence[str] | None = None) -> float:
    """Return how much is sent to a page for some stages: by default to start Python, and just after."""
    chosen = start_stages(manifest["stages"]) if stages is None else stages
    names = [name for stage in chosen for name in manifest["stages"][stage]]
    return float(sum(manifest["files"][name]["sent"] for name in names)) / 1e6


def _package_lock(contents: dict[str, bytes], own: str) -> bytes:
    """Return Pyodide's own lock without the packages that are not served, and with the project's wheel."""
    lock = json.loads(contents["pyodide-lock.json"])
    served = {key: package for key, package in lock["packages"].items() if package["file_name"] in contents}
    served[OWN] = {
        "name": OWN,
        "version": own.split("-")[1],
        "file_name": own,
        "sha256": sha256(contents[own]).hexdigest(),
        "package_type": "package",
        "install_dir": "site",
        "imports": ["fdnn_core", "demos"],
        "depends": ["numpy"],
        "unvendored_tests": False,
    }
    return _json(lock | {"packages": served})


def _described(name: str, content: bytes) -> dict[str, int | str]:
    integrity = f"sha256-{b64encode(sha256(content).digest()).decode()}"
    sent = len(content) if name.endswith(_COMPRESSED) else _gzipped(content)
    return {"size": len(content), "sent": sent, "integrity": integrity}


@lru_cache(maxsize=16)
def _gzipped(content: bytes) -> int:
    return len(compress(content))


def _json(value: Any) -> bytes:
    return json.dumps(value, indent=1).encode()
