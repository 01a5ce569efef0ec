"""What is vendored: each third-party file by size and hash, and the origins it may come from."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True)
class VendoredFile:
    """One third-party file, believed only with these bytes."""

    path: str  # below the cache folder; its first part names the origin
    group: str  # what needs it: "runtime", "numpy", ...
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

    def fault(self, content: bytes) -> str:
        """Say why these bytes are not the file's; empty if they are."""
        if len(content) > self.size:
            return f"expected {self.size} bytes, found more"
        found = sha256(content).hexdigest()
        if found != self.sha256:
            return f"expected {self.size} bytes with sha256 {self.sha256}, found {len(content)} with {found}"
        return ""


@dataclass(frozen=True)
class Lock:
    """The committed list of what is vendored."""

    pyodide: str  # version
    origins: Mapping[str, Sequence[Mapping[str, str]]]  # sources in the order in which they are tried
    files: Sequence[VendoredFile]

    @classmethod
    def read(cls, path: Path) -> "Lock":
        """Read a lock file."""
        lock = json.loads(path.read_text(encoding="utf-8"))
        return cls(lock["pyodide"], lock["origins"], [VendoredFile(**entry) for entry in lock["files"]])

    def file(self, path: str) -> VendoredFile:
        """Return the file with a path."""
        return next(file for file in self.files if file.path == path)

    def group(self, *names: str) -> list[VendoredFile]:
        """Return the files of some groups."""
        return [file for file in self.files if file.group in names]


LOCK = Lock.read(Path(__file__).with_name("vendor.lock.json"))
