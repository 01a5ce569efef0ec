"""The race on this machine: it goes on when asked, and keeps what it has found while Python runs."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from demos.sparsity_cliff.told import Told
from fdnn_core import FEWEST_ROUNDS, CliffRecord, RaceProgress, race, record_of, this_device

SECONDS = 45.0  # that a race may take, of the minute that a reader is told
DType = Literal["float32", "float64"]
_FRAME = 0.2  # seconds between two frames
_TOLD = 5  # rounds between two tellings, once there are enough for intervals, which take time to compute


class Running:
    """A race of all structures against dense, (size, size) times (size, columns)."""

    def __init__(self, size: int, columns: int, dtype: DType, seed: int) -> None:
        self._steps = race((size, size, columns), dtype=dtype, seed=seed, seconds=SECONDS, clock=self._clock)
        self._paused = 0.0  # seconds
        self._left_off: float | None = None
        self._progress = RaceProgress("waiting", 0.0, SECONDS, None)
        self._disturbed = False
        self._finished = False
        self.told: Told | None = None

    def go_on(self, disturbed: bool) -> None:
        """Measure for as long as a frame lasts; `disturbed` if the machine was since the last call."""
        self._disturbed |= disturbed
        begin = time.perf_counter()
        self._paused += begin - (self._left_off or begin)
        for progress in self._steps:
            self._progress = progress
            if time.perf_counter() >= begin + _FRAME:
                break
        else:
            self._finished = True
        self._tell()
        self._left_off = time.perf_counter()

    def _clock(self) -> float:
        """Return the time in seconds, that of pauses left out."""
        return time.perf_counter() - self._paused

    @property
    def fraction(self) -> float:
        """What part is done; 1 only when nothing is left, the telling of the last rounds included."""
        return 1.0 if self._finished else min(self._progress.fraction, 0.999)

    @property
    def doing(self) -> str:
        """How far it has come, in words true of a stopped race too; empty before the start and at the end."""
        if self._finished or not self.fraction:
            return ""
        left = self._progress.seconds_left
        return f"Last: {self._progress.doing}; about {left:.0f} s of measuring to go."

    @property
    def rounds(self) -> int:
        """How many are whole; the last few may not be told yet."""
        return self._progress.race.measurement.rounds if self._progress.race else 0

    @property
    def record(self) -> CliffRecord:
        """What has been found, as it is saved."""
        found = self._progress.race
        if found is None:
            raise ValueError("nothing has been measured yet")
        race = replace(found, measurement=replace(found.measurement, disturbed=self._disturbed))
        device = this_device(os.environ.get("FDNN_BROWSER"))  # set by the page, as the next one
        isolated = {"1": True, "0": False}.get(os.environ.get("FDNN_ISOLATED", ""))
        return record_of([race], device=device, isolated=isolated)

    def _tell(self) -> None:
        known = self.told.race.measurement.rounds if self.told else 0
        new = self.rounds - known
        if new and (self.rounds <= FEWEST_ROUNDS or new >= _TOLD or self._finished):
            record = self.record
            self.told = Told(record.races[0], record.device, "here", "path")


@lru_cache(maxsize=8)
def running(size: int, columns: int, dtype: DType, seed: int) -> Running:
    """Return the race with these settings, as far as it has come."""
    return Running(size, columns, dtype, seed)
