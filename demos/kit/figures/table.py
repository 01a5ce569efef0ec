"""Table: text and numbers in rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from demos.kit.figures.figure import Figure, FigureError, check_text


@dataclass(frozen=True)
class Table(Figure):
    """Rows of text; the first cell of a row is its header."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def __post_init__(self) -> None:
        super().__post_init__()
        name = f"figure {self.title!r}"
        for row in (self.columns, *self.rows):
            check_text(name, "each cell", row)
            if len(row) != len(self.columns):
                raise FigureError(
                    f"{name}: each row must have {len(self.columns)} cells, got {len(row)} in {list(row)}"
                )

    def csv_rows(self) -> Iterable[Iterable[Any]]:
        """Return the names of the columns and the rows."""
        return [self.columns, *self.rows]
