"""Compressed sparse rows (CSR): every nonzero entry with its column index."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.sparse.base import SparseMatrix, compressed, real_matrix, transposed_indices
from fdnn_core.sparse.products import ColumnProduct, GroupedProduct, scipy_product
from fdnn_core.validation.floating import InexactArray, RealArray

__all__ = ["CsrMatrix", "CsrProduct"]


@dataclass(frozen=True, eq=False)
class CsrMatrix(SparseMatrix):
    """A matrix in compressed sparse rows, with the same arrays as `scipy.sparse.csr_array`.

    In products, NaN and infinity propagate from stored entries and from what these multiply.

    Attributes
    ----------
    data : ndarray, shape (nonzero,)
        The nonzero entries, row after row.
    indices : ndarray of int32, shape (nonzero,)
        Column of each entry.
    indptr : ndarray of int32, shape (M + 1,)
        Row pointers: row i holds the entries from ``indptr[i]`` up to, not including, ``indptr[i + 1]``.
    shape : (int, int)
        M rows, K columns.

    Examples
    --------
    >>> from fdnn_core import CsrMatrix
    >>> matrix = CsrMatrix.from_dense([[0.0, 5.0], [0.0, 0.0], [7.0, 8.0]])
    >>> matrix.data.tolist(), matrix.indices.tolist(), matrix.indptr.tolist()
    ([5.0, 7.0, 8.0], [1, 0, 1], [0, 1, 1, 3])
    >>> (matrix @ [1.0, 2.0]).tolist(), (matrix.T @ [1.0, 2.0, 3.0]).tolist()
    ([10.0, 0.0, 23.0], [21.0, 29.0])
    """

    data: RealArray
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

    @classmethod
    def from_scipy(cls, matrix: Any) -> Self:
        """Store the nonzero entries of a `scipy.sparse` matrix or array, shape (M, K), as a copy.

        Raises
        ------
        TypeError
            If `matrix` is complex or not from scipy.sparse.

        Examples
        --------
        >>> import scipy.sparse
        >>> from fdnn_core import CsrMatrix
        >>> CsrMatrix.from_scipy(scipy.sparse.coo_array([[0.0, 5.0], [7.0, 0.0]])).indices.tolist()
        [1, 0]
        """
        if not hasattr(matrix, "tocsr"):
            raise TypeError(f"matrix must be a scipy.sparse matrix or array, got {type(matrix).__name__}")
        csr = matrix.tocsr(copy=True)
        csr.sum_duplicates()
        csr.eliminate_zeros()
        data = real_matrix(csr.data[np.newaxis])[0]
        return cls(data, csr.indices.astype(np.int32), csr.indptr.astype(np.int32), csr.shape)

    def to_dense(self) -> RealArray:
        """Return the matrix as an array, shape (M, K)."""
        dense = np.zeros(self.shape, self.dtype)
        dense[np.repeat(np.arange(self.shape[0]), np.diff(self.indptr)), self.indices] = self.data
        return dense

    @property
    def T(self) -> CsrMatrix:
        """The transposed matrix, shape (K, M), in compressed sparse rows."""
        order, indices, indptr = transposed_indices(self.indices, self.indptr, self.shape[1])
        return CsrMatrix(self.data[order], indices, indptr, self.shape[::-1])

    @property
    def index_nbytes(self) -> int:
        """Bytes of the column indices and row pointers."""
        return self.indices.nbytes + self.indptr.nbytes

    @cached_property
    def multiply(self) -> Callable[[InexactArray], InexactArray]:
        """Function that multiplies an array of shape (K, N), prepared on first use.

        It is that of scipy.sparse where installed, which takes a third of numpy's time.
        """
        return scipy_product("csr", self.data, self.indices, self.indptr, self.shape) or CsrProduct(self)


class CsrProduct:
    """Function that multiplies a (K, N) array by a `CsrMatrix` in numpy."""

    def __init__(self, matrix: CsrMatrix) -> None:
        blocks = matrix.data.reshape(-1, 1, 1)
        self.many_columns = GroupedProduct(blocks, matrix.indices, matrix.indptr, matrix.shape)
        self.one_column = ColumnProduct(matrix.data, matrix.indices, matrix.indptr)

    def __call__(self, dense: InexactArray) -> InexactArray:
        """Return the product, shape (M, N)."""
        return self.one_column(dense) if dense.shape[1] == 1 else self.many_columns(dense)
