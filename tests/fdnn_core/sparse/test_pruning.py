import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import keep_largest, prune, prune_high_frequencies, prune_n_of_m

DTYPES = st.sampled_from([np.float32, np.float64])
sides = st.integers(1, 6)
seeds = st.integers(0, 2**32)
fractions = st.floats(0, 1)


def normal(shape, seed, dtype=np.float64):
    return np.random.default_rng(seed).normal(size=shape).astype(dtype)


def block_norms(matrix, blocksize):
    height, width = blocksize
    rows, columns = matrix.shape
    blocks = matrix.reshape(rows // height, height, columns // width, width)
    return np.sqrt((blocks.astype(np.float64) ** 2).sum(axis=(1, 3)))


@given(st.tuples(sides, sides), st.tuples(sides, sides), fractions, DTYPES, seeds)
def test_prunes_the_blocks_of_smallest_norm_as_many_as_asked(number, blocksize, sparsity, dtype, seed):
    shape = (number[0] * blocksize[0], number[1] * blocksize[1])
    matrix = normal(shape, seed, dtype)
    pruned = prune(matrix, sparsity, blocksize)
    assert pruned.dtype == dtype
    assert np.all((pruned == 0) | (pruned == matrix))
    before, after = block_norms(matrix, blocksize), block_norms(pruned, blocksize)
    gone = after == 0
    assert np.count_nonzero(gone) == round(sparsity * before.size)
    assert np.array_equal(after[~gone], before[~gone])
    assert before[gone].max(initial=0) <= before[~gone].min(initial=np.inf)


@given(st.tuples(sides, sides), fractions, seeds)
def test_blocks_of_one_entry_keep_the_largest(shape, sparsity, seed):
    matrix = np.random.default_rng(seed).integers(-3, 4, shape) * 1.0  # few values: many ties
    count = matrix.size - round(sparsity * matrix.size)
    assert np.array_equal(prune(matrix, sparsity), keep_largest(matrix, count))


@given(fractions, seeds)
def test_a_seed_prunes_the_same_number_at_random_reproducibly(sparsity, seed):
    matrix = normal((8, 12), seed)
    pruned = prune(matrix, sparsity, (2, 3), seed=seed)
    assert np.count_nonzero(block_norms(pruned, (2, 3)) == 0) == round(sparsity * 16)
    assert np.array_equal(pruned, prune(matrix, sparsity, (2, 3), seed=seed))


def test_at_random_every_entry_has_the_same_probability():
    survivors = sum(prune(np.ones((3, 4)), 0.75, seed=seed) for seed in range(2000))
    deviation = math.sqrt(2000 * 0.25 * 0.75)
    assert np.abs(survivors - 500).max() < 5 * deviation


@pytest.mark.parametrize("scale", [1e-200, 1e200])
def test_norms_neither_overflow_nor_underflow(scale):
    matrix = normal((4, 4), 0)
    assert np.array_equal(prune(scale * matrix, 0.5, (2, 2)) != 0, prune(matrix, 0.5, (2, 2)) != 0)


@given(st.integers(1, 4), st.integers(1, 5), st.integers(1, 8), st.data())
def test_n_of_m_keeps_the_n_largest_of_every_group(rows, groups, m, data):
    n = data.draw(st.integers(0, m))
    matrix = normal((rows, groups * m), data.draw(seeds), data.draw(DTYPES))
    seed = data.draw(st.none() | seeds)
    pruned = prune_n_of_m(matrix, n, m, seed)
    before, after = np.abs(matrix).reshape(rows, groups, m), np.abs(pruned).reshape(rows, groups, m)
    assert pruned.dtype == matrix.dtype
    assert np.all((pruned == 0) | (pruned == matrix))
    assert np.all(np.count_nonzero(after, axis=-1) == n)
    if seed is None:
        dropped, kept = np.where(after == 0, before, 0), np.where(after > 0, before, np.inf)
        assert np.all(dropped.max(axis=-1) <= kept.min(axis=-1))


def test_n_of_m_at_random_keeps_every_pair_equally_often():
    kept = prune_n_of_m(np.ones((3000, 4)), 2, 4, seed=0)
    _, counts = np.unique(kept, axis=0, return_counts=True)
    assert len(counts) == 6
    assert np.abs(counts - 500).max() < 5 * math.sqrt(3000 * 5 / 36)


@given(st.tuples(st.integers(1, 20), st.integers(1, 20)), fractions)
def test_the_kept_frequencies_are_a_corner_of_about_the_requested_size(shape, sparsity):
    kept = prune_high_frequencies(np.ones(shape), sparsity)
    height, width = np.count_nonzero(kept.any(axis=1)), np.count_nonzero(kept.any(axis=0))
    assert kept[:height, :width].all()
    assert np.count_nonzero(kept) == height * width
    assert abs(height * width - (1 - sparsity) * kept.size) <= max(height, width, 1) / 2


@pytest.mark.parametrize(("sparsity", "corner"), [(0, (12, 24)), (0.75, (6, 12)), (1, (0, 0))])
def test_the_corner_has_the_proportions_of_the_matrix(sparsity, corner):
    kept = prune_high_frequencies(np.ones((12, 24), np.complex64), sparsity)
    assert kept.dtype == np.complex64
    assert (kept.any(axis=1).sum(), kept.any(axis=0).sum()) == corner


MATRIX = np.ones((4, 6))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: prune(MATRIX, 1.5), ValueError, r"sparsity must be in \[0, 1\], got 1.5"),
        (lambda: prune(MATRIX, 0.5, (3, 2)), ValueError, r"whole blocks of \(3, 2\), got shape \(4, 6\)"),
        (lambda: prune(MATRIX, 0.5, (0, 2)), ValueError, r"blocksize\[0\] must be at least 1, got 0"),
        (lambda: prune(MATRIX, 0.5, (2,)), ValueError, r"blocksize must be \(height, width\), got \(2,\)"),
        (lambda: prune(MATRIX[0], 0.5), ValueError, r"matrix must be \(rows, columns\), got shape \(6,\)"),
        (lambda: prune(MATRIX[:0], 0.5), ValueError, r"matrix must not be empty, got shape \(0, 6\)"),
        (lambda: prune(MATRIX * np.nan, 0.5), ValueError, "matrix must be finite, got nan"),
        (lambda: prune(1j * MATRIX, 0.5), TypeError, "matrix must be real, got complex128"),
        (lambda: prune(MATRIX, 0.5, seed=-1), ValueError, "seed must be at least 0, got -1"),
        (lambda: prune_n_of_m(MATRIX, 2, 4), ValueError, r"multiple of m=4 columns, got shape \(4, 6\)"),
        (lambda: prune_n_of_m(MATRIX, 4, 3), ValueError, r"n must be in \[0, 3\], got 4"),
        (
            lambda: prune_high_frequencies(MATRIX[0], 0.5),
            ValueError,
            r"coefficients must be \(rows, columns\)",
        ),
        (lambda: prune_high_frequencies(MATRIX, -1), ValueError, r"sparsity must be in \[0, 1\], got -1"),
    ],
)
def test_pruning_refuses_invalid_matrices_and_arguments(call, error, message):
    with pytest.raises(error, match=message):
        call()
