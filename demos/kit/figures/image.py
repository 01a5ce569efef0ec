"""Image: an array of values shown on a grey or colour scale, or as sRGB colours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demos.kit.colours import Scale, levels, palette
from demos.kit.figures.figure import Array, Figure, FigureError, check_option


@dataclass(frozen=True)
class Image(Figure):
    """Values from `low` to `high`: (H, W) on a scale of colours, or (H, W, 3) sRGB. Others are clipped."""

    values: Array
    scale: Scale = "grey"
    low: float = 0.0
    high: float = 1.0
    unit: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        name = f"figure {self.title!r}"
        self.set_read_only(name, "values")
        check_option(name, "scale", self.scale, Scale)
        if not self.low < self.high:
            raise FigureError(f"{name}: low must be less than high, got {self.low:g} and {self.high:g}")
        shape = self.values.shape
        if not (len(shape) in (2, 3) and shape[2:] in ((), (3,)) and self.values.size):
            raise FigureError(f"{name}: values must have shape (H, W) or (H, W, 3), got {shape}")
        if not np.isfinite(self.values).all():
            count = int((~np.isfinite(self.values)).sum())
            raise FigureError(
                f"{name}: values must be finite, got {count} NaN or infinite of {self.values.size}"
            )
        if self.values.dtype.kind in "ui" and self.values.max() > self.high:
            raise FigureError(
                f"{name}: values must lie between low and high, {self.low:g} and {self.high:g}, got "
                f"{self.values.dtype} values up to {self.values.max()}: divide them, or set high"
            )

    @cached_property
    def levels(self) -> NDArray[np.uint8]:
        """The values as bytes, 0 for `low` to 255 for `high`; read-only."""
        found = levels(self.values, self.low, self.high)
        found.flags.writeable = False
        return found

    @property
    def palette(self) -> NDArray[np.uint8] | None:
        """(256, 4) RGBA bytes: the colour of each level; None for sRGB values."""
        return palette(self.scale) if self.values.ndim == 2 else None

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """(H, W, 3) RGB or (H, W, 4) RGBA bytes."""
        return self.levels if self.palette is None else self.palette[self.levels]

    @property
    def range(self) -> str:
        """The values of the darkest and the brightest colour with their unit; empty for 0 and 1."""
        plain = (self.low, self.high, self.unit) == (0, 1, "")
        return "" if plain else f"{self.low:.3g} … {self.high:.3g} {self.unit}".strip()

    def message(self, sent: Figure | None = None) -> dict[str, Any]:
        """Return what the page receives: levels and palette in place of the values."""
        return {
            "kind": self.kind,
            "title": self.title,
            "summary": self.summary,
            "range": self.range,
            "levels": self.levels,
            "palette": self.palette,
        }

    def csv_rows(self) -> Iterable[Iterable[Any]]:
        """Return a row for each row of pixels; the three colours of a pixel stand side by side."""
        return self.values.reshape(self.values.shape[0], -1).tolist()
