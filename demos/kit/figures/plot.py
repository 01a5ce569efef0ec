"""Plot: lines, stems and dots over one common x."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from demos.kit.figures.axis import Axis
from demos.kit.figures.figure import Array, Figure, FigureError, Part, Role, check_option

SeriesMark = Literal["line", "stems", "dots"]

_MAX_DASHED = 300  # points of a line; with more, dashes are slow to draw and hard to see


@dataclass(frozen=True)
class Series(Part):
    """One row of y values over the x of the plot; NaN leaves a gap."""

    label: str
    y: Array  # (points,)
    role: Role
    mark: SeriesMark = "line"

    def __post_init__(self) -> None:
        name = f"series {self.label!r}"
        self.set_read_only(name, "y")
        check_option(name, "role", self.role, Role)
        check_option(name, "mark", self.mark, SeriesMark)


@dataclass(frozen=True)
class Plot(Figure):
    """Lines, stems and dots over one common x."""

    x: Array  # (points,), increasing
    series: Sequence[Series]
    x_axis: Axis
    y_axis: Axis
    chosen: float | None = None  # x of the vertical line that marks a control's value

    def __post_init__(self) -> None:
        super().__post_init__()
        name = f"figure {self.title!r}"
        self.set_read_only(name, "x")
        steps = np.diff(self.x)
        if not (steps > 0).all():
            at = int(np.argmin(steps > 0))
            raise FigureError(f"{name}: x must increase, got {self.x[at]:g} before {self.x[at + 1]:g}")
        for series in self.series:
            if series.y.shape != self.x.shape:
                raise FigureError(
                    f"{name}: series {series.label!r} must have shape {self.x.shape}, got {series.y.shape}"
                )

    @property
    def dashes(self) -> Sequence[int]:
        """Dash pattern of each series, 0 for a solid line: a line of the role "before" is dashed."""
        may_dash = self.x.size <= _MAX_DASHED
        return [int(may_dash and series.role == "before" and series.mark == "line") for series in self.series]

    def message(self, sent: Figure | None = None) -> dict[str, Any]:
        """Return what the page receives: the fields, and the dash patterns."""
        return {**super().message(sent), "dashes": self.dashes}

    def csv_rows(self) -> Iterable[Iterable[Any]]:
        """Return a column for x and one for each series."""
        yield [self.x_axis.label, *(series.label for series in self.series)]
        yield from zip(self.x.tolist(), *(series.y.tolist() for series in self.series), strict=True)
