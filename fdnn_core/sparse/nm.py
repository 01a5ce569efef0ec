"""N:M sparsity: of every M consecutive entries of a row, N are stored, with their positions among the M."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.sparse.base import SparseMatrix, dense_from_scipy, real_matrix
from fdnn_core.sparse.csr import CsrMatrix
from fdnn_core.sparse.partition import split_groups
from fdnn_core.validation.arguments import integer
from fdnn_core.validation.floating import InexactArray, RealArray

__all__ = ["MAX_GROUP", "NMMatrix"]

MAX_GROUP = 256  # entries, whose positions fit in 8 bits


@dataclass(frozen=True, eq=False)
class NMMatrix(SparseMatrix):
    """A matrix with at most n nonzero entries among every m consecutive ones of a row.

    In products, NaN and infinity propagate from stored entries and from what these multiply.

    Attributes
    ----------
    data : ndarray, shape (M, K / m, n)
        The n stored entries of every group of m; some are zero where fewer than n are nonzero.
    indices : ndarray of uint8, shape (M, K / m, n)
        Position of each stored entry in its group, ascending. (Sparse tensor cores pack it into 2 bits.)
    m : int
        Entries in a group, at most 256.
    shape : (int, int)
        M rows, K columns.

    References
    ----------
    A. Mishra et al., "Accelerating sparse deep neural networks", 2021, arXiv:2104.08378.

    Examples
    --------
    >>> from fdnn_core import NMMatrix
    >>> matrix = NMMatrix.from_dense([[0.0, 5.0, 6.0, 0.0, 0.0, 0.0, 0.0, 7.0]], 2, 4)
    >>> matrix.data.tolist(), matrix.indices.tolist()
    ([[[5.0, 6.0], [0.0, 7.0]]], [[[1, 2], [0, 3]]])
    """

    data: RealArray
    indices: NDArray[np.uint8]
    m: int
    shape: tuple[int, int]

    @classmethod
    def from_dense(cls, matrix: ArrayLike, n: int, m: int) -> Self:
        """Store n of every m consecutive entries of the rows of a real matrix, shape (M, K).

        Raises
        ------
        ValueError
            If `matrix` is not 2-D, m does not divide K or is above 256, or a group has more than n nonzeros.
        TypeError
            If `matrix` is complex.
        """
        array = real_matrix(matrix)
        groups = split_groups(array, n, integer("m", m, 1, MAX_GROUP))
        nonzeros = int(np.count_nonzero(groups, axis=-1).max(initial=0))
        if nonzeros > n:
            raise ValueError(f"matrix must have at most {n} nonzeros in every {m}, got {nonzeros}")
        nonzeros_first = np.argsort(groups == 0, axis=-1, kind="stable")
        positions = np.sort(nonzeros_first[..., :n], axis=-1)
        return cls(np.take_along_axis(groups, positions, -1), positions.astype(np.uint8), m, array.shape)

    @classmethod
    def from_scipy(cls, matrix: Any, n: int, m: int) -> Self:
        """Store n of every m consecutive entries of the rows of a `scipy.sparse` matrix or array, as a copy.

        Raises
        ------
        ValueError
            If m does not divide K or is above 256, or a group has more than n nonzeros.
        TypeError
            If `matrix` is complex or not from scipy.sparse.
        """
        return cls.from_dense(dense_from_scipy(matrix), n, m)

    @property
    def n(self) -> int:
        """Stored entries of a group."""
        return int(self.data.shape[2])

    def to_csr(self) -> CsrMatrix:
        """Return the same matrix in compressed sparse rows, stored zeros included."""
        rows, groups, n = self.data.shape
        columns = np.arange(groups, dtype=np.int32)[:, np.newaxis] * self.m + self.indices
        indptr = np.arange(rows + 1, dtype=np.int32) * (groups * n)
        return CsrMatrix(self.data.ravel(), columns.ravel(), indptr.astype(np.int32), self.shape)

    def to_dense(self) -> RealArray:
        """Return the matrix as an array, shape (M, K)."""
        return self.to_csr().to_dense()

    @property
    def T(self) -> CsrMatrix:
        """The transposed matrix, shape (K, M), in compressed sparse rows: its groups would be columns."""
        return self.to_csr().T

    @property
    def index_nbytes(self) -> int:
        """Bytes of the positions."""
        return self.indices.nbytes

    @cached_property
    def multiply(self) -> Callable[[InexactArray], InexactArray]:
        """Function that multiplies an array of shape (K, N), prepared on first use."""
        return self.to_csr().multiply
