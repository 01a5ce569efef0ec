"""Results of the last `make bench`, for the page Measurements."""

from __future__ import annotations

import json
from pathlib import Path

from markupsafe import Markup

from demos.publish.content.templating import render

FILE = Path(__file__).parents[3] / "docs" / "measurements.json"


def table() -> Markup:
    """Return the recorded measurements as a sentence and a table."""
    return render("measurements", record=json.loads(FILE.read_text(encoding="utf-8")))
