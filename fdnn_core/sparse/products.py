"""Products of a compressed matrix with a dense one: in numpy, in few batched multiplications; by scipy.

Rows with the same number of blocks form one array, which needs no padding. A loop over the rows, or
`np.add.reduceat` over all the products, is several times slower once the dense matrix has many columns.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from fdnn_core.validation.floating import InexactArray, RealArray

__all__ = ["ColumnProduct", "GroupedProduct", "scipy_product"]

Index = NDArray[np.integer]
GATHERED = 1 << 16  # entries of the dense matrix gathered at a time: 256 KiB in float32, which fits in caches


class GroupedProduct:
    """Function that multiplies a (K, N) array by a block-compressed matrix.

    Parameters
    ----------
    blocks : ndarray, shape (number of blocks, height, width)
        The stored blocks, block row after block row; 1 x 1 for CSR.
    indices, indptr : ndarray of int
        Block column of each block, and row pointers, as in scipy.sparse.
    shape : (int, int)
        M rows, K columns.
    """

    def __init__(self, blocks: RealArray, indices: Index, indptr: Index, shape: tuple[int, int]) -> None:
        _, self.height, self.width = blocks.shape
        self.shape, self.dtype = shape, blocks.dtype
        self.groups: list[
            tuple[Index, RealArray, NDArray[np.intp]]
        ] = []  # block rows, their values and columns
        counts = np.diff(indptr)
        for count in np.unique(counts[counts > 0]):
            rows = np.flatnonzero(counts == count)
            chosen = indptr[rows][:, np.newaxis] + np.arange(count)
            values = blocks[chosen].swapaxes(1, 2).reshape(len(rows), self.height, count * self.width)
            self.groups.append((rows, values, indices[chosen].astype(np.intp)))

    def __call__(self, dense: InexactArray) -> InexactArray:
        """Return the product, shape (M, N)."""
        n = dense.shape[1]
        block_rows = dense.reshape(self.shape[1] // self.width, self.width * n)
        dtype = np.result_type(self.dtype, dense)
        product = np.zeros((self.shape[0] // self.height, self.height, n), dtype)
        for rows, values, columns in self.groups:
            length = values.shape[2]
            step = max(1, GATHERED // max(1, length * n))
            for start in range(0, len(rows), step):
                part = slice(start, start + step)
                gathered = block_rows.take(columns[part], axis=0, mode="clip")  # "clip" skips a check of each
                product[rows[part]] = values[part] @ gathered.reshape(len(gathered), length, n)
        return product.reshape(self.shape[0], n)


class ColumnProduct:
    """Function that multiplies a (K, 1) array by a matrix in compressed sparse rows."""

    def __init__(self, data: RealArray, indices: Index, indptr: Index) -> None:
        self.data, self.indices = data, indices.astype(np.intp)
        self.height = len(indptr) - 1
        self.rows = np.flatnonzero(np.diff(indptr))  # those with entries
        self.starts = indptr[self.rows]

    def __call__(self, dense: InexactArray) -> InexactArray:
        """Return the product, shape (M, N)."""
        terms = self.data * dense[:, 0].take(self.indices, mode="clip")
        product = np.zeros(self.height, terms.dtype)
        if len(self.rows):
            product[self.rows] = np.add.reduceat(terms, self.starts)
        return product[:, np.newaxis]


def scipy_product(
    layout: Literal["csr", "bsr"], data: RealArray, indices: Index, indptr: Index, shape: tuple[int, int]
) -> Callable[[InexactArray], InexactArray] | None:
    """Return scipy.sparse's function that multiplies a (K, N) array, or None if scipy is not installed."""
    try:
        sparse = import_module("scipy.sparse")
    except ImportError:
        return None
    matrix = getattr(sparse, f"{layout}_array")((data, indices, indptr), shape=shape)
    product: Callable[[InexactArray], InexactArray] = matrix.__matmul__
    return product
