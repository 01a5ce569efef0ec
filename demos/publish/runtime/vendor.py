"""Keep every third-party file that the site serves in the cache folder, verified by size and hash.

`python -m demos.publish.runtime.vendor` fetches what is missing or damaged, and says nothing if all is there.
"""

import os
import secrets
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from demos.publish.runtime.lock import LOCK, Lock, VendoredFile
from demos.publish.runtime.progress import Progress
from demos.publish.runtime.sources import Source, UnavailableError, sources

ROOT = Path(__file__).resolve().parents[3]
ADVICE = """
Check that the CDN, or mirrors of npm and of the Python index, can be reached as npm and pip are configured;
or put the file at {} yourself (FDNN_VENDOR names another cache folder)."""


class VendorError(Exception):
    """A vendored file is not to be had with the right bytes."""


def cache_folder() -> Path:
    """Return the folder that holds the vendored files."""
    return Path(os.environ.get("FDNN_VENDOR") or ROOT / ".cache" / "vendor")


def read(path: str) -> bytes:
    """Return the verified bytes of one vendored file, from the cache alone.

    Parameters
    ----------
    path : str
        As the lock has it: "uplot/dist/uPlot.esm.js".

    Raises
    ------
    VendorError
        If the file is missing or damaged.
    """
    cache = cache_folder()
    if fault := _fault(LOCK.file(path), cache):
        raise VendorError(f"{cache / path}: {fault}; run `make vendor`")
    return (cache / path).read_bytes()


def supply(lock: Lock, cache: Path) -> None:
    """Put what the cache lacks of the lock's files there, each from the first source that has its bytes.

    Raises
    ------
    VendorError
        If no source has a file's bytes.
    """
    wanted = [file for file in lock.files if _fault(file, cache)]
    progress = Progress(sum(file.size for file in wanted))
    with tempfile.TemporaryDirectory() as scratch:
        origins = {name: sources(entries, Path(scratch)) for name, entries in lock.origins.items()}
        for file in wanted:
            _place(file, origins[file.origin], cache, progress)


def _fault(file: VendoredFile, cache: Path) -> str:
    path = cache / file.path
    return file.fault(path.read_bytes()) if path.is_file() else "missing"


def _place(file: VendoredFile, origin: Sequence[Source], cache: Path, progress: Progress) -> None:
    reasons = [f"cache {cache}: {_fault(file, cache)}"]
    for source in origin:
        progress.asking(file, source)
        try:
            content = source.read(file.member, file.size)
            fault = file.fault(content)
        except UnavailableError as reason:
            fault = str(reason)
        if not fault:
            _write(cache / file.path, content)
            progress.placed(file, source)
            return
        reasons.append(f"{source}: {fault}")
    raise VendorError(
        "\n  ".join([f"no source gives {file.path}:", *reasons]) + ADVICE.format(cache / file.path)
    )


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


if __name__ == "__main__":
    try:
        supply(LOCK, cache_folder())
    except (VendorError, OSError) as error:
        sys.exit(f"\nvendor: {error}")
