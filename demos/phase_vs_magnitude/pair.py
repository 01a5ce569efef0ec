"""Prepare the two pictures: crop, size, and the planes to mix, luma or all three channels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from demos.kit.caching import cache_last
from demos.kit.figures import Array, Image
from demos.kit.pictures import square
from fdnn_core.signals.colour import luma

COLOURS = {"grey": "grey", "luma": "colour, mix luma only", "channels": "colour, mix each channel"}


@dataclass(frozen=True, eq=False)
class Prepared:
    """A square picture `shown`, (H, W) or (H, W, 3); `colour` is one of `COLOURS`."""

    shown: Array
    colour: str

    @cached_property
    def luma(self) -> Array:
        """Luma (H, W), by which pictures are scored."""
        return luma(self.shown)

    @cached_property
    def planes(self) -> Array:
        """Planes to mix: luma (H, W), or the channels (3, H, W)."""
        return np.moveaxis(self.shown, -1, 0) if self.colour == "channels" else self.luma

    def like(self, planes: Array) -> Prepared:
        """Return a picture with these planes; if they are luma alone, it keeps the chroma of this picture."""
        match self.colour:
            case "channels":
                return Prepared(np.moveaxis(planes, 0, -1), self.colour)
            case "luma":
                return Prepared(self.shown + (planes - self.luma)[..., None], self.colour)
            case _:
                return Prepared(planes, self.colour)


def _prepare(picture: Array, size: int, colour: str) -> Prepared:
    if colour == "grey":
        return Prepared(square(luma(picture), size), colour)
    rgb = picture if picture.ndim == 3 else np.stack([picture] * 3, axis=-1)
    return Prepared(square(rgb, size), colour)


def picture_of(title: str, prepared: Prepared) -> Image:
    """Return an image of the picture."""
    values = prepared.shown
    outside = float(((values < 0) | (values > 1)).mean())
    height, width = values.shape[:2]
    summary = f"{width} × {height} pixels; {100 * outside:.0f} % of the values are clipped to black or white."
    return Image(title=title, summary=summary, values=values.clip(0, 1))


#: One cache for each picture: the sliders change neither.
prepare_a, picture_of_a = cache_last(_prepare), cache_last(picture_of)
prepare_b, picture_of_b = cache_last(_prepare), cache_last(picture_of)
