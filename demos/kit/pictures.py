"""Crop, resize and convert pictures (H, W) or (H, W, 3)."""

from __future__ import annotations

import numpy as np

from demos.kit.figures import Array
from fdnn_core import resample

_LOBES = 3  # of the Lanczos kernel
_STRIP = 256  # rows converted at a time, to save memory


def centre_crop(picture: Array) -> Array:
    """Return the largest square in the centre of a picture."""
    height, width = picture.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return picture[top : top + side, left : left + side]


def square(picture: Array, side: int) -> Array:
    """Return the centre square of a picture, resized to (side, side) or (side, side, 3).

    Enlarging takes the trigonometric interpolant, shrinking the mean over the area of each new pixel.
    """
    cropped = centre_crop(picture)
    length = len(cropped)
    if side == length:
        return cropped
    if side > length:
        return np.clip(resample(cropped, (side, side), axes=(0, 1)), 0, 1)
    return _shrink(_shrink(cropped, side).swapaxes(0, 1), side).swapaxes(0, 1)


def lanczos_square(picture: Array, side: int) -> Array:
    """Return the centre square of sRGB bytes (H, W, 3), resized to (side, side, 3) bytes by Lanczos' filter.

    The page resizes uploads in the same way, in ``demos/web/controls``.
    """
    cropped = centre_crop(picture)
    weights = _lanczos(len(cropped), side)
    rows = np.empty((3, side, len(cropped)), np.float32)  # resized horizontally only
    for top in range(0, len(cropped), _STRIP):
        strip = cropped[top : top + _STRIP]
        rows[:, :, top : top + _STRIP] = [weights @ strip[..., channel].T for channel in range(3)]
    resized = np.stack([weights @ row.T for row in rows], axis=-1)  # (side, side, 3)
    rounded: Array = np.clip(np.rint(resized), 0, 255).astype(np.uint8)
    return rounded


def _lanczos(length: int, side: int) -> Array:
    """Return the (side, length) weights of the old pixels in each new one."""
    ratio = length / side
    width = max(ratio, 1)
    centres = (np.arange(side)[:, None] + 0.5) * ratio
    pixels = np.arange(length)
    first = np.floor(centres - _LOBES * width + 0.5)
    end = np.floor(centres + _LOBES * width + 0.5)
    x = (pixels + 0.5 - centres) / width
    weights = np.sinc(x) * np.sinc(x / _LOBES) * (np.abs(x) < _LOBES) * (first <= pixels) * (pixels < end)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _shrink(picture: Array, length: int) -> Array:
    """Average down the first axis: differences of the running integral at the edges of the new pixels."""
    edges = np.linspace(0, len(picture), length + 1)
    whole = np.minimum(edges.astype(int), len(picture) - 1)
    share = (edges - whole).reshape(-1, *[1] * (picture.ndim - 1))
    integral = np.concatenate([np.zeros_like(picture[:1]), np.cumsum(picture, axis=0)])
    shrunk: Array = np.diff(integral[whole] + share * picture[whole], axis=0) * (length / len(picture))
    return shrunk
