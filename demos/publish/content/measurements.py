"""What `make bench` measured last, as the page Measurements shows it."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

RECORD = Path(__file__).parents[3] / "docs" / "measurements.json"


def rendered() -> str:
    """Return the record as a sentence and a table."""
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    rows = "".join(map(_row, record["rows"]))
    return (
        f"<p>Measured {record['date']} on {escape(record['machine'])}, in {escape(record['browser'])}.</p>"
        "<table><thead><tr><th>What</th><th>Value</th><th>Ratio</th><th>To the baseline</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _row(row: dict[str, Any]) -> str:
    cells = (row["name"], f"{row['value']:.4g} {row['unit']}".strip(), f"{row['ratio']:.2f}", row["baseline"])
    first, *rest = (escape(cell) for cell in cells)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'
