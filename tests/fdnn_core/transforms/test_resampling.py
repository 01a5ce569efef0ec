import numpy as np
import pytest
import scipy.signal
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import resample

lengths = st.integers(1, 24)
seeds = st.integers(0, 2**32 - 1)


def noise(shape, seed):
    return np.random.default_rng(seed).normal(size=shape)


@given(lengths, lengths, seeds)
def test_agrees_with_scipy(old, new, seed):
    x = noise(old, seed)
    np.testing.assert_allclose(resample(x, new), scipy.signal.resample(x, new), atol=1e-12)


@given(lengths, lengths, seeds)
def test_upsampling_and_downsampling_is_the_identity(old, further, seed):
    x = noise(old, seed)
    np.testing.assert_allclose(resample(resample(x, old + further), old), x, atol=1e-12)


@given(lengths, st.integers(1, 5), seeds)
def test_upsampling_keeps_the_samples(n, factor, seed):
    x = noise(n, seed)
    np.testing.assert_allclose(resample(x, factor * n)[::factor], x, atol=1e-12)


@given(lengths, lengths, seeds)
def test_mean_is_kept_along_both_axes(height, width, seed):
    x = noise((3, 5, 4), seed)
    resampled = resample(x, (height, width))
    assert resampled.shape == (3, height, width)
    np.testing.assert_allclose(resampled.mean(axis=(1, 2)), x.mean(axis=(1, 2)), atol=1e-12)


def test_axes_are_independent():
    x = noise((6, 5, 4), 0)
    both = resample(x, (9, 3), axes=(2, 0))
    assert both.shape == (3, 5, 9)
    np.testing.assert_allclose(both, resample(resample(x, 3, axes=0), 9, axes=-1), atol=1e-12)


def test_nyquist_frequency_of_an_even_length_survives_upsampling():
    x = np.array([1.0, -1.0, 1.0, -1.0])
    np.testing.assert_allclose(resample(x, 8), np.cos(np.pi * np.arange(8) / 2), atol=1e-12)
    np.testing.assert_allclose(resample(np.cos(np.pi * np.arange(8) / 2), 4), x, atol=1e-12)
    np.testing.assert_allclose(resample(x, 3), 0, atol=1e-12)


def test_single_precision_and_the_input_are_kept():
    x = noise(8, 0).astype(np.float32)
    before = x.copy()
    assert resample(x, 16).dtype == np.float32
    assert resample(np.arange(8), 8).dtype == np.float64
    assert not np.shares_memory(resample(x, 8), x)
    np.testing.assert_array_equal(x, before)


@pytest.mark.parametrize(
    ("x", "shape", "axes", "error", "message"),
    [
        ([], 4, None, ValueError, "x must not be empty"),
        ([1, np.nan], 4, None, ValueError, "x must be finite, got nan"),
        ([1j], 4, None, TypeError, "x must be real, got complex128"),
        ([1, 2], 0, None, ValueError, "length must be at least 1, got 0"),
        ([1, 2], 2.5, None, TypeError, "length must be an integer, got 2.5"),
        ([1, 2], 4, 1, ValueError, "axis 1 is out of bounds"),
        ([1, 2], (4, 4), None, ValueError, "axis -2 is out of bounds"),
        ([1, 2], (4, 4), 0, ValueError, r"shape and axes must have the same length, got \(4, 4\) and \(0,\)"),
        ([[1, 2]], (4, 4), (1, 1), ValueError, "repeated axis"),
    ],
)
def test_invalid_arguments_raise(x, shape, axes, error, message):
    with pytest.raises(error, match=message):
        resample(x, shape, axes)
