"""Matrices that are zero but for a dense part: their product is a smaller dense one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.floating import Inexact, Real
from fdnn_core.sparse.base import SparseMatrix, real_matrix

__all__ = ["ColumnsMatrix", "CornerMatrix", "RowsMatrix"]

ALL = slice(None)


@dataclass(frozen=True, eq=False)
class DensePart(SparseMatrix):
    """A matrix that is zero outside some rows and some columns.

    Attributes
    ----------
    data : ndarray
        What is stored of it, C-contiguous.
    rows, columns : ndarray of int32, or slice
        Where that lies in the matrix.
    shape : (int, int)
        M rows, K columns.
    """

    data: Real
    rows: slice | NDArray[np.int32]
    columns: slice | NDArray[np.int32]
    shape: tuple[int, int]

    def to_dense(self) -> Real:
        """Return the matrix as an array, shape (M, K)."""
        dense = np.zeros(self.shape, self.dtype)
        dense[self.rows, self.columns] = self.data
        return dense

    @property
    def index_nbytes(self) -> int:
        """Bytes that tell which rows or columns are stored; of a corner, none."""
        return sum(place.nbytes for place in (self.rows, self.columns) if isinstance(place, np.ndarray))

    @property
    def multiply(self) -> Callable[[Inexact], Inexact]:
        """The product with an array of shape (K, N)."""
        return self.multiply_by(lambda dense: self.data @ dense)

    def multiply_by(self, smaller: Callable[[Inexact], Inexact]) -> Callable[[Inexact], Inexact]:
        """Return the product with an array of shape (K, N), made of `smaller`, that of `data` alone."""

        def multiply(dense: Inexact) -> Inexact:
            part = smaller(dense[self.columns])
            if len(part) == self.shape[0]:
                return part
            product = np.zeros((self.shape[0], dense.shape[1]), part.dtype)
            product[self.rows] = part
            return product

        return multiply


class RowsMatrix(DensePart):
    """A matrix of which some whole rows are stored, those that are not all zero.

    Examples
    --------
    >>> from fdnn_core import RowsMatrix
    >>> matrix = RowsMatrix.from_dense([[0.0, 0.0], [1.0, 2.0]])
    >>> matrix.data.tolist(), matrix.rows.tolist(), (matrix @ [3.0, 4.0]).tolist()
    ([[1.0, 2.0]], [1], [0.0, 11.0])
    """

    @classmethod
    def from_dense(cls, matrix: ArrayLike) -> Self:
        """Store the rows of a real matrix, shape (M, K), that are not all zero."""
        array = real_matrix(matrix)
        rows = np.flatnonzero(array.any(axis=1)).astype(np.int32)
        return cls(np.ascontiguousarray(array[rows]), rows, ALL, array.shape)


class ColumnsMatrix(DensePart):
    """A matrix of which some whole columns are stored, those that are not all zero.

    Examples
    --------
    >>> from fdnn_core import ColumnsMatrix
    >>> matrix = ColumnsMatrix.from_dense([[0.0, 1.0], [0.0, 2.0]])
    >>> matrix.data.tolist(), matrix.columns.tolist(), (matrix @ [3.0, 4.0]).tolist()
    ([[1.0], [2.0]], [1], [4.0, 8.0])
    """

    @classmethod
    def from_dense(cls, matrix: ArrayLike) -> Self:
        """Store the columns of a real matrix, shape (M, K), that are not all zero."""
        array = real_matrix(matrix)
        columns = np.flatnonzero(array.any(axis=0)).astype(np.int32)
        return cls(np.ascontiguousarray(array[:, columns]), ALL, columns, array.shape)


class CornerMatrix(DensePart):
    """A matrix of which the first rows and columns are stored, up to the last that are not all zero.

    The low frequencies of a cosine transform lie in such a corner; keeping them alone needs no index.

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
        """Store the smallest corner of a real matrix, shape (M, K), outside which all is zero."""
        array = real_matrix(matrix)
        height, width = (int(np.max(places, initial=-1)) + 1 for places in np.nonzero(array))
        return cls(array[:height, :width].copy(order="C"), slice(height), slice(width), array.shape)
