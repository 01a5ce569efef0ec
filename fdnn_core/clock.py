"""The smallest step that a clock takes, which says how long a sample must last."""

import math
import time
from collections.abc import Callable
from typing import NamedTuple

__all__ = ["Grain", "clock_grain", "clock_step"]

_TICKS = 20  # differences seen, of which the smallest counts
_READS = 1_000_000  # at most; about a third of a second in a browser


def clock_step(clock: Callable[[], float] = time.perf_counter) -> float:
    """Measure the smallest positive difference between two readings of a clock.

    What a clock claims of itself is of no use: browsers round theirs to between 5 microseconds and a
    millisecond and report a nanosecond.

    Parameters
    ----------
    clock : callable
        Returns a time in seconds that never falls. It is read until it has risen 20 times, a million times
        at most.

    Returns
    -------
    float
        In seconds.

    Raises
    ------
    ValueError
        If the clock does not advance.

    Examples
    --------
    >>> from itertools import count
    >>> from fdnn_core import clock_step
    >>> reads = count()
    >>> round(clock_step(lambda: next(reads) // 10 * 0.001), 9)  # a millisecond every ten readings
    0.001
    """
    return clock_grain(clock).step


class Grain(NamedTuple):
    """What a clock is made of: its smallest step, and what a reading costs, both in seconds."""

    step: float
    reading: float


def clock_grain(clock: Callable[[], float]) -> Grain:
    """Measure both; see `clock_step`."""
    first = last = clock()
    smallest, ticks, reads = math.inf, 0, 0
    while ticks < _TICKS and reads < _READS:
        now, reads = clock(), reads + 1
        if now > last:
            smallest, ticks = min(smallest, now - last), ticks + 1
        last = now
    if ticks == 0:
        raise ValueError(f"clock must advance, got {last:g} in each of {_READS} readings")
    return Grain(smallest, (last - first) / reads)
