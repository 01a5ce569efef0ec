"""What becomes of each fault, as the tests of the page saw it."""

from __future__ import annotations

import html
import json
from pathlib import Path

FILE = Path(__file__).parents[3] / "docs" / "faults.json"
_COLUMNS = ("Fault", "Engine", "Outcome")


def table() -> str:
    """Return the faults as an HTML table, a row for what ends alike in several engines."""
    engines: dict[tuple[str, str], list[str]] = {}
    for row in json.loads(FILE.read_text(encoding="utf-8")):
        engines.setdefault((row["fault"], row["outcome"]), []).append(row["engine"])
    rows = [(fault, ", ".join(names), outcome) for (fault, outcome), names in engines.items()]
    head = "".join(f'<th scope="col">{column}</th>' for column in _COLUMNS)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
