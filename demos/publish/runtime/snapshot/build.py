"""Build the memory snapshot in Node, and cache it until any of its inputs changes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from demos.publish.runtime import vendor
from demos.publish.runtime.lock import LOCK

ROOT = Path(__file__).resolve().parents[4]
CACHE = ROOT / "build" / "snapshot"
FIRST = ("libraries.bin", "snapshot.bin")
LATER = ("rest.bin",)  # downloaded after the first frame
PARTS = FIRST + LATER

_HERE = Path(__file__).parent
_SHARED = ROOT / "demos" / "web" / "python" / "pyodide"  # scripts shared with the page
_BUILDERS = (
    *sorted(_HERE.glob("*.mjs")),
    _HERE / "preload.py",
    _SHARED / "private-api.js",
    _SHARED / "snapshot-format.js",
    Path(__file__),
)
_NODE = Path(sys.executable).with_name("node")
_SITE_PACKAGES = f"/lib/python{LOCK.python}/site-packages/"
_LIBRARY_SUFFIX = f".cpython-{LOCK.python.replace('.', '')}-wasm32-emscripten.so"
_LIBRARIES = (
    "_core/_multiarray_umath",
    "linalg/_umath_linalg",
    "fft/_pocketfft_umath",
    *(f"random/{name}" for name in ("bit_generator", "_common", "_bounded_integers", "_mt19937", "_pcg64")),
    *(f"random/{name}" for name in ("_philox", "_sfc64", "_generator", "mtrand")),
)
_UNUSED = {".pyi", ".pxd", ".pyx", ".h", ".c", ".a"}  # suffixes of files needed only to compile against numpy


class SnapshotError(Exception):
    """The snapshot cannot be built."""


def parts(wheels: Sequence[Path], cache: Path = CACHE) -> dict[str, bytes]:
    """Return the files of the snapshot by name; build them if the cache has none of these inputs.

    Parameters
    ----------
    wheels : sequence of Path
        The project's wheels, which the snapshot contains.
    cache : Path, optional
        Folder of the last snapshot that was built.

    Raises
    ------
    SnapshotError
        If Node is missing, or fails to build the snapshot.
    """
    key = cache / "key"
    if not key.is_file() or key.read_text() != _key(wheels):
        _build(wheels, cache)
    return {name: (cache / name).read_bytes() for name in PARTS}


def _key(wheels: Sequence[Path]) -> str:
    """Return a digest of everything that the snapshot depends on."""
    node = _run_node("--version").strip()
    runtime = [file.sha256 for file in LOCK.group("runtime", "numpy")]
    own = [sha256(path.read_bytes()).hexdigest() for path in (*wheels, *_BUILDERS)]
    return sha256("\n".join([node, *runtime, *own]).encode()).hexdigest()


def _build(wheels: Sequence[Path], cache: Path) -> None:
    (numpy,) = LOCK.group("numpy")
    for file in LOCK.group("runtime", "numpy"):
        vendor.read(file.path)  # fails unless the cached file is the locked one
    cache.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=cache.parent) as scratch:
        tree, out = Path(scratch, "tree"), Path(scratch, "out")
        for archive in (vendor.cache_folder() / numpy.path, *wheels):
            _unpack(archive, tree)
        out.mkdir()
        plan = {
            "pyodide": str(vendor.cache_folder() / "pyodide"),
            "tree": str(tree),
            "packages": _SITE_PACKAGES,
            "libraries": [f"numpy/{name}{_LIBRARY_SUFFIX}" for name in _LIBRARIES],
            "preload": str(_HERE / "preload.py"),
            "shared": str(_SHARED),
            "out": str(out),
        }
        _run_node(str(_HERE / "build.mjs"), json.dumps(plan))
        (out / "key").write_text(_key(wheels))
        cache.mkdir(exist_ok=True)
        for name in (*PARTS, "key"):
            (out / name).replace(cache / name)


def _unpack(archive: Path, tree: Path) -> None:
    with ZipFile(archive) as wheel:
        for name in wheel.namelist():
            if not name.endswith("/") and Path(name).suffix not in _UNUSED:
                wheel.extract(name, tree)


def _run_node(*arguments: str) -> str:
    """Run Node with an environment that is the same on every machine, and return its standard output."""
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
