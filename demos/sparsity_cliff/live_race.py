"""The race on this machine, which can pause and keeps its samples while Python runs."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from demos.sparsity_cliff.analysis import RaceAnalysis
from fdnn_core import FEWEST_ROUNDS, CliffRecord, RaceProgress, race, record_of, this_device

SECONDS = 45.0  # time limit of a race; the page promises a minute
DType = Literal["float32", "float64"]
_FRAME = 0.2  # seconds between two frames
_ROUNDS_PER_ANALYSIS = 5  # once there are enough rounds for intervals, which take time to compute


class LiveRace:
    """A race of all structures against dense products, (size, size) times (size, columns)."""

    def __init__(self, size: int, columns: int, dtype: DType, seed: int) -> None:
        self._steps = race((size, size, columns), dtype=dtype, seed=seed, seconds=SECONDS, clock=self._clock)
        self._paused = 0.0  # seconds
        self._stopped_at: float | None = None
        self._progress = RaceProgress("waiting", 0.0, SECONDS, None)
        self._disturbed = False
        self._finished = False
        self.analysis: RaceAnalysis | None = None

    def advance(self, disturbed: bool) -> None:
        """Measure for the duration of a frame; `disturbed` if the page was hidden since the last call."""
        self._disturbed |= disturbed
        begin = time.perf_counter()
        self._paused += begin - (self._stopped_at or begin)
        for progress in self._steps:
            self._progress = progress
            if time.perf_counter() >= begin + _FRAME:
                break
        else:
            self._finished = True
        self._analyse()
        self._stopped_at = time.perf_counter()

    def _clock(self) -> float:
        """Return the time in seconds, without pauses."""
        return time.perf_counter() - self._paused

    @property
    def fraction(self) -> float:
        """Completed fraction; 1 only after the last rounds have been analysed."""
        return 1.0 if self._finished else min(self._progress.fraction, 0.999)

    @property
    def status(self) -> str:
        """The last step and the time left, in words that also fit a paused race; empty before and after."""
        if self._finished or not self.fraction:
            return ""
        left = self._progress.seconds_left
        return f"Last step: {self._progress.doing}; about {left:.0f} s left."

    @property
    def rounds(self) -> int:
        """Number of completed rounds; the last few may not be analysed yet."""
        return self._progress.race.measurement.rounds if self._progress.race else 0

    @property
    def record(self) -> CliffRecord:
        """Record of the race so far."""
        found = self._progress.race
        if found is None:
            raise ValueError("the race must have a completed round, got none")
        race = replace(found, measurement=replace(found.measurement, disturbed=self._disturbed))
        device = this_device(os.environ.get("FDNN_BROWSER"))  # the page sets both variables
        isolated = {"1": True, "0": False}.get(os.environ.get("FDNN_ISOLATED", ""))
        return record_of([race], device=device, isolated=isolated)

    def _analyse(self) -> None:
        known = self.analysis.race.measurement.rounds if self.analysis else 0
        new = self.rounds - known
        if new and (self.rounds <= FEWEST_ROUNDS or new >= _ROUNDS_PER_ANALYSIS or self._finished):
            record = self.record
            self.analysis = RaceAnalysis(record.races[0], record.device, "here", "path")


@lru_cache(maxsize=8)
def live_race(size: int, columns: int, dtype: DType, seed: int) -> LiveRace:
    """Return the race with these settings, in its current state."""
    return LiveRace(size, columns, dtype, seed)
