"""What all sparse matrices of this package have in common."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.floating import Inexact, Real, floating, real_floating

__all__ = ["SparseMatrix"]


class SparseMatrix(ABC):
    """A matrix that stores some of its entries and takes the others for zero.

    It is made by `from_dense` of each kind, and never changed. ``matrix @ dense`` is the product with an
    array of shape (K,) or (K, N).

    Attributes
    ----------
    data : ndarray
        The stored entries, float32 or float64 as the dense matrix was.
    shape : (int, int)
        M rows, K columns.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import BsrMatrix, CsrMatrix, prune
    >>> dense = prune(np.random.default_rng(0).normal(size=(6, 8)), 0.75, blocksize=(2, 2))
    >>> x = np.arange(8.0)
    >>> for kind in (CsrMatrix.from_dense(dense), BsrMatrix.from_dense(dense, (2, 2))):
    ...     print(kind.sparsity, kind.value_nbytes, kind.index_nbytes, np.allclose(kind @ x, dense @ x))
    0.75 96 76 True
    0.75 96 28 True
    """

    data: Real
    shape: tuple[int, int]
    __array_ufunc__ = None  # an array from the left is refused, not multiplied entry by entry

    @property
    @abstractmethod
    def index_nbytes(self) -> int:
        """Bytes that tell where the stored entries are."""

    @property
    @abstractmethod
    def multiply(self) -> Callable[[Inexact], Inexact]:
        """The product with an array of shape (K, N), prepared when it is first asked for."""

    @abstractmethod
    def to_dense(self) -> Real:
        """Return the matrix as an array, shape (M, K)."""

    @property
    def dtype(self) -> np.dtype[np.floating[Any]]:
        """The type of the entries."""
        return self.data.dtype

    @property
    def sparsity(self) -> float:
        """The fraction of the entries that are not stored, 0 for a matrix without entries."""
        size = self.shape[0] * self.shape[1]
        return 1 - self.data.size / size if size else 0.0

    @property
    def value_nbytes(self) -> int:
        """Bytes of the stored entries."""
        return self.data.nbytes

    @property
    def nbytes(self) -> int:
        """Bytes of the whole matrix."""
        return self.value_nbytes + self.index_nbytes

    def __matmul__(self, other: ArrayLike) -> Inexact:
        dense = floating("right side", other)
        if dense.ndim not in (1, 2) or len(dense) != self.shape[1]:
            raise ValueError(f"right side must have {self.shape[1]} rows, got shape {dense.shape}")
        if dense.ndim == 1:
            return self.multiply(dense[:, np.newaxis])[:, 0]
        return self.multiply(dense)


def real_matrix(values: ArrayLike) -> Real:
    """Return `values` as a real matrix, that may be empty."""
    matrix = real_floating("matrix", values)
    if matrix.ndim != 2:
        raise ValueError(f"matrix must be (rows, columns), got shape {matrix.shape}")
    return matrix


def compressed(present: NDArray[np.bool_]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the columns of what is present, row after row, and where each row begins and ends."""
    indptr = np.concatenate([[0], np.cumsum(np.count_nonzero(present, axis=1))])
    return np.nonzero(present)[1].astype(np.int32), indptr.astype(np.int32)
