"""Lock file of the vendored third-party files: size and SHA-256 of each, and where it may be downloaded."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True)
class VendoredFile:
    """One third-party file, accepted only with exactly these bytes."""

    path: str  # relative to the cache folder; its first part names the origin
    group: str  # what needs the file: "runtime", "numpy", ...
    size: int  # bytes
    sha256: str

    @property
    def origin(self) -> str:
        """Key of `Lock.origins`."""
        return self.path.partition("/")[0]

    @property
    def member(self) -> str:
        """Name of the file at its origin."""
        return self.path.partition("/")[2]

    def mismatch(self, content: bytes) -> str:
        """Describe how `content` differs from the locked file; empty if it does not."""
        if len(content) > self.size:
            return f"expected {self.size} bytes, found more"
        found = sha256(content).hexdigest()
        if found != self.sha256:
            return f"expected {self.size} bytes with sha256 {self.sha256}, found {len(content)} with {found}"
        return ""


@dataclass(frozen=True)
class Lock:
    """Parsed vendor.lock.json."""

    pyodide: str  # version of Pyodide
    python: str  # version of Pyodide's Python, "major.minor"
    platform: str  # platform tag of wheels for Pyodide
    origins: Mapping[str, Sequence[Mapping[str, str]]]  # download sources, in the order in which to try them
    files: Sequence[VendoredFile]

    @classmethod
    def read(cls, path: Path) -> "Lock":
        """Read a lock file."""
        lock = json.loads(path.read_text(encoding="utf-8"))
        return cls(**lock | {"files": [VendoredFile(**entry) for entry in lock["files"]]})

    def file(self, path: str) -> VendoredFile:
        """Return the file with this path."""
        return next(file for file in self.files if file.path == path)

    def group(self, *names: str) -> list[VendoredFile]:
        """Return the files of the named groups."""
        return [file for file in self.files if file.group in names]


LOCK = Lock.read(Path(__file__).with_name("vendor.lock.json"))
