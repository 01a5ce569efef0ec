"""The product of a compressed matrix with a dense one: rows that hold equally many blocks go together.

Such rows make one array, so that a few batched multiplications do it all, without padding. A loop over the
rows, or `np.add.reduceat` over all the products, is several times slower once there are many columns.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from fdnn_core._validation.floating import Inexact, Real

__all__ = ["grouped_product"]

Index = NDArray[np.integer]
GATHERED = 1 << 18  # entries of the dense matrix gathered at a time: 1 MiB in float32, which caches hold


def grouped_product(
    blocks: Real, indices: Index, indptr: Index, shape: tuple[int, int]
) -> Callable[[Inexact], Inexact]:
    """Return the product with a (K, N) array, prepared.

    Parameters
    ----------
    blocks : ndarray, shape (number of blocks, height, width)
    indices, indptr : ndarray of int
        The block column of each, and where each block row begins and ends, as in scipy.sparse.
    shape : (int, int)
    """
    _, height, width = blocks.shape
    counts = np.diff(indptr)
    groups = []
    for count in np.unique(counts[counts > 0]):
        rows = np.flatnonzero(counts == count)
        chosen = indptr[rows][:, np.newaxis] + np.arange(count)
        values = blocks[chosen].swapaxes(1, 2).reshape(len(rows), height, count * width)
        groups.append((rows, values, indices[chosen].astype(np.intp)))

    def multiply(dense: Inexact) -> Inexact:
        n = dense.shape[1]
        block_rows = dense.reshape(shape[1] // width, width * n)
        result = np.zeros((shape[0] // height, height, n), np.result_type(blocks, dense))
        for rows, values, columns in groups:
            length = values.shape[2]
            step = max(1, GATHERED // max(1, length * n))
            for start in range(0, len(rows), step):
                part = slice(start, start + step)
                gathered = block_rows.take(columns[part], axis=0, mode="clip")  # or each is checked
                result[rows[part]] = values[part] @ gathered.reshape(len(gathered), length, n)
        return result.reshape(shape[0], n)

    return multiply
