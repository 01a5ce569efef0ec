"""Update Python restored from a snapshot: environment, time zone, random state, module search."""

from __future__ import annotations

import json
import os
import random
import sys
import time

import numpy as np


def update_environment(settings: str) -> None:
    """Set environment variables and time zone, and reseed the random number generators.

    Parameters
    ----------
    settings : str
        JSON: "environment", the variables and their values; "offsets", seconds by which local time is behind
        UTC in January and in July; "zone", the names of the time zone in winter and in summer.
    """
    new = json.loads(settings)
    os.environ.update(new["environment"])
    time.timezone, time.altzone = max(new["offsets"]), min(new["offsets"])
    time.daylight = int(time.timezone != time.altzone)
    time.tzname = tuple(new["zone"])
    random.seed()
    # Code that uses numpy's global generator must not draw the same numbers in every page; seed() is slower.
    state = np.frombuffer(os.urandom(4 * 624), np.uint32)
    np.random.set_state(("MT19937", state, 624, 0, 0.0))  # noqa: NPY002
    if "tempfile" in sys.modules:
        sys.modules["tempfile"]._name_sequence = None  # type: ignore[attr-defined]


def forget_missing_paths() -> None:
    """Make imports search again the paths that did not exist when the snapshot was made."""
    for path in [path for path, finder in sys.path_importer_cache.items() if finder is None]:
        del sys.path_importer_cache[path]
