"""Rows of the table of benchmarks."""

from typing import Any


def row(name: str, value: float, unit: str, baseline: str, reference: float) -> dict[str, Any]:
    """Return a row: a value with its unit, and its ratio to a named baseline."""
    return {"name": name, "value": value, "unit": unit, "baseline": baseline, "ratio": value / reference}
