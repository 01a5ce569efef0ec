"""The ways at hand to multiply one matrix, each prepared, so that they can be timed against each other."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fdnn_core._validation.floating import Inexact, Real
from fdnn_core.sparse.base import SparseMatrix, real_matrix
from fdnn_core.sparse.blas import blas_of
from fdnn_core.sparse.bsr import BsrMatrix
from fdnn_core.sparse.csr import CsrMatrix
from fdnn_core.sparse.dense_parts import DensePart
from fdnn_core.sparse.nm import NMMatrix

__all__ = ["Kernel", "kernels"]


class Products(NamedTuple):
    """The name of the product of matrices, it, and the product of a matrix and a vector."""

    name: str
    gemm: Callable[..., Any]
    gemv: Callable[..., Any]


def scipy_products(dtype: np.dtype[Any]) -> Products | None:
    """Return what multiplies arrays of a type, or None where scipy or the type is unknown."""
    letter = {"float32": "s", "float64": "d"}.get(dtype.name)
    try:
        blas = import_module("scipy.linalg.blas")
    except ImportError:
        return None
    if letter is None:
        return None
    return Products(f"scipy {letter}gemm", getattr(blas, f"{letter}gemm"), getattr(blas, f"{letter}gemv"))


def by_block_rows(matrix: BsrMatrix, gemm: Callable[..., Inexact]) -> Callable[[Inexact], Inexact]:
    """Return the product with a (K, N) array, prepared, made by a BLAS function that numpy may be without."""
    height, width = matrix.blocksize
    rows = []
    for row in np.flatnonzero(np.diff(matrix.indptr)):
        part = slice(matrix.indptr[row], matrix.indptr[row + 1])
        values = matrix.data[part].swapaxes(0, 1).reshape(height, -1)
        rows.append((row, values.T, matrix.indices[part].astype(np.intp)))

    def multiply(dense: Inexact) -> Inexact:
        n = dense.shape[1]
        block_rows = dense.reshape(matrix.shape[1] // width, width * n)
        product = np.zeros((matrix.shape[0] // height, height, n), matrix.dtype)
        for row, transposed, columns in rows:
            gathered = block_rows.take(columns, axis=0, mode="clip")  # or each is checked
            product[row] = gemm(1.0, gathered.reshape(-1, n).T, transposed).T
        return product.reshape(matrix.shape[0], n)

    return multiply


@dataclass(frozen=True)
class Kernel:
    """A way to multiply one matrix.

    Attributes
    ----------
    name : str
        Of the library and what it uses.
    multiply : callable
        Takes a C-contiguous array, shape (K, N), of the matrix's type and returns the product, shape (M, N).
    """

    name: str
    multiply: Callable[[NDArray[Any]], NDArray[Any]]


def kernels(matrix: Real | SparseMatrix) -> list[Kernel]:
    """Return every way at hand to multiply a matrix, the one expected to be the fastest first.

    All that depends on the matrix alone is done here, not in the multiplication. scipy's are there where
    scipy is. What is named gemm multiplies a dense matrix by a single column with the BLAS's gemv.

    Which is the fastest depends on the number of columns, too; with one, scipy.sparse's mostly is.

    Parameters
    ----------
    matrix : ndarray, shape (M, K), or SparseMatrix
        Real.

    Raises
    ------
    ValueError
        If `matrix` is an array that is not 2-D.
    TypeError
        If `matrix` is complex.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import CsrMatrix, kernels
    >>> kernel = kernels(CsrMatrix.from_dense(np.eye(2)))[-1]  # the first is scipy's where there is one
    >>> kernel.name, kernel.multiply(np.array([[1.0, 2.0], [3.0, 4.0]])).tolist()
    ('numpy CSR', [[1.0, 2.0], [3.0, 4.0]])
    """
    if isinstance(matrix, CsrMatrix):
        return [*_of_scipy(matrix), Kernel("numpy CSR", matrix.multiply)]
    if isinstance(matrix, NMMatrix):
        return [*_of_scipy(matrix.to_csr()), Kernel("numpy N:M", matrix.multiply)]
    if isinstance(matrix, BsrMatrix):
        return _of_blocks(matrix)
    if isinstance(matrix, DensePart):
        return [Kernel(k.name, matrix.multiply_by(k.multiply)) for k in kernels(matrix.data)]
    if isinstance(matrix, SparseMatrix):
        raise TypeError(f"matrix must be of a kind of this package, got {type(matrix).__name__}")
    return _of_dense(np.ascontiguousarray(real_matrix(matrix)))


def _of_dense(matrix: Real) -> list[Kernel]:
    own = Kernel("numpy @", lambda dense: matrix @ dense)
    products = scipy_products(matrix.dtype)
    if products is None or matrix.size == 0:
        return [own]
    name, gemm, gemv = products
    transposed = matrix.T  # as the BLAS has it, columns contiguous: nothing is copied

    def multiply(dense: Inexact) -> Inexact:
        if dense.shape[1] == 1:
            product: Inexact = gemv(1.0, transposed, dense[:, 0], trans=1)[:, np.newaxis]
        else:
            product = gemm(1.0, dense.T, transposed).T
        return product

    return [Kernel(name, multiply), own]


def _of_blocks(matrix: BsrMatrix) -> list[Kernel]:
    """Return those that use a BLAS first, as numpy's may not; scipy.sparse multiplies blocks in loops."""
    products = scipy_products(matrix.dtype)
    listed = _of_scipy(matrix)
    if products is not None:
        listed.insert(0, Kernel(f"{products.name} by block rows", by_block_rows(matrix, products.gemm)))
    listed.insert(0 if blas_of("numpy") else len(listed), Kernel("numpy BSR", matrix.multiply))
    return listed


def _of_scipy(matrix: CsrMatrix | BsrMatrix) -> list[Kernel]:
    try:
        sparse = import_module("scipy.sparse")
    except ImportError:
        return []
    name = "CSR" if isinstance(matrix, CsrMatrix) else "BSR"
    kind = sparse.csr_array if name == "CSR" else sparse.bsr_array
    prepared = kind((matrix.data, matrix.indices, matrix.indptr), shape=matrix.shape)
    return [Kernel(f"scipy.sparse {name}", lambda dense: prepared @ dense)]
