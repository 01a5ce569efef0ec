"""Documents: text files of the reader's own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demos.kit.controls.control import Control, ControlError


def decode_text(content: bytes) -> str:
    """Return the text of a UTF-8 or UTF-16 file without its byte-order mark, or raise ValueError."""
    try:
        return content.decode(json.detect_encoding(content))
    except UnicodeDecodeError as error:
        raise ValueError(f"it is not UTF-8 or UTF-16 text: byte {error.start} cannot be decoded") from error


@dataclass(frozen=True)
class Documents(Control):
    """Text files: the function receives a mapping from file name to the result of `read`.

    A value is a list of paths, or of mappings with the "name" of a file and its "text", or its bytes as
    "content". `read` raises ValueError for a text that it cannot read. Cache its results: it is called again
    when another control changes.
    """

    read: Callable[[str], Any]
    accept: str = ".json"
    max_files: int = 8
    max_bytes: int = 8_000_000  # of each file

    def resolve(self, name: str, value: Any) -> Mapping[str, Any]:
        """Return the result of `read` for each file, or raise ControlError that names the file."""
        if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
            raise ControlError(name, f"must be a list of files, got {type(value).__name__}")
        files = [self._file(name, item) for item in value]
        if len(files) > self.max_files:
            raise ControlError(name, f"must be at most {self.max_files} files, got {len(files)}")
        return {file: self._read(name, file, text) for file, text in files}

    def _file(self, name: str, item: Any) -> tuple[str, str]:
        if isinstance(item, Path):
            return item.name, self._decode(name, item.name, item.read_bytes())
        if isinstance(item, Mapping) and isinstance(item.get("name"), str):
            content = item.get("text", item.get("content"))
            if isinstance(content, str):
                return item["name"], content
            if isinstance(content, bytes | memoryview):
                return item["name"], self._decode(name, item["name"], bytes(content))
        raise ControlError(name, f"must hold paths, or names and texts, got {type(item).__name__}")

    def _decode(self, name: str, file: str, content: bytes) -> str:
        try:
            return decode_text(content)
        except ValueError as error:
            raise ControlError(name, f"cannot use {file}: {error}") from error

    def _read(self, name: str, file: str, text: str) -> Any:
        length = len(text.encode())
        if length > self.max_bytes:
            raise ControlError(
                name, f"must be files of at most {self.max_bytes} bytes, got {length} in {file}"
            )
        try:
            return self.read(text)
        except ValueError as error:
            raise ControlError(name, f"cannot use {file}: {error}") from error
