"""The memory snapshot that pages start Python from: made by Node, kept until what it is made of changes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from demos.publish.runtime import vendor
from demos.publish.runtime.lock import LOCK

ROOT = Path(__file__).resolve().parents[4]
KEPT = ROOT / "build" / "snapshot"
FIRST = ("libraries.bin", "snapshot.bin")
LATER = ("rest.bin",)  # fetched after the first frame
PARTS = FIRST + LATER

_HERE = Path(__file__).parent
_MEMORY = ROOT / "demos" / "web" / "python" / "pyodide" / "memory.js"  # shared with the page
_MAKER = (*sorted(_HERE.glob("*.mjs")), _HERE / "warm.py", _MEMORY, Path(__file__))
_NODE = Path(sys.executable).with_name("node")
_PACKAGES = "/lib/python3.14/site-packages/"
_LIBRARIES = (
    "_core/_multiarray_umath",
    "linalg/_umath_linalg",
    "fft/_pocketfft_umath",
    *(f"random/{name}" for name in ("bit_generator", "_common", "_bounded_integers", "_mt19937", "_pcg64")),
    *(f"random/{name}" for name in ("_philox", "_sfc64", "_generator", "mtrand")),
)
_UNUSED = {".pyi", ".pxd", ".pyx", ".h", ".c", ".a"}  # endings of files for those who compile against numpy


class SnapshotError(Exception):
    """The snapshot cannot be made."""


def parts(wheel: Path, kept: Path = KEPT) -> dict[str, bytes]:
    """Return the parts of the snapshot with the project's wheel in it, by name; make them if need be.

    Raises
    ------
    SnapshotError
        If Node is missing, or cannot make it.
    """
    key = kept / "key"
    if not key.is_file() or key.read_text() != _key(wheel):
        _make(wheel, kept)
    return {name: (kept / name).read_bytes() for name in PARTS}


def _key(wheel: Path) -> str:
    """Return a digest of all that the snapshot depends on."""
    node = _run("--version").strip()
    runtime = [file.sha256 for file in LOCK.group("runtime", "numpy")]
    own = [sha256(path.read_bytes()).hexdigest() for path in (wheel, *_MAKER)]
    return sha256("\n".join([node, *runtime, *own]).encode()).hexdigest()


def _make(wheel: Path, kept: Path) -> None:
    (numpy,) = LOCK.group("numpy")
    for file in LOCK.group("runtime", "numpy"):
        vendor.read(file.path)  # verified
    kept.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=kept.parent) as scratch:
        tree, out = Path(scratch, "tree"), Path(scratch, "out")
        for archive in (vendor.cache_folder() / numpy.path, wheel):
            _unpack(archive, tree)
        out.mkdir()
        plan = {
            "pyodide": str(vendor.cache_folder() / "pyodide"),
            "tree": str(tree),
            "packages": _PACKAGES,
            "libraries": [f"numpy/{name}.cpython-314-wasm32-emscripten.so" for name in _LIBRARIES],
            "warm": str(_HERE / "warm.py"),
            "memory": str(_MEMORY),
            "out": str(out),
        }
        _run(str(_HERE / "make.mjs"), json.dumps(plan))
        (out / "key").write_text(_key(wheel))
        kept.mkdir(exist_ok=True)
        for name in (*PARTS, "key"):
            (out / name).replace(kept / name)


def _unpack(archive: Path, tree: Path) -> None:
    with ZipFile(archive) as wheel:
        for name in wheel.namelist():
            if not name.endswith("/") and Path(name).suffix not in _UNUSED:
                wheel.extract(name, tree)


def _run(*arguments: str) -> str:
    """Run Node, and return what it prints."""
    own = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    try:
        ran = subprocess.run(
            [_NODE, *arguments], env=own | {"TZ": "UTC"}, capture_output=True, text=True, check=True
        )
    except OSError as error:
        raise SnapshotError(f"Node could not be run: {error}") from error
    except subprocess.CalledProcessError as error:
        raise SnapshotError(" ".join(error.stderr.split())[-300:]) from error
    return ran.stdout
