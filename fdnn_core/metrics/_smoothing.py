"""Weighted local means along several axes, without the margin where the kernel exceeds the array."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

__all__ = ["smooth_inside"]


def smooth_inside(
    x: NDArray[np.float64], kernel: NDArray[np.float64], axes: Iterable[int]
) -> NDArray[np.float64]:
    """Return the mean of `x` weighted by a symmetric kernel; each axis becomes kernel.size - 1 shorter."""
    margin = kernel.size // 2
    for axis in sorted(axes, reverse=True):  # the last axis first: it is contiguous already
        rows = x.swapaxes(axis, -1)
        # All rows in one call: only the margins, cut off below, contain values of the neighbouring row.
        joined = np.convolve(rows.ravel(), kernel, "same").reshape(rows.shape)
        x = joined[..., margin : rows.shape[-1] - margin].swapaxes(axis, -1)
    return x
