"""What a benchmark reports."""

from typing import Any


def row(name: str, value: float, unit: str, baseline: str, reference: float) -> dict[str, Any]:
    """Return a value beside the baseline that it is measured against."""
    return {"name": name, "value": value, "unit": unit, "baseline": baseline, "ratio": value / reference}
