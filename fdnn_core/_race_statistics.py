"""The statistics of a race as a record holds them, and whether those found in one are its samples'."""

import math
from typing import Any

from fdnn_core._json_shapes import Json, RecordError
from fdnn_core.intervals import FEWEST_ROUNDS
from fdnn_core.measurement import Measurement

__all__ = ["agree", "statistics"]

_SAME = 1e-6  # relative difference between computed here and computed elsewhere


def statistics(found: Measurement, name: str) -> Json | None:
    """Return a variant's statistics: none if it is wrong or has no samples, no speed-up after few rounds."""
    if name in found.wrong or found.rounds == 0:
        return None
    lower, median, upper = found.spread(name)
    whole: Json = {"median": median, "quartiles": [lower, upper]}
    if found.rounds >= FEWEST_ROUNDS:
        whole["speedup"] = found.speedup(name)._asdict()
    return whole


def agree(found: Any, computed: Any, path: str) -> None:
    """Raise `RecordError` where what was found in a record is not what its samples give."""
    if isinstance(computed, float) and isinstance(found, float):
        if not math.isclose(found, computed, rel_tol=_SAME):
            raise RecordError(f"{path}: {computed:.7g} is needed, as the samples give, found {found:.7g}")
    elif isinstance(computed, dict) and isinstance(found, dict) and computed.keys() == found.keys():
        for name, value in computed.items():
            agree(found[name], value, f"{path}.{name}")
    elif isinstance(computed, list) and isinstance(found, list) and len(computed) == len(found):
        for i, value in enumerate(computed):
            agree(found[i], value, f"{path}[{i}]")
    elif found != computed:
        raise RecordError(f"{path}: {said(computed)} is needed, as the samples give, found {said(found)}")


def said(value: Any) -> str:
    """Return a few words for what was found or needed."""
    if isinstance(value, dict | list):
        return ", ".join(map(str, value)) or "nothing"
    return "nothing" if value is None else str(value)
