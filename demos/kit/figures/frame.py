"""What a demo returns or yields: figures by name, and frames of a computation that takes time."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass

from demos.kit.figures.figure import Figure

#: Figures by name, in the order in which they are shown.
Figures = Mapping[str, Figure]


@dataclass(frozen=True)
class Frame:
    """One step of a demo that takes time: the figures to show, and the progress from 0 to 1."""

    figures: Figures
    progress: float


#: Return type of a demo that takes time. A `yield` returns whether the page was hidden since the last one.
Frames = Generator[Frame, bool | None, None]
