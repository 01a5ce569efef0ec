"""The site's folders pyodide/ and wheels/, and the manifest that lists their files for the page."""

import json
import shutil
import sys
from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import compress

from demos.publish.integrity import integrity
from demos.publish.runtime import vendor, wheels
from demos.publish.runtime.lock import LOCK
from demos.publish.runtime.snapshot import build as snapshot

PACKAGES = ("numpy", "matplotlib", "scipy")  # groups of the lock that pages may load
#: The project's wheels in Pyodide's package lock: what each depends on, and which modules it contains.
OWN: Mapping[str, Mapping[str, Sequence[str]]] = {
    wheels.CORE: {"depends": ["numpy"], "imports": ["fdnn_core"]},
    wheels.DEMOS: {"depends": [wheels.CORE], "imports": ["demos"]},
}
_COMPRESSED = (".whl", ".zip")
_STDLIB = "python_stdlib.zip"  # a start from the snapshot needs it only after the first frame


def write_runtime(directory: Path, built: Mapping[str, Path]) -> dict[str, Any]:
    """Write the folders pyodide/ and wheels/ of a site, and return the contents of pyodide/manifest.json.

    All paths, also those in pyodide/pyodide-lock.json, are relative to pyodide/, so that the site can be
    served below any path.

    Parameters
    ----------
    directory : Path
    built : mapping of str to Path
        The project's wheels, as `wheels.build_wheels` returns them.

    Returns
    -------
    dict
        "pyodide" and "python": their versions; "files": for each path its "size" in bytes, the bytes "sent"
        by a server that compresses, and its "integrity", "sha256-..."; "stages": for the runtime, for each
        package and for the snapshot, the paths to load, each path in one stage only.
    """
    contents = {file.member: vendor.read(file.path) for file in LOCK.group("runtime", *PACKAGES)}
    stages = {group: [file.member for file in LOCK.group(group)] for group in ("runtime", *PACKAGES)}
    own = {name: f"../wheels/{wheel.name}" for name, wheel in built.items()}
    contents |= {own[name]: wheel.read_bytes() for name, wheel in built.items()}
    contents["pyodide-lock.json"] = _package_lock(contents, own)
    try:
        contents |= snapshot.parts(list(built.values()))
        stages |= {"snapshot": [*snapshot.FIRST], "rest": [*snapshot.LATER]}
    except snapshot.SnapshotError as error:
        print(f"No memory snapshot, so Python starts more slowly in the pages: {error}", file=sys.stderr)
    manifest = {
        "pyodide": LOCK.pyodide,
        "python": LOCK.python,
        "files": {name: _described(name, content) for name, content in contents.items()},
        "stages": stages | {name: [path] for name, path in own.items()},
    }
    contents["manifest.json"] = _json(manifest)
    for folder in (directory / "pyodide", directory / "wheels"):
        shutil.rmtree(folder, ignore_errors=True)  # files of an earlier version
        folder.mkdir(parents=True)
    for name, content in contents.items():
        (directory / "pyodide" / name).write_bytes(content)
    return manifest


def start_stages(stages: Container[str]) -> tuple[str, ...]:
    """Return the names of the stages that every demo needs, with or without a snapshot."""
    return ("runtime", "snapshot", "rest") if "snapshot" in stages else ("runtime", "numpy", *OWN)


def files_before_first_frame(stages: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the paths that a page downloads between the first touch of a demo and its first frame."""
    if "snapshot" not in stages:
        return [name for stage in start_stages(stages) for name in stages[stage]]
    return [name for name in (*stages["runtime"], *stages["snapshot"]) if name != _STDLIB]


def megabytes(manifest: Mapping[str, Any], stages: Sequence[str] | None = None) -> float:
    """Return the compressed size of some stages in MB; by default of all that a start of Python downloads."""
    chosen = start_stages(manifest["stages"]) if stages is None else stages
    names = [name for stage in chosen for name in manifest["stages"][stage]]
    return float(sum(manifest["files"][name]["sent"] for name in names)) / 1e6


def _package_lock(contents: Mapping[str, bytes], own: Mapping[str, str]) -> bytes:
    """Return Pyodide's package lock, reduced to the packages that are served, plus the project's wheels."""
    lock = json.loads(contents["pyodide-lock.json"])
    served = {key: package for key, package in lock["packages"].items() if package["file_name"] in contents}
    for name, path in own.items():
        served[name] = {
            "name": name,
            "version": wheels.version(Path(path)),
            "file_name": path,
            "sha256": sha256(contents[path]).hexdigest(),
            "package_type": "package",
            "install_dir": "site",
            "unvendored_tests": False,
            **OWN[name],
        }
    return _json(lock | {"packages": served})


def _described(name: str, content: bytes) -> dict[str, int | str]:
    sent = len(content) if name.endswith(_COMPRESSED) else _gzipped(content)
    return {"size": len(content), "sent": sent, "integrity": integrity(content)}


@lru_cache(maxsize=16)
def _gzipped(content: bytes) -> int:
    return len(compress(content))


def _json(value: Any) -> bytes:
    return json.dumps(value, indent=1).encode()
