"""Smoothing along several axes, without the margin where the kernel would reach beyond the edge."""

from collections.abc import Iterable

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

__all__ = ["smooth_inside"]


def smooth_inside(
    x: NDArray[np.float64], kernel: NDArray[np.float64], axes: Iterable[int]
) -> NDArray[np.float64]:
    """Return the mean of `x` weighted by a symmetric kernel, each axis shorter by its length less 1."""
    for axis in axes:
        x = sliding_window_view(x, kernel.size, axis) @ kernel
    return x
