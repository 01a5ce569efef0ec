"""A matrix cut into equal parts, as views: blocks, or groups along its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import SupportsIndex

from fdnn_core.validation.arguments import integer
from fdnn_core.validation.floating import RealArray

__all__ = ["split_blocks", "split_groups"]


def split_blocks(matrix: RealArray, blocksize: Sequence[SupportsIndex]) -> RealArray:
    """Return the blocks, shape (M / height, K / width, height, width)."""
    if matrix.ndim != 2:
        raise ValueError(f"matrix must be (rows, columns), got shape {matrix.shape}")
    if len(blocksize) != 2:
        raise ValueError(f"blocksize must be (height, width), got {tuple(blocksize)}")
    height, width = (integer(f"blocksize[{axis}]", size, 1) for axis, size in enumerate(blocksize))
    rows, columns = matrix.shape
    if rows % height or columns % width:
        raise ValueError(f"matrix must be whole blocks of {(height, width)}, got shape {matrix.shape}")
    return matrix.reshape(rows // height, height, columns // width, width).swapaxes(1, 2)


def split_groups(matrix: RealArray, n: SupportsIndex, m: SupportsIndex) -> RealArray:
    """Return the groups of m along the last axis, shape (..., K / m, m); raise unless n is in [0, m]."""
    m = integer("m", m, 1)
    integer("n", n, 0, m)
    if matrix.ndim == 0 or matrix.shape[-1] % m:
        raise ValueError(f"matrix must have a multiple of m={m} columns, got shape {matrix.shape}")
    return matrix.reshape(*matrix.shape[:-1], matrix.shape[-1] // m, m)
