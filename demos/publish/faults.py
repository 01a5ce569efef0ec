"""What becomes of each fault, as the tests of the page saw it."""

from __future__ import annotations

import html
import json
from pathlib import Path

FILE = Path(__file__).parents[2] / "docs" / "faults.json"
_COLUMNS = ("fault", "engine", "outcome")


def table() -> str:
    """Return the faults as an HTML table."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    head = "".join(f'<th scope="col">{column.capitalize()}</th>' for column in _COLUMNS)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(row[column])}</td>" for column in _COLUMNS) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
