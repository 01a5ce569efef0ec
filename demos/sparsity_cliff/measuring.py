"""The race on this machine: it goes on when asked, and keeps what it has found while Python runs."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import lru_cache

from fdnn_core import CliffRecord, Race, RaceProgress, race, record_of

SECONDS = 45.0  # that a race may take, of the minute that a reader is told
_FRAME = 0.2  # seconds between two frames


class Running:
    """A race of all structures against dense, on (size, size) times (size, columns)."""

    def __init__(self, size: int, columns: int, dtype: str, seed: int) -> None:
        self._steps = race((size, size, columns), dtype=dtype, seed=seed, seconds=SECONDS)
        self._progress = RaceProgress("waiting", 0.0, SECONDS, None)
        self._disturbed = False
        self.finished = False

    def go_on(self, disturbed: bool) -> None:
        """Measure for about as long as a frame lasts; `disturbed` if the machine has been since the last call."""
        self._disturbed |= disturbed
        end = time.perf_counter() + _FRAME
        for self._progress in self._steps:
            if time.perf_counter() >= end:
                return
        self.finished = True

    @property
    def fraction(self) -> float:
        """What part is done."""
        return 1.0 if self.finished else self._progress.fraction

    @property
    def race(self) -> Race | None:
        """What has been found so far; None before the first whole round."""
        found = self._progress.race
        if found is None or not found.measurement.rounds:
            return None
        if self._disturbed:
            return replace(found, measurement=replace(found.measurement, disturbed=True))
        return found

    @property
    def record(self) -> CliffRecord | None:
        """What has been found so far, as it is saved."""
        return record_of([self.race]) if self.race else None

    @property
    def doing(self) -> str:
        """What is going on, in words; empty before the start and at the end."""
        if self.finished or not self.fraction:
            return ""
        return f"Measuring: {self._progress.doing}; about {self._progress.seconds_left:.0f} s left."


@lru_cache(maxsize=8)
def running(size: int, columns: int, dtype: str, seed: int) -> Running:
    """Return the race with these settings, as far as it has come."""
    return Running(size, columns, dtype, seed)
