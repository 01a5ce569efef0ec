"""Kernels: the ways to multiply one matrix that numpy and scipy offer, prepared for timing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fdnn_core.sparse.base import SparseMatrix, real_matrix
from fdnn_core.sparse.blas import blas_of
from fdnn_core.sparse.bsr import BsrMatrix
from fdnn_core.sparse.csr import CsrMatrix, CsrProduct
from fdnn_core.sparse.dense_parts import DensePart
from fdnn_core.sparse.nm import NMMatrix
from fdnn_core.sparse.products import scipy_product
from fdnn_core.validation.floating import InexactArray, RealArray

__all__ = ["Kernel", "kernels"]


@dataclass(frozen=True)
class Kernel:
    """A way to multiply one matrix.

    Attributes
    ----------
    name : str
        Library and function or format that do the work, such as "scipy.sparse CSR".
    multiply : callable
        Takes a C-contiguous array, shape (K, N), of the matrix's type and returns the product, shape (M, N).
    """

    name: str
    multiply: Callable[[NDArray[Any]], NDArray[Any]]


def kernels(matrix: RealArray | SparseMatrix) -> list[Kernel]:
    """Return every available kernel for a matrix, the one expected to be the fastest first.

    Work that depends on the matrix alone is done here, not in the multiplication. Kernels of scipy are listed
    where scipy is installed. A dense kernel named gemm multiplies a single column with the BLAS's gemv.

    Which kernel is the fastest also depends on the number of columns; for one column it is usually
    scipy.sparse.

    Parameters
    ----------
    matrix : ndarray, shape (M, K), or SparseMatrix
        Real. In products, NaN and infinity propagate from stored entries and from what these multiply.

    Raises
    ------
    ValueError
        If `matrix` is an array that is not 2-D.
    TypeError
        If `matrix` is complex, or a subclass of `SparseMatrix` from elsewhere.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import CsrMatrix, kernels
    >>> kernel = kernels(CsrMatrix.from_dense(np.eye(2)))[-1]  # scipy's comes first where it is installed
    >>> kernel.name, kernel.multiply(np.array([[1.0, 2.0], [3.0, 4.0]])).tolist()
    ('numpy CSR', [[1.0, 2.0], [3.0, 4.0]])
    """
    if isinstance(matrix, CsrMatrix):
        return [*_scipy_kernels(matrix), Kernel("numpy CSR", CsrProduct(matrix))]
    if isinstance(matrix, NMMatrix):
        csr = matrix.to_csr()
        return [*_scipy_kernels(csr), Kernel("numpy N:M", CsrProduct(csr))]
    if isinstance(matrix, BsrMatrix):
        return _block_kernels(matrix)
    if isinstance(matrix, DensePart):
        return [Kernel(k.name, matrix.multiply_by(k.multiply)) for k in kernels(matrix.data)]
    if isinstance(matrix, SparseMatrix):
        raise TypeError(f"matrix must be of a class of fdnn_core, got {type(matrix).__name__}")
    return _dense_kernels(np.ascontiguousarray(real_matrix(matrix)))


class BlasFunctions(NamedTuple):
    """The functions of scipy's BLAS that multiply matrices of one type by matrices and by vectors."""

    name: str
    gemm: Callable[..., Any]
    gemv: Callable[..., Any]


def blas_functions(dtype: np.dtype[Any]) -> BlasFunctions | None:
    """Return scipy's BLAS functions for a type; None without scipy, or for types no BLAS knows."""
    letter = {"float32": "s", "float64": "d"}.get(dtype.name)
    try:
        blas = import_module("scipy.linalg.blas")
    except ImportError:
        return None
    if letter is None:
        return None
    return BlasFunctions(
        f"scipy {letter}gemm", getattr(blas, f"{letter}gemm"), getattr(blas, f"{letter}gemv")
    )


class DenseBlasProduct:
    """Function that multiplies a (K, N) array by a dense matrix with scipy's BLAS."""

    def __init__(self, matrix: RealArray, functions: BlasFunctions) -> None:
        self.transposed = matrix.T  # column-major, as the BLAS expects: nothing is copied
        _, self.gemm, self.gemv = functions

    def __reduce__(self) -> tuple[Any, ...]:
        return _dense_blas_product, (self.transposed.T,)  # BLAS functions cannot be pickled

    def __call__(self, dense: InexactArray) -> InexactArray:
        if dense.shape[1] == 1:
            product: InexactArray = self.gemv(1.0, self.transposed, dense[:, 0], trans=1)[:, np.newaxis]
        else:
            product = self.gemm(1.0, dense.T, self.transposed).T
        return product


class BlockRowProduct:
    """Function that multiplies a (K, N) array by a `BsrMatrix` with scipy's BLAS, block row by block row."""

    def __init__(self, matrix: BsrMatrix, functions: BlasFunctions) -> None:
        self.matrix, self.gemm = matrix, functions.gemm
        self.rows = []  # block row, its values transposed, its block columns
        for row in np.flatnonzero(np.diff(matrix.indptr)):
            part = slice(matrix.indptr[row], matrix.indptr[row + 1])
            values = matrix.data[part].swapaxes(0, 1).reshape(matrix.blocksize[0], -1)
            self.rows.append((row, values.T, matrix.indices[part].astype(np.intp)))

    def __reduce__(self) -> tuple[Any, ...]:
        return _block_row_product, (self.matrix,)

    def __call__(self, dense: InexactArray) -> InexactArray:
        (m, k), (height, width), n = self.matrix.shape, self.matrix.blocksize, dense.shape[1]
        block_rows = dense.reshape(k // width, width * n)
        product = np.zeros((m // height, height, n), self.matrix.dtype)
        for row, transposed, columns in self.rows:
            gathered = block_rows.take(columns, axis=0, mode="clip")  # "clip" skips a check of each
            product[row] = self.gemm(1.0, gathered.reshape(-1, n).T, transposed).T
        return product.reshape(m, n)


def _dense_blas_product(matrix: RealArray) -> Callable[[InexactArray], InexactArray]:
    functions = blas_functions(matrix.dtype)
    return DenseBlasProduct(matrix, functions) if functions else matrix.__matmul__


def _block_row_product(matrix: BsrMatrix) -> Callable[[InexactArray], InexactArray]:
    functions = blas_functions(matrix.dtype)
    return BlockRowProduct(matrix, functions) if functions else matrix.multiply


def _dense_kernels(matrix: RealArray) -> list[Kernel]:
    own = Kernel("numpy @", matrix.__matmul__)
    functions = blas_functions(matrix.dtype)
    if functions is None or matrix.size == 0:
        return [own]
    return [Kernel(functions.name, DenseBlasProduct(matrix, functions)), own]


def _block_kernels(matrix: BsrMatrix) -> list[Kernel]:
    """Return the kernels for blocks, those with a BLAS first: scipy.sparse has plain loops for blocks."""
    listed = _scipy_kernels(matrix)
    functions = blas_functions(matrix.dtype)
    if functions is not None:
        listed.insert(0, Kernel(f"{functions.name} by block rows", BlockRowProduct(matrix, functions)))
    listed.insert(0 if blas_of("numpy") else len(listed), Kernel("numpy BSR", matrix.multiply))
    return listed


def _scipy_kernels(matrix: CsrMatrix | BsrMatrix) -> list[Kernel]:
    layout: Literal["csr", "bsr"] = "csr" if isinstance(matrix, CsrMatrix) else "bsr"
    product = scipy_product(layout, matrix.data, matrix.indices, matrix.indptr, matrix.shape)
    return [] if product is None else [Kernel(f"scipy.sparse {layout.upper()}", product)]
