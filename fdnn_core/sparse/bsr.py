"""Block sparse rows: every block that is not all zero, with its block column."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.floating import Inexact, Real
from fdnn_core._validation.partition import split_blocks
from fdnn_core.sparse.base import SparseMatrix, compressed, real_matrix
from fdnn_core.sparse.products import grouped_product

__all__ = ["BsrMatrix"]


@dataclass(frozen=True, eq=False)
class BsrMatrix(SparseMatrix):
    """A matrix in block sparse rows, as `scipy.sparse.bsr_array` stores it.

    Attributes
    ----------
    data : ndarray, shape (blocks, height, width)
        The blocks that are not all zero, block row after block row.
    indices : ndarray of int32, shape (blocks,)
        Their block columns.
    indptr : ndarray of int32, shape (M / height + 1,)
        Block row i holds the blocks from ``indptr[i]`` to just below ``indptr[i + 1]``.
    shape : (int, int)
        M rows, K columns.

    Examples
    --------
    >>> from fdnn_core import BsrMatrix
    >>> matrix = BsrMatrix.from_dense([[1.0, 2.0, 0.0, 0.0], [0.0, 0.0, 0.0, 3.0]], (1, 2))
    >>> matrix.data.tolist(), matrix.indices.tolist(), matrix.indptr.tolist()
    ([[[1.0, 2.0]], [[0.0, 3.0]]], [0, 1], [0, 1, 2])
    >>> (matrix @ [1.0, 2.0, 3.0, 4.0]).tolist()
    [5.0, 12.0]
    """

    data: Real
    indices: NDArray[np.int32]
    indptr: NDArray[np.int32]
    shape: tuple[int, int]

    @classmethod
    def from_dense(cls, matrix: ArrayLike, blocksize: tuple[int, int]) -> Self:
        """Store the blocks, (height, width) in size, of a real matrix, shape (M, K), that are not all zero.

        Raises
        ------
        ValueError
            If `matrix` is not 2-D or not a whole number of blocks.
        TypeError
            If `matrix` is complex.
        """
        array = real_matrix(matrix)
        blocks = split_blocks(array, blocksize)
        present = np.asarray(blocks.any(axis=(2, 3)))
        return cls(blocks[present], *compressed(present), array.shape)

    @property
    def blocksize(self) -> tuple[int, int]:
        """Height and width of a block."""
        return self.data.shape[1], self.data.shape[2]

    def to_dense(self) -> Real:
        """Return the matrix as an array, shape (M, K)."""
        dense = np.zeros(self.shape, self.dtype)
        rows = np.repeat(np.arange(len(self.indptr) - 1), np.diff(self.indptr))
        split_blocks(dense, self.blocksize)[rows, self.indices] = self.data
        return dense

    @property
    def index_nbytes(self) -> int:
        """Bytes of the block columns and of where each block row begins."""
        return self.indices.nbytes + self.indptr.nbytes

    @cached_property
    def multiply(self) -> Callable[[Inexact], Inexact]:
        """The product with an array of shape (K, N), prepared when it is first asked for."""
        return grouped_product(self.data, self.indices, self.indptr, self.shape)
