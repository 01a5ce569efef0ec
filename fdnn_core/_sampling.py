"""One sample: how many calls it takes, and how long they take."""

import math
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from fdnn_core.clock import Grain
from fdnn_core.timer import Timer

__all__ = ["Stopwatch", "warm_up"]

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
