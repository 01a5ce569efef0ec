"""The smallest step that a clock takes, which says how long a sample must last."""

import time
from collections.abc import Callable

__all__ = ["clock_step"]

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
    smallest, ticks, last = float("inf"), 0, clock()
    for _ in range(_READS):
        now = clock()
        if now > last:
            smallest, ticks = min(smallest, now - last), ticks + 1
            if ticks == _TICKS:
                break
        last = now
    if ticks == 0:
        raise ValueError(f"clock must advance, got {last:g} in each of {_READS} readings")
    return smallest
