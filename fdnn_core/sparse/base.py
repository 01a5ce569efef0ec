"""Base class of the sparse matrices, and the conversions they share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.validation.floating import InexactArray, RealArray, floating, real_floating

__all__ = ["SparseMatrix", "compressed", "dense_from_scipy", "real_matrix", "transposed_indices"]


class SparseMatrix(ABC):
    """A matrix that stores some of its entries; all others are zero.

    Build one with ``from_dense`` or ``from_scipy`` of a subclass, and do not change its arrays afterwards.
    ``matrix @ dense`` is the product with an array of shape (K,) or (K, N), ``matrix.T`` the transpose.

    Attributes
    ----------
    data : ndarray
        The stored entries, with the floating-point type of the original matrix.
    shape : (int, int)
        M rows, K columns.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import BsrMatrix, CsrMatrix, prune
    >>> dense = prune(np.random.default_rng(0).normal(size=(6, 8)), 0.75, blocksize=(2, 2))
    >>> x = np.arange(8.0)
    >>> for matrix in (CsrMatrix.from_dense(dense), BsrMatrix.from_dense(dense, (2, 2))):
    ...     right = np.allclose(matrix @ x, dense @ x)
    ...     print(matrix.sparsity, matrix.value_nbytes, matrix.index_nbytes, right)
    0.75 96 76 True
    0.75 96 28 True
    """

    data: RealArray
    shape: tuple[int, int]
    __array_ufunc__ = None  # array @ matrix raises TypeError instead of multiplying entry by entry

    @property
    @abstractmethod
    def index_nbytes(self) -> int:
        """Bytes of the positions of the stored entries."""

    @property
    @abstractmethod
    def multiply(self) -> Callable[[InexactArray], InexactArray]:
        """Function that multiplies an array of shape (K, N), prepared on first use."""

    @property
    @abstractmethod
    def T(self) -> SparseMatrix:
        """The transposed matrix, shape (K, M)."""

    @abstractmethod
    def to_dense(self) -> RealArray:
        """Return the matrix as an array, shape (M, K)."""

    @property
    def dtype(self) -> np.dtype[np.floating[Any]]:
        """Type of the entries."""
        return self.data.dtype

    @property
    def sparsity(self) -> float:
        """Fraction of the entries that are not stored; 0 for a matrix without entries."""
        size = self.shape[0] * self.shape[1]
        return 1 - self.data.size / size if size else 0.0

    @property
    def value_nbytes(self) -> int:
        """Bytes of the stored entries."""
        return self.data.nbytes

    @property
    def nbytes(self) -> int:
        """Bytes of the stored entries and their positions."""
        return self.value_nbytes + self.index_nbytes

    def __matmul__(self, other: ArrayLike) -> InexactArray:
        dense = floating("right side", other)
        if dense.ndim not in (1, 2) or len(dense) != self.shape[1]:
            raise ValueError(f"right side must have {self.shape[1]} rows, got shape {dense.shape}")
        if dense.ndim == 1:
            return self.multiply(dense[:, np.newaxis])[:, 0]
        return self.multiply(dense)

    def __getstate__(self) -> dict[str, Any]:
        """Return what is pickled and copied: everything but the prepared product."""
        return {name: value for name, value in vars(self).items() if name != "multiply"}


def real_matrix(values: ArrayLike) -> RealArray:
    """Return `values` as a real floating-point matrix, which may have no entries."""
    matrix = real_floating("matrix", values)
    if matrix.ndim != 2:
        raise ValueError(f"matrix must be (rows, columns), got shape {matrix.shape}")
    return matrix


def compressed(present: NDArray[np.bool_]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the column indices and row pointers of the true entries, as in `scipy.sparse.csr_array`."""
    indptr = np.concatenate([[0], np.cumsum(np.count_nonzero(present, axis=1))])
    return np.nonzero(present)[1].astype(np.int32), indptr.astype(np.int32)


def transposed_indices(
    indices: NDArray[np.int32], indptr: NDArray[np.int32], columns: int
) -> tuple[NDArray[np.intp], NDArray[np.int32], NDArray[np.int32]]:
    """Return the order of the entries, column indices and row pointers of the transpose of a CSR pattern."""
    order = np.argsort(indices, kind="stable")
    rows = np.repeat(np.arange(len(indptr) - 1, dtype=np.int32), np.diff(indptr))
    starts = np.concatenate([[0], np.cumsum(np.bincount(indices, minlength=columns))])
    return order, rows[order], starts.astype(np.int32)


def dense_from_scipy(matrix: Any) -> RealArray:
    """Return a `scipy.sparse` matrix or array as a dense array."""
    if not hasattr(matrix, "toarray"):
        raise TypeError(f"matrix must be a scipy.sparse matrix or array, got {type(matrix).__name__}")
    return real_matrix(matrix.toarray())
