"""Laws that all sparse matrices keep, against dense products and scipy.sparse."""

import copy
import pickle

import numpy as np
import pytest
import scipy.sparse
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from fdnn_core import (
    BsrMatrix,
    ColumnsMatrix,
    CornerMatrix,
    CsrMatrix,
    NMMatrix,
    RowsMatrix,
    prune,
    prune_high_frequencies,
    prune_n_of_m,
)
from fdnn_core.sparse.csr import CsrProduct

DTYPES = st.sampled_from([np.float32, np.float64])
counts = st.integers(0, 7)
sizes = st.integers(1, 5)
seeds = st.integers(0, 2**32)
sparsities = st.sampled_from([0.0, 0.3, 0.7, 0.95, 1.0])

ANY_SHAPE = [CsrMatrix.from_dense, RowsMatrix.from_dense, ColumnsMatrix.from_dense, CornerMatrix.from_dense]
ALL_KINDS = [
    *ANY_SHAPE,
    lambda matrix: BsrMatrix.from_dense(matrix, (2, 3)),
    lambda matrix: NMMatrix.from_dense(matrix, 6, 6),
]


@st.composite
def block_sparse(draw, blocksize):
    """A matrix of which random blocks are zero, and some whole rows of blocks as well."""
    height, width = blocksize
    rng = np.random.default_rng(draw(seeds))
    rows, columns = draw(counts), draw(counts)
    present = (rng.random((rows, columns)) >= draw(sparsities)) & (rng.random((rows, 1)) < 0.8)
    matrix = rng.normal(size=(rows * height, columns * width)) * np.kron(present, np.ones(blocksize))
    return matrix.astype(draw(DTYPES))


def right_side(matrix, columns, seed=0):
    """A dense array that is not contiguous, of one axis where `columns` is None."""
    rng = np.random.default_rng(seed)
    if columns is None:
        return rng.normal(size=2 * matrix.shape[1]).astype(matrix.dtype)[::2]
    return np.asfortranarray(rng.normal(size=(matrix.shape[1], columns)).astype(matrix.dtype))


def assert_multiplies_as(sparse, dense, right):
    if isinstance(sparse, CsrMatrix) and right.ndim == 2:
        assert_product(CsrProduct(sparse)(right), dense, right)  # where scipy is not installed
    assert_product(sparse @ right, dense, right)


def assert_product(product, dense, right):
    assert product.shape == (dense @ right).shape
    assert product.dtype == (dense @ right).dtype
    bound = dense.shape[1] * np.finfo(dense.dtype).eps * (np.abs(dense) @ np.abs(right))
    assert np.all(np.abs(product - dense.astype(np.float64) @ right) <= bound)


columns_of_right = st.none() | st.integers(0, 5)


@given(block_sparse((1, 1)), columns_of_right)
def test_csr_arrays_equal_those_of_scipy(matrix, columns):
    ours, theirs = CsrMatrix.from_dense(matrix), scipy.sparse.csr_array(matrix)
    for name in ("data", "indices", "indptr"):
        assert np.array_equal(getattr(ours, name), getattr(theirs, name))
        assert getattr(ours, name).dtype == getattr(theirs, name).dtype
    right = right_side(matrix, columns)
    assert_multiplies_as(ours, matrix, right)
    assert_allclose(ours @ right, theirs @ right, atol=100 * np.finfo(matrix.dtype).eps)


@given(st.tuples(sizes, sizes), st.data(), columns_of_right)
def test_bsr_arrays_equal_those_of_scipy(blocksize, data, columns):
    matrix = data.draw(block_sparse(blocksize))
    ours = BsrMatrix.from_dense(matrix, blocksize)
    assert ours.blocksize == blocksize
    assert_multiplies_as(ours, matrix, right_side(matrix, columns))
    if matrix.size:  # scipy refuses blocks in what has none
        theirs = scipy.sparse.bsr_array(matrix, blocksize=blocksize)
        for name in ("data", "indices", "indptr"):
            assert np.array_equal(getattr(ours, name), getattr(theirs, name))
            assert getattr(ours, name).dtype == getattr(theirs, name).dtype


@given(block_sparse((1, 1)), columns_of_right, st.sampled_from(ANY_SHAPE))
def test_every_class_multiplies_like_the_dense_matrix(matrix, columns, from_dense):
    sparse = from_dense(matrix)
    assert np.array_equal(sparse.to_dense(), matrix)
    assert (sparse.shape, sparse.dtype) == (matrix.shape, matrix.dtype)
    assert_multiplies_as(sparse, matrix, right_side(matrix, columns))


@given(counts, counts, st.integers(1, 6), DTYPES, columns_of_right, st.data())
def test_n_of_m_multiplies_like_the_dense_matrix(rows, groups, m, dtype, columns, data):
    n = data.draw(st.integers(0, m))
    matrix = np.zeros((rows, groups * m), dtype)
    if matrix.size:
        matrix = prune_n_of_m(np.random.default_rng(data.draw(seeds)).normal(size=matrix.shape), n, m).astype(
            dtype
        )
    sparse = NMMatrix.from_dense(matrix, n, m)
    assert (sparse.n, sparse.m) == (n, m)
    assert np.array_equal(sparse.to_dense(), matrix)
    assert np.array_equal(sparse.to_csr().to_dense(), matrix)
    assert_multiplies_as(sparse, matrix, right_side(matrix, columns))


