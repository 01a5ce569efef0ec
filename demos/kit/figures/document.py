"""Document: a file that the reader can save."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from demos.kit.figures.figure import Figure


@dataclass(frozen=True)
class Document(Figure):
    """A file that the reader can save; `write` returns its content and is called only when it is saved."""

    name: str
    write: Callable[[], str]

    def message(self, sent: Figure | None = None) -> dict[str, Any]:
        """Return what the page receives: all but the content."""
        return {"kind": self.kind, "title": self.title, "summary": self.summary, "name": self.name}

    def csv_rows(self) -> Iterable[Iterable[Any]]:
        """Return the file's name as a single cell."""
        return [[self.name]]
