"""Clocks: their smallest step, and samples that last long enough to be measured with it."""

import math
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, Protocol

__all__ = ["Stopwatch", "Timer", "clock_resolution", "clock_step", "warm_up"]

TICKS = 20  # differences between readings, of which the smallest is taken
MAX_READINGS = 1_000_000  # about a third of a second in a browser
STEPS_PER_SAMPLE = 20  # at least: a sample begins at a step and ends a known fraction of a step after one
MAX_BATCHES = 12  # of a warm-up; each has up to ten times the calls of the one before
STILL_WARMING_UP = 1.1  # a batch faster than the one before by this factor


def clock_step(clock: Callable[[], float] = time.perf_counter) -> float:
    """Measure the smallest positive difference between two readings of a clock.

    The resolution that a clock reports cannot be used: browsers round their clocks to between 5 microseconds
    and a millisecond, and report a nanosecond.

    Parameters
    ----------
    clock : callable
        Returns a time in seconds that never decreases. It is read until it has risen 20 times, at most a
        million times.

    Returns
    -------
    float
        Smallest step in seconds.

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
    return clock_resolution(clock).step


class ClockResolution(NamedTuple):
    """Smallest step of a clock, and the time that one reading takes, both in seconds."""

    step: float
    reading: float


def clock_resolution(clock: Callable[[], float]) -> ClockResolution:
    """Measure the smallest step of a clock and the time that a reading takes; see `clock_step`."""
    first = last = clock()
    smallest, ticks, readings = math.inf, 0, 0
    while ticks < TICKS and readings < MAX_READINGS:
        now, readings = clock(), readings + 1
        if now > last:
            smallest, ticks = min(smallest, now - last), ticks + 1
        last = now
    if ticks == 0:
        raise ValueError(f"clock must advance, got {last:g} in each of {MAX_READINGS} readings")
    return ClockResolution(smallest, (last - first) / readings)


class Timer(Protocol):
    """Protocol for device timers, such as CUDA events: the device keeps working after the call returns.

    Examples
    --------
    >>> from fdnn_core import Variant, measure
    >>> class DeviceTimer:  # for a device whose calls return the seconds they took
    ...     step = 1e-6
    ...
    ...     def seconds(self, run, calls):
    ...         return sum(run() for _ in range(calls))
    >>> variants = {"slow": Variant(lambda: 0.02, lambda _: 0), "fast": Variant(lambda: 0.005, lambda _: 0)}
    >>> *_, last = measure(variants, baseline="slow", rounds=12, timer=DeviceTimer())
    >>> round(last.measurement.speedup("fast").value, 9)
    4.0
    """

    @property
    def step(self) -> float:
        """Smallest step of the clock in seconds."""

    def seconds(self, run: Callable[[], Any], calls: int) -> float:
        """Call `run` `calls` times; return the seconds that all calls together take, more than 0."""


class Stopwatch(NamedTuple):
    """Timer made of a clock whose resolution is known."""

    clock: Callable[[], float]
    resolution: ClockResolution

    @property
    def step(self) -> float:
        """Smallest step of the clock in seconds."""
        return self.resolution.step

    def seconds(self, run: Callable[[], Any], calls: int) -> float:
        """Call `run` `calls` times; return the seconds that all calls together take.

        The calls begin when the clock ticks. After them the clock is read until it ticks again, and the time
        of these readings is subtracted, so that the result is finer than the step of the clock.
        """
        begin, _ = self._next_tick()
        for _ in range(calls):
            run()
        end, readings = self._next_tick()
        waited = min(readings * self.resolution.reading, self.resolution.step)
        return max(end - begin - waited, self.resolution.reading)

    def _next_tick(self) -> tuple[float, int]:
        last, readings = self.clock(), 1
        while (now := self.clock()) == last:
            readings += 1
        return now, readings


def warm_up(timer: Timer, run: Callable[[], Any], limit: float, sample: float) -> Iterator[tuple[int, float]]:
    """Call `run` in batches until it no longer speeds up, at most for `limit` seconds.

    Yields after each batch the number of calls that a sample needs to last `sample` seconds, or 20 steps of
    the clock if these are longer, and the seconds per call.
    """
    shortest = max(STEPS_PER_SAMPLE * timer.step, sample)
    calls, spent = 1, 0.0
    previous = fastest = math.inf  # seconds per call in batches that last as long as a sample
    for _ in range(MAX_BATCHES):
        elapsed = timer.seconds(run, calls)
        per_call, spent = elapsed / calls, spent + elapsed
        if elapsed >= shortest:
            fastest = min(fastest, per_call)
        enough = max(1, math.ceil(shortest / min(fastest, per_call)))
        yield enough, per_call
        if spent > limit or (elapsed >= shortest and previous < STILL_WARMING_UP * per_call):
            return
        previous = per_call if elapsed >= shortest else math.inf
        calls = min(enough, 10 * calls)
