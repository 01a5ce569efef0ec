"""Python restored from a snapshot holds what was so where that was made: here it learns what is so now."""

from __future__ import annotations

import json
import os
import random
import sys
import time

import numpy as np


def wake(world: str) -> None:
    """Take over the environment and the time zone, and make chance chance again.

    Parameters
    ----------
    world : str
        JSON: "environment", variables and their texts; "offsets", by how many seconds the clocks are behind
        UTC in January and in July; "zone", the two names of the time zone.
    """
    told = json.loads(world)
    os.environ.update(told["environment"])
    time.timezone, time.altzone = max(told["offsets"]), min(told["offsets"])
    time.daylight = int(time.timezone != time.altzone)
    time.tzname = tuple(told["zone"])
    random.seed()
    # What calls numpy's old functions must not repeat the same numbers everywhere; seed() takes longer.
    words = np.frombuffer(os.urandom(4 * 624), np.uint32)
    np.random.set_state(("MT19937", words, 624, 0, 0.0))  # noqa: NPY002
    if "tempfile" in sys.modules:
        sys.modules["tempfile"]._name_sequence = None  # type: ignore[attr-defined]


def look_again() -> None:
    """Look again for modules where there was nothing; what was there when the snapshot was made is known."""
    for path in [path for path, finder in sys.path_importer_cache.items() if finder is None]:
        del sys.path_importer_cache[path]
