"""Cache of every third-party file that the site serves, verified by size and SHA-256.

`python -m demos.publish.runtime.vendor` downloads what is missing or damaged, and prints nothing if the cache
is complete.
"""

import os
import secrets
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from demos.publish.runtime.download_progress import DownloadProgress
from demos.publish.runtime.download_sources import DownloadSource, UnavailableError, download_sources
from demos.publish.runtime.lock import LOCK, Lock, VendoredFile

ROOT = Path(__file__).resolve().parents[3]
ADVICE = """
Check that the CDN or the package indexes of npm and pip can be reached from here; or put the file at
{} yourself (FDNN_VENDOR names another cache folder)."""


class VendorError(Exception):
    """A vendored file is missing or damaged, and no source has the right bytes."""


def cache_folder() -> Path:
    """Return the folder of the vendored files."""
    return Path(os.environ.get("FDNN_VENDOR") or ROOT / ".cache" / "vendor")


def read(path: str) -> bytes:
    """Return the verified bytes of one vendored file from the cache; nothing is downloaded.

    Parameters
    ----------
    path : str
        Path in the lock, such as "uplot/dist/uPlot.esm.js".

    Raises
    ------
    VendorError
        If the file is missing or damaged.
    """
    cache = cache_folder()
    if problem := _problem(LOCK.file(path), cache):
        raise VendorError(f"{cache / path}: {problem}; run `make vendor`")
    return (cache / path).read_bytes()


def fetch_missing(lock: Lock, cache: Path) -> None:
    """Download the files of the lock that the cache lacks, each from the first source with the right bytes.

    Raises
    ------
    VendorError
        If no source has a file's bytes.
    """
    missing = [file for file in lock.files if _problem(file, cache)]
    if not missing:
        return
    total = sum(file.size for file in missing)
    with DownloadProgress(total) as progress, tempfile.TemporaryDirectory() as scratch:
        origins = {name: download_sources(entries, Path(scratch)) for name, entries in lock.origins.items()}
        for file in missing:
            _fetch(file, origins[file.origin], cache, progress)


def _problem(file: VendoredFile, cache: Path) -> str:
    path = cache / file.path
    return file.mismatch(path.read_bytes()) if path.is_file() else "missing"


def _fetch(
    file: VendoredFile, sources: Sequence[DownloadSource], cache: Path, progress: DownloadProgress
) -> None:
    reasons = [f"cache {cache}: {_problem(file, cache)}"]
    for source in sources:
        progress.started(file, source)
        try:
            content = source.read(file.member, file.size)
            problem = file.mismatch(content)
        except UnavailableError as reason:
            problem = str(reason)
        if not problem:
            _write(cache / file.path, content)
            progress.finished(file, source)
            return
        reasons.append(f"{source}: {problem}")
    raise VendorError(
        "\n  ".join([f"no source has {file.path}:", *reasons]) + ADVICE.format(cache / file.path)
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
        fetch_missing(LOCK, cache_folder())
    except (VendorError, OSError) as error:
        sys.exit(f"\nvendor: {error}")
