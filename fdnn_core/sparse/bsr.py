"""Block sparse rows (BSR): every block with a nonzero entry, with its block column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.sparse.base import (
    SparseMatrix,
    compressed,
    dense_from_scipy,
    real_matrix,
    transposed_indices,
)
from fdnn_core.sparse.partition import split_blocks
from fdnn_core.sparse.products import GroupedProduct
from fdnn_core.validation.floating import InexactArray, RealArray

__all__ = ["BsrMatrix"]


@dataclass(frozen=True, eq=False)
class BsrMatrix(SparseMatrix):
    """A matrix in block sparse rows, with the same arrays as `scipy.sparse.bsr_array`.

    In products, NaN and infinity propagate from stored entries and from what these multiply.

    Attributes
    ----------
    data : ndarray, shape (blocks, height, width)
        The blocks with a nonzero entry, block row after block row.
    indices : ndarray of int32, shape (blocks,)
        Block column of each block.
    indptr : ndarray of int32, shape (M / height + 1,)
        Row pointers: block row i holds the blocks from ``indptr[i]`` up to, not including, ``indptr[i + 1]``.
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

    data: RealArray
    indices: NDArray[np.int32]
    indptr: NDArray[np.int32]
    shape: tuple[int, int]

    @classmethod
    def from_dense(cls, matrix: ArrayLike, blocksize: tuple[int, int]) -> Self:
        """Store the blocks of a real matrix, shape (M, K), that have a nonzero entry.

        Parameters
        ----------
        matrix : array_like, shape (M, K)
            Real.
        blocksize : (int, int)
            Height and width of a block; they divide M and K.

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

    @classmethod
    def from_scipy(cls, matrix: Any, blocksize: tuple[int, int] | None = None) -> Self:
        """Store the blocks of a `scipy.sparse` matrix or array, as a copy.

        Parameters
        ----------
        matrix : scipy.sparse matrix or array, shape (M, K)
            Real.
        blocksize : (int, int), optional
            Height and width of a block; those of `matrix` if it is in BSR format itself.

        Raises
        ------
        ValueError
            If there is no `blocksize`, or `matrix` is not a whole number of blocks.
        TypeError
            If `matrix` is complex or not from scipy.sparse.
        """
        blocksize = blocksize or getattr(matrix, "blocksize", None)
        if blocksize is None:
            raise ValueError("blocksize must be given for a matrix that is not in BSR format, got None")
        return cls.from_dense(dense_from_scipy(matrix), blocksize)

    @property
    def blocksize(self) -> tuple[int, int]:
        """Height and width of a block."""
        return self.data.shape[1], self.data.shape[2]

    def to_dense(self) -> RealArray:
        """Return the matrix as an array, shape (M, K)."""
        dense = np.zeros(self.shape, self.dtype)
        rows = np.repeat(np.arange(len(self.indptr) - 1), np.diff(self.indptr))
        split_blocks(dense, self.blocksize)[rows, self.indices] = self.data
        return dense

    @property
    def T(self) -> BsrMatrix:
        """The transposed matrix, shape (K, M), in block sparse rows."""
        block_columns = self.shape[1] // self.blocksize[1]
        order, indices, indptr = transposed_indices(self.indices, self.indptr, block_columns)
        blocks = np.ascontiguousarray(self.data[order].swapaxes(1, 2))
        return BsrMatrix(blocks, indices, indptr, self.shape[::-1])

    @property
    def index_nbytes(self) -> int:
        """Bytes of the block columns and row pointers."""
        return self.indices.nbytes + self.indptr.nbytes

    @cached_property
    def multiply(self) -> Callable[[InexactArray], InexactArray]:
        """Function that multiplies an array of shape (K, N), prepared on first use."""
        return GroupedProduct(self.data, self.indices, self.indptr, self.shape)
