"""Samples of work on a GPU, taken by events in its queue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, Self

from fdnn_core import clock_step

_READINGS = 1000  # from which the step is told


class Event(Protocol):
    """A mark in the queue of a GPU, as `torch.cuda.Event` with timing is."""

    def record(self) -> object:
        """Put it into the queue."""

    def elapsed_time(self, end: Self) -> float:
        """Return the milliseconds from this one to a later one."""


class EventTimer:
    """A timer, as `measure` takes one, that starts every call with an empty cache.

    All the calls of a sample are queued before any is waited for: while the cache is being emptied, the next
    call is prepared, and what Python needs for that is not measured unless it is more.

    Parameters
    ----------
    event : callable
        Makes an event.
    empty_cache : callable
        Queues what displaces all that the GPU's cache holds.
    wait : callable
        Returns when the queue is empty.
    """

    def __init__(
        self, event: Callable[[], Event], empty_cache: Callable[[], object], wait: Callable[[], object]
    ) -> None:
        self._event, self._empty_cache, self._wait = event, empty_cache, wait
        self.step = self._step()

    def seconds(self, run: Callable[[], Any], calls: int) -> float:
        """Return how long so many calls take together, each from its first event to its second."""
        marks = [(self._event(), self._event()) for _ in range(calls)]
        for begin, end in marks:
            self._empty_cache()
            begin.record()
            run()
            end.record()
        self._wait()
        return max(self.step, sum(begin.elapsed_time(end) for begin, end in marks) / 1000)

    def _step(self) -> float:
        marks = [self._event() for _ in range(_READINGS)]
        for mark in marks:
            mark.record()
        self._wait()
        readings = iter(marks)
        return clock_step(lambda: marks[0].elapsed_time(next(readings)) / 1000)
