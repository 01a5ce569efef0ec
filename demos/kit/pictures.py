"""Pictures of any size and shape, made comparable."""

from __future__ import annotations

import numpy as np

from demos.kit.figures import Array
from fdnn_core import resample


def square(picture: Array, side: int) -> Array:
    """Return the square in a picture's middle, (side, side) or (side, side, 3).

    It is enlarged by its trigonometric interpolant, and made smaller by the mean over each new pixel's area.
    """
    height, width = picture.shape[:2]
    cut = min(height, width)
    top, left = (height - cut) // 2, (width - cut) // 2
    middle = picture[top : top + cut, left : left + cut]
    if side == cut:
        return middle
    if side > cut:
        return np.clip(resample(middle, (side, side), axes=(0, 1)), 0, 1)
    return _shrunk(_shrunk(middle, side).swapaxes(0, 1), side).swapaxes(0, 1)


def _shrunk(picture: Array, length: int) -> Array:
    """Average down the first axis: differences of the integral at the new pixels' edges."""
    edges = np.linspace(0, len(picture), length + 1)
    whole = np.minimum(edges.astype(int), len(picture) - 1)
    share = (edges - whole).reshape(-1, *[1] * (picture.ndim - 1))
    integral = np.concatenate([np.zeros_like(picture[:1]), np.cumsum(picture, axis=0)])
    shrunk: Array = np.diff(integral[whole] + share * picture[whole], axis=0) * (length / len(picture))
    return shrunk