@pytest.mark.parametrize("from_dense", ALL_KINDS)
@pytest.mark.parametrize("columns", [None, 1, 700])
def test_large_products_are_right(from_dense, columns):
    matrix = prune(np.random.default_rng(1).normal(size=(60, 606)), 0.5)
    assert_multiplies_as(from_dense(matrix), matrix, right_side(matrix, columns))


@pytest.mark.parametrize("from_dense", ALL_KINDS)
@pytest.mark.parametrize("lay", [np.asfortranarray, lambda a: np.repeat(a, 2, axis=1)[:, ::2]])
def test_the_memory_layout_of_the_dense_matrix_does_not_matter(from_dense, lay):
    matrix = prune(np.random.default_rng(2).normal(size=(8, 12)), 0.6)
    assert np.array_equal(from_dense(lay(matrix)).to_dense(), matrix)
    assert_multiplies_as(from_dense(lay(matrix)), matrix, right_side(matrix, 3))


@pytest.mark.parametrize("from_dense", ALL_KINDS)
def test_rows_and_columns_of_zeros_are_skipped(from_dense):
    matrix = np.zeros((4, 6), np.float32)
    matrix[:2, :3] = 1
    right = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], np.float32)
    product = from_dense(matrix) @ right
    assert product.tolist() == [6, 6, 0, 0]


def test_an_infinity_that_meets_no_stored_entry_has_no_effect():
    matrix = CsrMatrix.from_dense(np.eye(3))
    assert (matrix @ [1.0, np.inf, 2.0]).tolist() == [1, np.inf, 2]


@pytest.mark.parametrize("from_dense", ALL_KINDS)
def test_types_are_promoted_as_in_numpy(from_dense):
    matrix = np.ones((4, 6), np.float32)
    for right in (np.ones(6), np.ones(6, np.float32), np.ones(6, int), np.ones(6, np.complex64)):
        assert (from_dense(matrix) @ right).dtype == (matrix @ right).dtype


def test_byte_counts_are_those_of_the_arrays():
    matrix = np.zeros((6, 8), np.float32)
    matrix[:3, :4] = 1
    bytes_of = [(s.value_nbytes, s.index_nbytes) for s in (build(matrix) for build in ANY_SHAPE)]
    assert bytes_of == [(48, 12 * 4 + 7 * 4), (3 * 8 * 4, 3 * 4), (6 * 4 * 4, 4 * 4), (48, 0)]
    blocks = BsrMatrix.from_dense(matrix, (3, 4))
    assert (blocks.value_nbytes, blocks.index_nbytes, blocks.nbytes) == (48, 4 + 3 * 4, 64)
    two_of_four = NMMatrix.from_dense(prune_n_of_m(np.ones((6, 8), np.float32), 2, 4), 2, 4)
    assert (two_of_four.value_nbytes, two_of_four.index_nbytes, two_of_four.sparsity) == (96, 24, 0.5)


@pytest.mark.parametrize("from_dense", ALL_KINDS)
@pytest.mark.parametrize("columns", [None, 1, 3])
def test_the_transpose_is_that_of_the_dense_matrix(from_dense, columns):
    matrix = prune(np.random.default_rng(4).normal(size=(8, 12)), 0.7, (4, 3)).astype(np.float32)
    transposed = from_dense(matrix).T
    assert (transposed.shape, transposed.dtype) == ((12, 8), np.float32)
    assert np.array_equal(transposed.to_dense(), matrix.T)
    assert np.array_equal(transposed.T.to_dense(), matrix)
    assert_multiplies_as(transposed, matrix.T, right_side(matrix.T, columns))


@given(block_sparse((1, 1)))
def test_the_transpose_of_csr_has_the_arrays_of_scipy(matrix):
    ours, theirs = CsrMatrix.from_dense(matrix).T, scipy.sparse.csr_array(matrix).T.tocsr()
    for name in ("data", "indices", "indptr"):
        assert np.array_equal(getattr(ours, name), getattr(theirs, name))


@pytest.mark.parametrize("layout", ["csr", "csc", "coo", "dia", "lil", "bsr"])
@pytest.mark.parametrize(
    "from_scipy",
    [
        CsrMatrix.from_scipy,
        RowsMatrix.from_scipy,
        ColumnsMatrix.from_scipy,
        CornerMatrix.from_scipy,
        lambda matrix: BsrMatrix.from_scipy(matrix, (2, 3)),
        lambda matrix: NMMatrix.from_scipy(matrix, 6, 6),
    ],
)
def test_every_class_is_built_from_any_layout_of_scipy(from_scipy, layout):
    matrix = prune(np.random.default_rng(5).normal(size=(8, 12)), 0.6)
    theirs = scipy.sparse.coo_array(matrix).asformat(layout)
    ours = from_scipy(theirs)
    assert np.array_equal(ours.to_dense(), matrix)
    ours.data[:] = 7
    assert np.array_equal(theirs.toarray(), matrix)


