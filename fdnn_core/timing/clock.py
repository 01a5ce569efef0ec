"""The smallest step that a clock takes, which says how long a sample must last."""

import math
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, Protocol

__all__ = ["Stopwatch", "Timer", "clock_grain", "clock_step", "warm_up"]

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


class Timer(Protocol):
    """Takes the samples of a measurement, say by events on a GPU, whose work goes on after a call returns.

    Examples
    --------
    >>> from fdnn_core import Variant, measure
    >>> class Claimed:  # a machine that says itself how long a call took
    ...     step = 1e-6
    ...
    ...     def seconds(self, run, calls):
    ...         return sum(run() for _ in range(calls))
    >>> ways = {"slow": Variant(lambda: 0.02, lambda _: 0), "fast": Variant(lambda: 0.005, lambda _: 0)}
    >>> *_, last = measure(ways, baseline="slow", rounds=12, timer=Claimed())
    >>> round(last.measurement.speedup("fast").value, 9)
    4.0
    """

    @property
    def step(self) -> float:
        """The smallest step of its clock, in seconds."""

    def seconds(self, run: Callable[[], Any], calls: int) -> float:
        """Call so many times and return how long they take together, more than 0."""


_STEPS = 20  # of the clock, at least, in a sample: it begins with one, and ends at a known part of one
_BATCHES = 12  # at most, to warm up; each has up to ten times the calls of the one before
_SPEEDING_UP = 1.1  # a batch faster than the one before by this factor is still warming up


class Stopwatch(NamedTuple):
    """A clock and its grain: a timer."""

    clock: Callable[[], float]
    grain: Grain

    @property
    def step(self) -> float:
        """The smallest step of the clock, in seconds."""
        return self.grain.step

    def seconds(self, run: Callable[[], Any], calls: int) -> float:
        """Return how long so many calls take, to a fraction of the clock's step.

        They begin when the clock ticks; after them it is read until it ticks again, and the readings are
        taken off. Otherwise all samples would be whole steps, and so would their median.
        """
        begin, _ = self._tick()
        for _ in range(calls):
            run()
        end, readings = self._tick()
        waited = min(readings * self.grain.reading, self.grain.step)
        return max(end - begin - waited, self.grain.reading)

    def _tick(self) -> tuple[float, int]:
        last, readings = self.clock(), 1
        while (now := self.clock()) == last:
            readings += 1
        return now, readings


def warm_up(timer: Timer, run: Callable[[], Any], limit: float, sample: float) -> Iterator[tuple[int, float]]:
    """Call until it no longer becomes faster, or for `limit` seconds.

    Yields after each batch the number of calls that a sample needs to last `sample` seconds, or longer if the
    clock is coarse, and the seconds per call.
    """
    shortest = max(_STEPS * timer.step, sample)
    calls, spent = 1, 0.0
    before = fastest = math.inf  # seconds per call, of batches that last as long as a sample
    for _ in range(_BATCHES):
        elapsed = timer.seconds(run, calls)
        per_call, spent = elapsed / calls, spent + elapsed
        if elapsed >= shortest:
            fastest = min(fastest, per_call)
        enough = max(1, math.ceil(shortest / min(fastest, per_call)))
        yield enough, per_call
        if spent > limit or (elapsed >= shortest and before < _SPEEDING_UP * per_call):
            return
        before = per_call if elapsed >= shortest else math.inf
        calls = min(enough, 10 * calls)
