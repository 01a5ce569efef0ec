"""Table of faults: what the reader sees when something fails, as the browser tests recorded it."""

from __future__ import annotations

import json
from pathlib import Path

from markupsafe import Markup

from demos.publish.content.templating import render

FILE = Path(__file__).parents[3] / "docs" / "faults.json"


def table() -> Markup:
    """Return the faults as an HTML table; engines with the same outcome share a row."""
    engines: dict[tuple[str, str], list[str]] = {}
    for row in json.loads(FILE.read_text(encoding="utf-8")):
        engines.setdefault((row["fault"], row["outcome"]), []).append(row["engine"])
    return render("faults", engines=engines)
