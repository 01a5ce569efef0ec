"""The product of block sparse rows, one block row after the other, each a dense product."""

from collections.abc import Callable

import numpy as np

from fdnn_core._floating import Inexact
from fdnn_core.bsr_matrix import BsrMatrix

__all__ = ["by_block_rows"]


def by_block_rows(matrix: BsrMatrix, gemm: Callable[..., Inexact]) -> Callable[[Inexact], Inexact]:
    """Return the product with a (K, N) array, prepared, made by a BLAS function that numpy may be without."""
    height, width = matrix.blocksize
    rows = []
    for row in np.flatnonzero(np.diff(matrix.indptr)):
        part = slice(matrix.indptr[row], matrix.indptr[row + 1])
        values = matrix.data[part].swapaxes(0, 1).reshape(height, -1)
        rows.append((row, values.T, matrix.indices[part].astype(np.intp)))

    def multiply(dense: Inexact) -> Inexact:
        n = dense.shape[1]
        block_rows = dense.reshape(matrix.shape[1] // width, width * n)
        product = np.zeros((matrix.shape[0] // height, height, n), matrix.dtype)
        for row, transposed, columns in rows:
            gathered = block_rows.take(columns, axis=0, mode="clip")  # or each is checked
            product[row] = gemm(1.0, gathered.reshape(-1, n).T, transposed).T
        return product.reshape(matrix.shape[0], n)

    return multiply
