import copy
import pickle
import sys

import numpy as np
import pytest

from fdnn_core import (
    BsrMatrix,
    ColumnsMatrix,
    CornerMatrix,
    CsrMatrix,
    NMMatrix,
    RowsMatrix,
    SparseMatrix,
    blas_of,
    kernels,
    prune,
    prune_high_frequencies,
    prune_n_of_m,
)

DENSE = np.random.default_rng(0).normal(size=(24, 36))
KEPT_ROWS = prune(DENSE, 0.5, (1, 36))
KEPT_COLUMNS = prune(DENSE, 0.5, (24, 1))
MATRICES = {
    "dense": (DENSE, lambda matrix: matrix, ["scipy {}gemm", "numpy @"]),
    "csr": (prune(DENSE, 0.8), CsrMatrix.from_dense, ["scipy.sparse CSR", "numpy CSR"]),
    "n:m": (
        prune_n_of_m(DENSE, 2, 4),
        lambda matrix: NMMatrix.from_dense(matrix, 2, 4),
        ["scipy.sparse CSR", "numpy N:M"],
    ),
    "rows": (KEPT_ROWS, RowsMatrix.from_dense, ["scipy {}gemm", "numpy @"]),
    "columns": (KEPT_COLUMNS, ColumnsMatrix.from_dense, ["scipy {}gemm", "numpy @"]),
    "corner": (prune_high_frequencies(DENSE, 0.7), CornerMatrix.from_dense, ["scipy {}gemm", "numpy @"]),
    "bsr": (
        prune(DENSE, 0.7, (4, 6)),
        lambda matrix: BsrMatrix.from_dense(matrix, (4, 6)),
        ["numpy BSR", "scipy {}gemm by block rows", "scipy.sparse BSR"],
    ),
    "bsr with an empty block row": (
        np.vstack([DENSE[:12], 0 * DENSE[12:]]),
        lambda matrix: BsrMatrix.from_dense(matrix, (12, 2)),
        ["numpy BSR", "scipy {}gemm by block rows", "scipy.sparse BSR"],
    ),
    "all zero rows": (0 * DENSE, RowsMatrix.from_dense, ["numpy @"]),
}
by_structure = pytest.mark.parametrize(("matrix", "build", "names"), MATRICES.values(), ids=MATRICES.keys())


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("columns", [1, 2, 50])
@by_structure
def test_every_kernel_multiplies_as_the_dense_matrix_does(matrix, build, names, columns, dtype):
    matrix = matrix.astype(dtype)
    right = np.random.default_rng(1).normal(size=(36, columns)).astype(dtype)
    bound = 36 * np.finfo(dtype).eps * (np.abs(matrix) @ np.abs(right))
    before = right.copy()
    for kernel in kernels(build(matrix)):
        product = kernel.multiply(right)
        assert type(product) is np.ndarray
        assert product.dtype == dtype
        assert product.shape == (24, columns)
        assert np.all(np.abs(product - matrix.astype(np.float64) @ right) <= bound), kernel.name
    assert np.array_equal(right, before)


@pytest.mark.parametrize(("dtype", "letter"), [(np.float32, "s"), (np.float64, "d")])
@by_structure
def test_kernels_are_named_by_library_the_fastest_first(matrix, build, names, dtype, letter):
    expected = [name.format(letter) for name in names]
    if expected[0] == "numpy BSR" and blas_of("numpy") is None:
        expected.append(expected.pop(0))
    assert [kernel.name for kernel in kernels(build(matrix.astype(dtype)))] == expected


@by_structure
@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_kernels_can_be_copied_and_pickled(matrix, build, names, duplicate):
    right = np.random.default_rng(2).normal(size=(36, 3))
    for kernel in kernels(build(matrix)):
        again = duplicate(kernel)
        assert again.name == kernel.name
        assert np.array_equal(again.multiply(right), kernel.multiply(right))


@by_structure
def test_without_scipy_only_numpy_is_listed(matrix, build, names, monkeypatch):
    for module in ("scipy", "scipy.sparse", "scipy.linalg.blas"):
        monkeypatch.setitem(sys.modules, module, None)
    (kernel,) = kernels(build(matrix))
    assert kernel.name.startswith("numpy")
    assert np.allclose(kernel.multiply(np.eye(36)), matrix)


def test_the_blas_product_is_c_contiguous_for_any_layout():
    right = np.ones((36, 5))
    fastest = kernels(np.asfortranarray(DENSE))[0]
    assert fastest.name == "scipy dgemm"
    assert fastest.multiply(right).flags.c_contiguous


def test_numpy_multiplies_what_the_blas_cannot():
    (kernel,) = kernels(np.ones((2, 0)))
    assert kernel.multiply(np.ones((0, 3))).tolist() == [[0, 0, 0], [0, 0, 0]]
    for kernel in kernels(np.ones((2, 3), np.longdouble)):
        assert kernel.multiply(np.ones((3, 1), np.longdouble)).tolist() == [[3], [3]]


@pytest.mark.parametrize(
    ("matrix", "error", "message"),
    [
        (np.ones(3), ValueError, r"matrix must be \(rows, columns\), got shape \(3,\)"),
        (np.ones((2, 2), complex), TypeError, "matrix must be real, got complex128"),
        (
            type("Odd", (SparseMatrix,), dict.fromkeys(SparseMatrix.__abstractmethods__))(),
            TypeError,
            "got Odd",
        ),
    ],
)
def test_there_are_no_kernels_for_other_matrices(matrix, error, message):
    with pytest.raises(error, match=message):
        kernels(matrix)
