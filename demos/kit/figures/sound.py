"""Sound: clips to be played and compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from demos.kit.figures.figure import Array, Figure, FigureError, Part


@dataclass(frozen=True)
class Clip(Part):
    """A sound: samples in [-1, 1]. A short one is repeated without a gap."""

    label: str
    samples: Array  # (samples,)
    rate: float  # samples per second

    def __post_init__(self) -> None:
        name = f"clip {self.label!r}"
        self.set_read_only(name, "samples")
        peak = np.abs(self.samples).max(initial=0)
        if not peak <= 1:
            raise FigureError(f"{name}: samples must lie in [-1, 1], got a peak of {peak:g}")


@dataclass(frozen=True)
class Sound(Figure):
    """Clips to be compared; `demos.kit.audio.match_loudness` gives them one loudness."""

    clips: Sequence[Clip]

    def csv_rows(self) -> Iterable[Iterable[Any]]:
        """Return a column of samples for each clip."""
        yield [f"{clip.label} at {clip.rate:g} Hz" for clip in self.clips]
        yield from zip(*(clip.samples.tolist() for clip in self.clips), strict=True)
