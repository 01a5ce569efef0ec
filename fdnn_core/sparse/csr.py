"""Compressed sparse rows: every nonzero entry with its column."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.floating import Inexact, Real
from fdnn_core.sparse.base import SparseMatrix, compressed, real_matrix
from fdnn_core.sparse.products import grouped_product

__all__ = ["CsrMatrix"]


@dataclass(frozen=True, eq=False)
class CsrMatrix(SparseMatrix):
    """A matrix in compressed sparse rows, as `scipy.sparse.csr_array` stores it.

    Attributes
    ----------
    data : ndarray, shape (nonzero,)
        The nonzero entries, row after row.
    indices : ndarray of int32, shape (nonzero,)
        Their columns.
    indptr : ndarray of int32, shape (M + 1,)
        Row i holds the entries from ``indptr[i]`` to just below ``indptr[i + 1]``.
    shape : (int, int)
        M rows, K columns.

    Examples
    --------
    >>> from fdnn_core import CsrMatrix
    >>> matrix = CsrMatrix.from_dense([[0.0, 5.0], [0.0, 0.0], [7.0, 8.0]])
    >>> matrix.data.tolist(), matrix.indices.tolist(), matrix.indptr.tolist()
    ([5.0, 7.0, 8.0], [1, 0, 1], [0, 1, 1, 3])
    >>> (matrix @ [1.0, 2.0]).tolist()
    [10.0, 0.0, 23.0]
    """

    data: Real
    indices: NDArray[np.int32]
    indptr: NDArray[np.int32]
    shape: tuple[int, int]

    @classmethod
    def from_dense(cls, matrix: ArrayLike) -> Self:
        """Store the nonzero entries of a real matrix, shape (M, K).

        Raises
        ------
        ValueError
            If `matrix` is not 2-D.
        TypeError
            If `matrix` is complex.
        """
        array = real_matrix(matrix)
        indices, indptr = compressed(array != 0)
        return cls(array[array != 0], indices, indptr, array.shape)

    def to_dense(self) -> Real:
        """Return the matrix as an array, shape (M, K)."""
        dense = np.zeros(self.shape, self.dtype)
        dense[np.repeat(np.arange(self.shape[0]), np.diff(self.indptr)), self.indices] = self.data
        return dense

    @property
    def index_nbytes(self) -> int:
        """Bytes of the columns and of where each row begins."""
        return self.indices.nbytes + self.indptr.nbytes

    @cached_property
    def multiply(self) -> Callable[[Inexact], Inexact]:
        """The product with an array of shape (K, N), prepared when it is first asked for."""
        by_columns = grouped_product(self.data.reshape(-1, 1, 1), self.indices, self.indptr, self.shape)
        filled = np.flatnonzero(np.diff(self.indptr))
        starts, indices = self.indptr[filled], self.indices.astype(np.intp)

        def by_one_column(column: Inexact) -> Inexact:
            terms = self.data * column.take(indices, mode="clip")
            product = np.zeros(self.shape[0], terms.dtype)
            if len(filled):
                product[filled] = np.add.reduceat(terms, starts)
            return product[:, np.newaxis]

        return lambda dense: by_one_column(dense[:, 0]) if dense.shape[1] == 1 else by_columns(dense)
