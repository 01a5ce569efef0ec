import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from fdnn_core import keep_fraction, keep_largest, low_pass

DTYPES = st.sampled_from([np.float32, np.float64, np.complex64, np.complex128])
arrays = DTYPES.flatmap(
    lambda dtype: hnp.arrays(
        dtype,
        hnp.array_shapes(min_dims=0, max_dims=3, max_side=5),
        elements=hnp.from_dtype(np.dtype(dtype), allow_nan=False, allow_infinity=False, max_magnitude=1e3)
        if np.dtype(dtype).kind == "c"
        else st.integers(-3, 3),  # few values: many ties
    )
)
small = hnp.arrays(np.float64, st.integers(1, 7), elements=st.floats(-10, 10))


@given(arrays, st.data())
def test_keep_largest_keeps_count_values_none_smaller_than_a_dropped_one(array, data):
    count = data.draw(st.integers(0, array.size))
    before = array.copy()
    distinct = np.where(array == 0, array.dtype.type(0.5), array)  # a kept zero would look dropped
    kept = keep_largest(distinct, count)
    survivors = kept != 0
    assert kept.shape == array.shape
    assert kept.dtype == array.dtype
    assert np.count_nonzero(kept) == count
    assert np.array_equal(kept[survivors], distinct[survivors])
    assert np.abs(distinct[survivors]).min(initial=np.inf) >= np.abs(distinct[~survivors]).max(initial=0)
    assert np.array_equal(array, before)


@given(small, st.data())
def test_keep_largest_is_the_best_approximation(array, data):
    count = data.draw(st.integers(0, array.size))
    error = np.sum((array - keep_largest(array, count)) ** 2)
    every = itertools.combinations(range(array.size), array.size - count)
    assert error == pytest.approx(min(np.sum(array[list(dropped)] ** 2) for dropped in every))


def test_ties_go_to_the_earlier_in_c_order():
    board = np.array([[1.0, -2.0], [2.0, -2.0]])
    assert keep_largest(board, 2).tolist() == [[0, -2], [2, 0]]
    assert keep_largest(np.asfortranarray(board), 2).tolist() == [[0, -2], [2, 0]]


@given(
    hnp.arrays(np.float64, (2, 3, 4), elements=st.integers(-3, 3)),
    st.sampled_from([(-1,), (0, 2), (2, 1), (0, 1, 2)]),
    st.data(),
)
def test_keep_largest_of_each_group(array, axes, data):
    size = int(np.prod([array.shape[axis] for axis in axes]))
    count = data.draw(st.integers(0, size))
    kept = keep_largest(array, count, axes=axes)
    other = [axis for axis in range(3) if axis not in [a % 3 for a in axes]]
    for index in np.ndindex(*(array.shape[axis] for axis in other)):
        group = [slice(None)] * 3
        for axis, i in zip(other, index, strict=True):
            group[axis] = i
        np.testing.assert_array_equal(kept[tuple(group)], keep_largest(array[tuple(group)], count))


def test_keep_fraction_of_each_group():
    blocks = np.random.default_rng(0).standard_normal((3, 2, 8, 8))
    kept = keep_fraction(blocks, 0.1, axes=(-2, -1))
    assert (np.count_nonzero(kept, axis=(-2, -1)) == 6).all()
    np.testing.assert_array_equal(kept, keep_largest(blocks, 6, axes=(2, 3)))


@pytest.mark.parametrize(("fraction", "count"), [(0, 0), (0.1, 1), (0.16, 2), (0.5, 5), (1, 10)])
def test_keep_fraction_rounds_to_a_whole_count(fraction, count):
    array = np.arange(1, 11) * 1.0
    assert np.array_equal(keep_fraction(array, fraction), keep_largest(array, count))


@given(arrays.filter(lambda a: a.ndim), st.sampled_from(["dct", "dft"]), st.data())
def test_low_pass_is_a_projection(array, layout, data):
    shape = tuple(data.draw(st.integers(0, size)) for size in array.shape)
    kept = low_pass(array, shape, layout)
    assert kept.dtype == array.dtype
    assert np.array_equal(low_pass(kept, shape, layout), kept)
    assert np.array_equal(low_pass(array, array.shape, layout), array)
    assert not low_pass(array, [0] * array.ndim, layout).any()


def test_low_pass_of_a_dct_keeps_the_first_coefficients():
    kept = low_pass(np.ones((4, 5)), (2, 3))
    assert np.array_equal(kept, np.pad(np.ones((2, 3)), ((0, 2), (0, 2))))


@pytest.mark.parametrize("length", [1, 2, 5, 8])
def test_low_pass_of_a_dft_keeps_frequencies_below_half_the_count(length):
    frequency = np.rint(np.abs(np.fft.fftfreq(length) * length))
    for count in range(length):
        kept = low_pass(np.ones(length), count, layout="dft")
        assert np.array_equal(kept, frequency < count / 2)
        assert kept.sum() == (count if count % 2 or count == 0 else count - 1)


@given(hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=7), elements=st.floats(-1, 1)), st.data())
def test_low_pass_of_a_dft_keeps_real_signals_real(image, data):
    shape = tuple(data.draw(st.integers(0, size)) for size in image.shape)
    passed = np.fft.ifftn(low_pass(np.fft.fftn(image), shape, layout="dft"))
    assert np.abs(passed.imag).max() < 1e-14


def test_integers_become_float64():
    assert keep_largest([3, 1], 1).dtype == low_pass([3, 1], 1).dtype == np.float64


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: keep_largest([], 0), r"coefficients must not be empty, got shape \(0,\)"),
        (lambda: keep_largest([np.nan], 1), "coefficients must be finite, got nan"),
        (lambda: keep_largest([1.0], -1), r"count must be in \[0, 1\], got -1"),
        (lambda: keep_largest([1.0], 2), r"count must be in \[0, 1\], got 2"),
        (lambda: keep_fraction([1.0], 1.1), r"fraction must be in \[0, 1\], got 1\.1"),
        (lambda: low_pass([1.0], 2), r"shape\[0\] must be in \[0, 1\], got 2"),
        (lambda: low_pass(np.ones((2, 2)), 2), r"shape must have one entry per axis, 2 in all, got \(2,\)"),
        (lambda: low_pass([1.0], 1, layout="fft"), "layout must be 'dct' or 'dft', got 'fft'"),
    ],
)
def test_invalid_arguments_raise(call, message):
    with pytest.raises(ValueError, match=message):
        call()
