"""Table: text and numbers in rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from demos.kit.figures.figure import Figure, FigureError, check_text
from demos.kit.typesetting import typeset


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

    def html(self) -> str:
        """Return an HTML table with headers for its columns and rows."""

        def cells(row: Sequence[str]) -> list[str]:
            return [escape(typeset(cell)) for cell in row]

        head = "".join(f'<th scope="col">{cell}</th>' for cell in cells(self.columns))
        body = "".join(
            f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>"
            for first, *rest in map(cells, self.rows)
        )
        return f'<table class="fdnn-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'

    def csv_rows(self) -> Iterable[Iterable[Any]]:
        """Return the names of the columns and the rows."""
        return [self.columns, *self.rows]
