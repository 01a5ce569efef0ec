"""Masks of named shapes, for `apply_mask`.

Each takes the (height, width) of the image and returns truth values of that shape, frequency 0 at
(height // 2, width // 2). Radii and frequencies are in cycles per shorter side; what is not finite or out
of range raises ValueError. Frequency 0, the mean, is always kept.
"""

from collections.abc import Sequence
from typing import SupportsIndex

import numpy as np
from numpy.typing import NDArray

from fdnn_core._arguments import plane, real
from fdnn_core._floating import Real
from fdnn_core.masking import symmetric_mask

__all__ = ["high_pass_mask", "low_pass_mask", "notch_mask", "ring_mask", "wedge_mask"]

Shape = Sequence[SupportsIndex]
Mask = NDArray[np.bool_]


def low_pass_mask(shape: Shape, radius: float) -> Mask:
    """Keep frequencies up to `radius`.

    Examples
    --------
    >>> from fdnn_core import low_pass_mask
    >>> low_pass_mask((3, 5), 1.0).astype(int).tolist()
    [[0, 0, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 0, 0]]
    """
    return np.asarray(_distances(shape) <= real("radius", radius, 0))


def high_pass_mask(shape: Shape, radius: float) -> Mask:
    """Keep frequencies from `radius` on.

    Examples
    --------
    >>> from fdnn_core import high_pass_mask
    >>> high_pass_mask((3, 3), 1.2).astype(int).tolist()
    [[1, 0, 1], [0, 1, 0], [1, 0, 1]]
    """
    distance = _distances(shape)
    return np.asarray((distance >= real("radius", radius, 0)) | (distance == 0))


def ring_mask(shape: Shape, low: float, high: float) -> Mask:
    """Keep frequencies from `low` to `high`.

    Examples
    --------
    >>> from fdnn_core import ring_mask
    >>> ring_mask((3, 3), 1.0, 1.2).astype(int).tolist()
    [[0, 1, 0], [1, 1, 1], [0, 1, 0]]
    """
    return high_pass_mask(shape, low) & low_pass_mask(shape, real("high", high, low))


def notch_mask(shape: Shape, frequency: tuple[float, float], radius: float) -> Mask:
    """Drop the disc of `radius` about a `frequency`, vertical and horizontal, and its mirror image.

    Examples
    --------
    >>> from fdnn_core import notch_mask
    >>> notch_mask((3, 3), frequency=(0, 1), radius=0.5).astype(int).tolist()
    [[1, 1, 1], [0, 1, 0], [1, 1, 1]]
    """
    distance = _distances(shape, (real("frequency[0]", frequency[0]), real("frequency[1]", frequency[1])))
    kept = symmetric_mask(distance > real("radius", radius, 0))
    return np.asarray(kept | (_distances(shape) == 0))


def wedge_mask(shape: Shape, angle: float, width: float) -> Mask:
    """Keep waves that run at an `angle`, anticlockwise from the horizontal, give or take half the `width`.

    Both are in degrees: 0 and a small width keep waves that vary from left to right, upright edges.

    Examples
    --------
    >>> from fdnn_core import wedge_mask
    >>> wedge_mask((3, 3), angle=45, width=10).astype(int).tolist()
    [[0, 0, 1], [0, 1, 0], [1, 0, 0]]
    """
    y, x = _frequencies(shape)
    off = np.abs((np.degrees(np.arctan2(-y, x)) - real("angle", angle) + 90) % 180 - 90)
    kept = symmetric_mask(off <= real("width", width, 0, 180) / 2, keep="either")
    return np.asarray(kept | (_distances(shape) == 0))


def _frequencies(shape: Shape) -> tuple[Real, Real]:
    """Return the vertical and the horizontal frequencies, (H, 1) and (W,), in cycles per shorter side."""
    height, width = plane(shape)
    side = min(height, width)
    y, x = ((np.arange(n) - n // 2) * (side / n) for n in (height, width))
    return y[:, None], x


def _distances(shape: Shape, centre: tuple[float, float] = (0.0, 0.0)) -> Real:
    y, x = _frequencies(shape)
    return np.asarray(np.hypot(y - centre[0], x - centre[1]))