def test_from_scipy_adds_duplicates_and_drops_zeros_as_scipy_does():
    theirs = scipy.sparse.coo_array(([1, 2, 5, -5, 3], ([0, 0, 1, 1, 2], [1, 1, 0, 0, 2])), shape=(3, 3))
    ours = CsrMatrix.from_scipy(theirs)
    assert (ours.data.tolist(), ours.indices.tolist(), ours.dtype) == ([3, 3], [1, 2], np.float64)
    assert np.array_equal(ours.to_dense(), theirs.toarray())


def test_bsr_from_scipy_takes_its_blocks():
    theirs = scipy.sparse.bsr_array(np.kron(np.eye(2), np.ones((2, 3))), blocksize=(2, 3))
    assert BsrMatrix.from_scipy(theirs).blocksize == (2, 3)


@pytest.mark.parametrize("build", ALL_KINDS)
@pytest.mark.parametrize("used", [False, True], ids=["new", "used"])
@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_copies_and_pickles_multiply_like_the_original(build, used, duplicate):
    dense = prune(np.random.default_rng(6).normal(size=(8, 12)), 0.6, (2, 3))
    matrix, right = build(dense), np.random.default_rng(7).normal(size=(12, 5))
    if used:
        assert (matrix @ right).shape == (8, 5)
    again = duplicate(matrix)
    assert type(again) is type(matrix)
    assert np.array_equal(again.to_dense(), dense)
    assert np.array_equal(again @ right, matrix @ right)
    assert len(pickle.dumps(matrix)) == len(pickle.dumps(build(dense)))


@given(st.floats(0, 1))
def test_sparsity_is_the_fraction_not_stored(sparsity):
    matrix = prune(np.random.default_rng(3).normal(size=(8, 8)), sparsity)
    assert CsrMatrix.from_dense(matrix).sparsity == np.mean(matrix == 0)
    corner = prune_high_frequencies(matrix + 1e-9, sparsity)
    assert CornerMatrix.from_dense(corner).sparsity == np.mean(corner == 0)


def test_the_sparsity_of_an_empty_matrix_is_zero():
    assert CsrMatrix.from_dense(np.zeros((0, 5))).sparsity == 0


MATRIX = np.ones((4, 6))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: CsrMatrix.from_dense(MATRIX[0]), ValueError, r"\(rows, columns\), got shape \(6,\)"),
        (lambda: CornerMatrix.from_dense(1j * MATRIX), TypeError, "matrix must be real, got complex128"),
        (lambda: RowsMatrix.from_dense([["a"]]), TypeError, "matrix must be numbers, got <U1"),
        (lambda: BsrMatrix.from_dense(MATRIX, (2, 4)), ValueError, r"blocks of \(2, 4\), got shape \(4, 6\)"),
        (lambda: NMMatrix.from_dense(MATRIX, 2, 4), ValueError, r"multiple of m=4 columns, got .*\(4, 6\)"),
        (lambda: NMMatrix.from_dense(MATRIX, 1, 3), ValueError, "at most 1 nonzeros in every 3, got 3"),
        (lambda: NMMatrix.from_dense(MATRIX, 1, 300), ValueError, r"m must be in \[1, 256\], got 300"),
        (lambda: NMMatrix.from_dense(MATRIX[0], 3, 3), ValueError, r"\(rows, columns\), got shape \(6,\)"),
        (lambda: CsrMatrix.from_dense(MATRIX) @ np.ones(4), ValueError, r"have 6 rows, got shape \(4,\)"),
        (lambda: CsrMatrix.from_dense(MATRIX) @ 2.0, ValueError, r"have 6 rows, got shape \(\)"),
        (lambda: CsrMatrix.from_dense(MATRIX) @ np.ones((6, 1, 1)), ValueError, r"got shape \(6, 1, 1\)"),
        (lambda: CsrMatrix.from_scipy(MATRIX), TypeError, "scipy.sparse matrix or array, got ndarray"),
        (lambda: RowsMatrix.from_scipy(MATRIX), TypeError, "scipy.sparse matrix or array, got ndarray"),
        (
            lambda: CsrMatrix.from_scipy(scipy.sparse.eye_array(2) * 1j),
            TypeError,
            "must be real, got complex",
        ),
        (
            lambda: BsrMatrix.from_scipy(scipy.sparse.eye_array(4)),
            ValueError,
            "blocksize must be given for a matrix that is not in BSR format",
        ),
        (lambda: np.ones((2, 4)) @ CsrMatrix.from_dense(MATRIX), TypeError, "unsupported operand"),
    ],
)
def test_sparse_matrices_refuse_invalid_operands_and_conversions(call, error, message):
    with pytest.raises(error, match=message):
        call()
