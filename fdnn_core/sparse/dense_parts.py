"""Matrices whose nonzero entries form one dense part: whole rows, whole columns, or a corner."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.sparse.base import SparseMatrix, dense_from_scipy, real_matrix
from fdnn_core.validation.floating import InexactArray, RealArray

__all__ = ["ColumnsMatrix", "CornerMatrix", "DensePart", "RowsMatrix"]

ALL = slice(None)


@dataclass(frozen=True, eq=False)
class DensePart(SparseMatrix):
    """A matrix that is zero outside some rows and some columns; its product is a smaller dense product.

    Attributes
    ----------
    data : ndarray
        The dense part, C-contiguous.
    rows, columns : ndarray of int32, or slice
        Rows and columns of the matrix that the dense part fills.
    shape : (int, int)
        M rows, K columns.
    """

    data: RealArray
    rows: slice | NDArray[np.int32]
    columns: slice | NDArray[np.int32]
    shape: tuple[int, int]

    @classmethod
    @abstractmethod
    def from_dense(cls, matrix: ArrayLike) -> Self:
        """Store the dense part of a real matrix, shape (M, K)."""

    @classmethod
    def from_scipy(cls, matrix: Any) -> Self:
        """Store the dense part of a `scipy.sparse` matrix or array, shape (M, K), as a copy."""
        return cls.from_dense(dense_from_scipy(matrix))

    def to_dense(self) -> RealArray:
        """Return the matrix as an array, shape (M, K)."""
        dense = np.zeros(self.shape, self.dtype)
        dense[self.rows, self.columns] = self.data
        return dense

    @property
    def index_nbytes(self) -> int:
        """Bytes of the row or column numbers; 0 for a corner."""
        return sum(index.nbytes for index in (self.rows, self.columns) if isinstance(index, np.ndarray))

    @property
    def multiply(self) -> Callable[[InexactArray], InexactArray]:
        """Function that multiplies an array of shape (K, N)."""
        return self.multiply_by(self.data.__matmul__)

    def multiply_by(
        self, product: Callable[[InexactArray], InexactArray]
    ) -> Callable[[InexactArray], InexactArray]:
        """Return a function that multiplies a (K, N) array, given the product with `data` alone."""
        return DensePartProduct(self, product)


class DensePartProduct:
    """Function that multiplies a (K, N) array by a `DensePart`, given the product with its `data`."""

    def __init__(self, matrix: DensePart, product: Callable[[InexactArray], InexactArray]) -> None:
        self.matrix, self.product = matrix, product

    def __call__(self, dense: InexactArray) -> InexactArray:
        part = self.product(dense[self.matrix.columns])
        if len(part) == self.matrix.shape[0]:
            return part
        product = np.zeros((self.matrix.shape[0], dense.shape[1]), part.dtype)
        product[self.matrix.rows] = part
        return product


class RowsMatrix(DensePart):
    """A matrix that stores the rows with a nonzero entry.

    In products, NaN and infinity propagate from stored entries and from what these multiply.

    Examples
    --------
    >>> from fdnn_core import RowsMatrix
    >>> matrix = RowsMatrix.from_dense([[0.0, 0.0], [1.0, 2.0]])
    >>> matrix.data.tolist(), matrix.rows.tolist(), (matrix @ [3.0, 4.0]).tolist()
    ([[1.0, 2.0]], [1], [0.0, 11.0])
    """

    @classmethod
    def from_dense(cls, matrix: ArrayLike) -> Self:
        """Store the rows of a real matrix, shape (M, K), that have a nonzero entry."""
        array = real_matrix(matrix)
        rows = np.flatnonzero(array.any(axis=1)).astype(np.int32)
        return cls(np.ascontiguousarray(array[rows]), rows, ALL, array.shape)

    @property
    def T(self) -> ColumnsMatrix:
        """The transposed matrix, shape (K, M), which stores whole columns."""
        return ColumnsMatrix(np.ascontiguousarray(self.data.T), ALL, self.rows, self.shape[::-1])


class ColumnsMatrix(DensePart):
    """A matrix that stores the columns with a nonzero entry.

    In products, NaN and infinity propagate from stored entries and from what these multiply.

    Examples
    --------
    >>> from fdnn_core import ColumnsMatrix
    >>> matrix = ColumnsMatrix.from_dense([[0.0, 1.0], [0.0, 2.0]])
    >>> matrix.data.tolist(), matrix.columns.tolist(), (matrix @ [3.0, 4.0]).tolist()
    ([[1.0], [2.0]], [1], [4.0, 8.0])
    """

    @classmethod
    def from_dense(cls, matrix: ArrayLike) -> Self:
        """Store the columns of a real matrix, shape (M, K), that have a nonzero entry."""
        array = real_matrix(matrix)
        columns = np.flatnonzero(array.any(axis=0)).astype(np.int32)
        return cls(np.ascontiguousarray(array[:, columns]), ALL, columns, array.shape)

    @property
    def T(self) -> RowsMatrix:
        """The transposed matrix, shape (K, M), which stores whole rows."""
        return RowsMatrix(np.ascontiguousarray(self.data.T), self.columns, ALL, self.shape[::-1])


class CornerMatrix(DensePart):
    """A matrix that stores its first rows and columns, up to the last ones with a nonzero entry.

    In products, NaN and infinity propagate from stored entries and from what these multiply.

    The low frequencies of a cosine transform lie in this corner, and their positions need no index.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import CornerMatrix, prune_high_frequencies
    >>> matrix = CornerMatrix.from_dense(prune_high_frequencies(np.ones((8, 8)), 0.75))
    >>> matrix.data.shape, matrix.sparsity, matrix.index_nbytes
    ((4, 4), 0.75, 0)
    """

    @classmethod
    def from_dense(cls, matrix: ArrayLike) -> Self:
        """Store the smallest corner of a real matrix, shape (M, K), that holds all nonzero entries."""
        array = real_matrix(matrix)
        height, width = (int(np.max(indices, initial=-1)) + 1 for indices in np.nonzero(array))
        return cls(array[:height, :width].copy(order="C"), slice(height), slice(width), array.shape)

    @property
    def T(self) -> CornerMatrix:
        """The transposed matrix, shape (K, M)."""
        return CornerMatrix(np.ascontiguousarray(self.data.T), self.columns, self.rows, self.shape[::-1])
