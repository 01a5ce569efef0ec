"""The axis of a plot or a scatter chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from demos.kit.figures.figure import FigureError, Part, check_option

AxisScale = Literal["linear", "log", "nines"]


@dataclass(frozen=True)
class Axis(Part):
    """An axis: its label with the unit, its scale and its ends.

    On the scale "nines", for shares near one, 0.9, 0.99 and 0.999 are equally far apart: the position is the
    logarithm of 1 / (1 - x). This scale needs both ends, and its ticks are fixed.
    """

    label: str
    scale: AxisScale = "linear"
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        name = f"axis {self.label!r}"
        check_option(name, "scale", self.scale, AxisScale)
        if self.low is not None and self.high is not None and not self.low < self.high:
            raise FigureError(f"{name}: low must be less than high, got {self.low:g} and {self.high:g}")

    @property
    def ticks(self) -> Sequence[float]:
        """Positions of the ticks; empty if the drawing chooses them."""
        return (0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999) if self.scale == "nines" else ()

    def fields(self) -> dict[str, Any]:
        """Return the fields and the ticks."""
        return {**super().fields(), "ticks": self.ticks}
