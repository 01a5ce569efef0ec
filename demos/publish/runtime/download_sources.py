"""Download sources of vendored files: a CDN, an npm package or a wheel from the Python package index.

Sources are not trusted: the caller compares every file with the lock.
"""

import subprocess
import sys
import tarfile
import tempfile
import urllib.request
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import file_digest
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError

from demos.publish.runtime.lock import LOCK

CDN_TIMEOUT = 5.0  # seconds without an answer or without a further byte

NPM_PACK = (str(Path(sys.executable).with_name("npm")), "pack", "--ignore-scripts")
NPM_QUIET = ("--loglevel=error", "--logs-max=0", "--fetch-retries=1")
PIP_DOWNLOAD = (sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check")
PIP_FOR_PYODIDE = ("--only-binary=:all:", f"--platform={LOCK.platform}", f"--python-version={LOCK.python}")
PIP_NO_DEPENDENCIES = ("--no-deps", "--ignore-requires-python")
#: Command lines that download one package into the current folder, without its specifier.
DOWNLOAD = {
    "npm": (*NPM_PACK, *NPM_QUIET),
    "pip": (*PIP_DOWNLOAD, *PIP_FOR_PYODIDE, *PIP_NO_DEPENDENCIES),
}


class UnavailableError(Exception):
    """The source does not have the file."""


class UnusableError(UnavailableError):
    """The source cannot be used for any file."""


class DownloadSource(ABC):
    """One place to download files from; after an UnusableError it is not tried again."""

    _unusable = ""

    def read(self, member: str, size: int) -> bytes:
        """Return a file's bytes, at most one more than `size`; raise UnavailableError if there are none."""
        if self._unusable:
            raise UnavailableError(self._unusable)
        try:
            return self._read(member, size + 1)
        except UnusableError as reason:
            self._unusable = str(reason)
            raise

    @abstractmethod
    def _read(self, member: str, limit: int) -> bytes: ...


class Cdn(DownloadSource):
    """A folder of files behind a URL."""

    def __init__(self, url: str) -> None:
        self._url = url

    def __str__(self) -> str:
        return self._url

    def _read(self, member: str, limit: int) -> bytes:
        try:
            with urllib.request.urlopen(self._url + member, timeout=CDN_TIMEOUT) as response:
                content: bytes = response.read(limit)
        except HTTPError as error:
            raise UnavailableError(f"HTTP status {error.code}") from error
        except (OSError, HTTPException) as error:
            raise UnusableError(f"not reachable: {error}") from error
        return content


class Package(DownloadSource):
    """A package archive, downloaded by npm or pip on first use; members are read without unpacking it."""

    def __init__(self, tool: str, specifier: str, sha256: str, folder: str, scratch: Path) -> None:
        self._tool = tool
        self._specifier = specifier
        self._sha256 = sha256
        self._folder = folder  # of the members, inside the archive
        self._scratch = scratch

    def __str__(self) -> str:
        return f"{self._tool} {self._specifier}"

    def _read(self, member: str, limit: int) -> bytes:
        if member == self._archive.name:
            return self._archive.read_bytes()
        try:
            return _member(self._archive, self._folder + member, limit)
        except KeyError as error:
            raise UnavailableError("not in the archive") from error

    @cached_property
    def _archive(self) -> Path:
        folder = Path(tempfile.mkdtemp(dir=self._scratch))
        command = (*DOWNLOAD[self._tool], self._specifier)
        try:
            subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
        except OSError as error:
            raise UnusableError(str(error)) from error
        except subprocess.CalledProcessError as error:
            raise UnusableError(" ".join(error.stderr.split())[-300:]) from error
        (archive,) = folder.iterdir()
        with archive.open("rb") as content:
            found = file_digest(content, "sha256").hexdigest()
        if found != self._sha256:
            raise UnusableError(f"{archive.name}: expected sha256 {self._sha256}, found {found}")
        return archive


def _member(archive: Path, name: str, limit: int) -> bytes:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel, wheel.open(name) as content:
            return content.read(limit)
    with tarfile.open(archive) as tarball:
        file = tarball.extractfile(name)
        return file.read(limit) if file else b""


def download_sources(entries: Sequence[Mapping[str, str]], scratch: Path) -> list[DownloadSource]:
    """Return the sources that a lock lists; packages are downloaded into subfolders of `scratch`."""
    return [_source(entry, scratch) for entry in entries]


def _source(entry: Mapping[str, str], scratch: Path) -> DownloadSource:
    if "cdn" in entry:
        return Cdn(entry["cdn"])
    return Package(entry["tool"], entry["package"], entry["sha256"], entry["folder"], scratch)
