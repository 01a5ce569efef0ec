"""Timer of work on a GPU by events in its queue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, Self

from fdnn_core import clock_step

_READINGS = 1000  # from which the step is measured


class Event(Protocol):
    """Protocol of an event in the queue of a GPU, such as `torch.cuda.Event` with timing enabled."""

    def record(self) -> object:
        """Put the event into the queue."""

    def elapsed_time(self, end: Self) -> float:
        """Return the milliseconds from this event to a later one."""


class EventTimer:
    """Device timer for `measure` that empties the cache before every call.

    All calls of a sample are queued before the first is waited for: Python prepares the next call while the
    GPU empties its cache, so that Python's time is measured only if it is longer.

    Parameters
    ----------
    event : callable
        Returns a new event.
    empty_cache : callable
        Queues work that displaces the content of the GPU's cache.
    wait : callable
        Waits until the queue is empty.
    """

    def __init__(
        self, event: Callable[[], Event], empty_cache: Callable[[], object], wait: Callable[[], object]
    ) -> None:
        self._event, self._empty_cache, self._wait = event, empty_cache, wait
        self.step = self._step()

    def seconds(self, run: Callable[[], Any], calls: int) -> float:
        """Call `run` `calls` times; return the seconds of all calls, each timed by two events."""
        pairs = [(self._event(), self._event()) for _ in range(calls)]
        for begin, end in pairs:
            self._empty_cache()
            begin.record()
            run()
            end.record()
        self._wait()
        return max(self.step, sum(begin.elapsed_time(end) for begin, end in pairs) / 1000)

    def _step(self) -> float:
        events = [self._event() for _ in range(_READINGS)]
        for event in events:
            event.record()
        self._wait()
        readings = iter(events)
        return clock_step(lambda: events[0].elapsed_time(next(readings)) / 1000)
