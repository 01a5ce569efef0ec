"""Test patterns that show what a transform or a resampling does to fine detail."""

from collections.abc import Sequence
from typing import SupportsIndex

import numpy as np
from numpy.typing import NDArray

from fdnn_core._arguments import integer, plane

__all__ = ["checkerboard", "zone_plate"]


def zone_plate(shape: Sequence[SupportsIndex]) -> NDArray[np.float64]:
    """Return rings whose local frequency grows from 0 at the centre to Nyquist at the edge of each axis.

    The pixel at (y, x) from the centre, counted as `numpy.fft.fftfreq` counts after a shift, shows the
    local frequency y / height along one axis and x / width along the other; nothing aliases.

    Parameters
    ----------
    shape : (int, int)
        Height and width in pixels.

    Returns
    -------
    ndarray of float64, shape `shape`
        Between 0 and 1, which stands at the centre.

    Raises
    ------
    ValueError
        If `shape` is not that of an image.

    Examples
    --------
    >>> from fdnn_core import zone_plate
    >>> zone_plate((1, 4)).round(4).tolist()
    [[0.0, 0.8536, 1.0, 0.8536]]
    """
    y, x = (np.arange(size) - size // 2 for size in plane(shape))
    turns = (y[:, None] ** 2 / y.size + x**2 / x.size) / 2
    return np.asarray(0.5 + 0.5 * np.cos(2 * np.pi * turns))


def checkerboard(shape: Sequence[SupportsIndex], period: int) -> NDArray[np.float64]:
    """Return black and white squares, black in the top left corner.

    Parameters
    ----------
    shape : (int, int)
        Height and width in pixels.
    period : int
        One black and one white square, in pixels: an even number.

    Returns
    -------
    ndarray of float64, shape `shape`
        0 for black, 1 for white.

    Raises
    ------
    ValueError
        If `shape` is not that of an image, or `period` not even and positive.

    Examples
    --------
    >>> from fdnn_core import checkerboard
    >>> checkerboard((2, 4), period=2).tolist()
    [[0.0, 1.0, 0.0, 1.0], [1.0, 0.0, 1.0, 0.0]]
    """
    height, width = plane(shape)
    if integer("period", period, 2) % 2:
        raise ValueError(f"period must be even, got {period}")
    y, x = np.ogrid[:height, :width]
    return np.asarray((y // (period // 2) + x // (period // 2)) % 2, np.float64)
