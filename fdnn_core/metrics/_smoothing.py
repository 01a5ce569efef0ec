"""Smoothing along several axes, without the margin where the kernel would reach beyond the edge."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

__all__ = ["smooth_inside"]


def smooth_inside(
    x: NDArray[np.float64], kernel: NDArray[np.float64], axes: Iterable[int]
) -> NDArray[np.float64]:
    """Return the mean of `x` weighted by a symmetric kernel, each axis shorter by its length less 1."""
    margin = kernel.size // 2
    for axis in sorted(axes, reverse=True):  # the last lies in memory as it is needed
        rows = x.swapaxes(axis, -1)
        joined = np.convolve(rows.ravel(), kernel, "same").reshape(rows.shape)  # ends hold a neighbour's
        x = joined[..., margin : rows.shape[-1] - margin].swapaxes(axis, -1)
    return x
