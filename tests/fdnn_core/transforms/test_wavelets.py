"""Wavelet transforms: filter taps, perfect reconstruction and closed forms."""

from math import comb, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from fdnn_core import WAVELETS, inverse_wavelet_transform, photograph, wavelet_transform

EACH = pytest.mark.parametrize("wavelet", WAVELETS)
MOMENTS = {"haar": 1, "db4": 4}
names = st.sampled_from(list(WAVELETS))


def factored(moments):
    """Filter taps by spectral factorisation: the roots of Daubechies' polynomial inside the unit circle."""
    polynomial = [comb(moments - 1 + k, k) for k in reversed(range(moments))]  # in y = (2 - z - 1/z) / 4
    taps = np.ones(1)
    for y in np.roots(polynomial):
        pair = np.roots([1, 4 * y - 2, 1])
        taps = np.convolve(taps, [1, -pair[np.argmin(np.abs(pair))]])
    for _ in range(moments):
        taps = np.convolve(taps, [1, 1])
    return taps.real * sqrt(2) / taps.real.sum()


@EACH
def test_taps_agree_with_spectral_factorisation(wavelet):
    assert_allclose(WAVELETS[wavelet], factored(MOMENTS[wavelet]), atol=1e-13)


def test_taps_agree_with_the_published_table():
    """Daubechies, Ten lectures on wavelets, table 6.1, N = 4."""
    table = [0.2303778133088964, 0.7148465705529154, 0.6308807679298587, -0.0279837694168599]
    table += [-0.1870348117190931, 0.0308413818355607, 0.0328830116668852, -0.0105974017850690]
    assert_allclose(WAVELETS["db4"], table, atol=1e-15)


@EACH
def test_taps_are_orthonormal_to_their_even_shifts(wavelet):
    taps = np.array(WAVELETS[wavelet])
    products = [taps[: len(taps) - k] @ taps[k:] for k in range(0, len(taps), 2)]
    assert_allclose(products, np.eye(len(products))[0], atol=1e-15)
    assert taps.sum() == pytest.approx(sqrt(2))


@EACH
def test_details_of_polynomials_vanish_below_the_number_of_moments(wavelet):
    """Only details whose filter does not wrap around the end are compared."""
    moments, taps = MOMENTS[wavelet], len(WAVELETS[wavelet])
    t = np.linspace(-1, 1, 64)
    for degree in range(moments + 1):
        details = wavelet_transform(t**degree, wavelet, levels=1)[32:]
        inner = details[: len(details) - taps // 2 + 1]
        if degree < moments:
            assert_allclose(inner, 0, atol=1e-13)
        else:
            assert np.abs(inner).min() > 1e-7


@given(names, st.integers(0, 99), st.sampled_from([1, 6, 7, 8, 24, 64]), st.data())
def test_round_trip_and_parseval(wavelet, seed, n, data):
    x = np.random.default_rng(seed).standard_normal((3, n))
    levels = data.draw(st.integers(0, (n & -n).bit_length() - 1))
    y = wavelet_transform(x, wavelet, levels, axes=1)
    assert_allclose(inverse_wavelet_transform(y, wavelet, levels, axes=1), x, atol=1e-12)
    assert_allclose(np.sum(y**2, axis=1), np.sum(x**2, axis=1))


@EACH
@pytest.mark.parametrize("n", [2, 4, 16])
def test_matrix_is_orthogonal_even_for_signals_shorter_than_the_filter(wavelet, n):
    matrix = wavelet_transform(np.eye(n), wavelet, axes=0)
    assert_allclose(matrix @ matrix.T, np.eye(n), atol=1e-13)


@EACH
def test_images_are_transformed_along_both_axes(wavelet):
    image = photograph("camera")
    coefficients = wavelet_transform(image, wavelet, levels=3)
    assert_allclose(inverse_wavelet_transform(coefficients, wavelet, levels=3), image, atol=1e-12)
    assert np.sum(coefficients**2) == pytest.approx(np.sum(image**2))
    once = wavelet_transform(wavelet_transform(image, wavelet, 1, axes=0), wavelet, 1, axes=1)
    assert_allclose(wavelet_transform(image, wavelet, levels=1), once, atol=1e-12)


@EACH
def test_a_constant_has_one_nonzero_coefficient(wavelet):
    expected = np.zeros((16, 16))
    expected[0, 0] = 16 * 0.7
    assert_allclose(wavelet_transform(np.full((16, 16), 0.7), wavelet), expected, atol=1e-12)


def test_haar_transform_of_a_step_has_one_detail_per_level():
    step = (np.arange(64) >= 21).astype(float)
    assert np.count_nonzero(np.abs(wavelet_transform(step, "haar")) > 1e-12) == 1 + 6


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex64, np.complex128])
def test_dtype_is_kept(dtype):
    x = np.arange(8).astype(dtype)
    for transform in (wavelet_transform, inverse_wavelet_transform):
        assert transform(x).dtype == dtype


def test_input_is_unchanged():
    x = np.arange(8.0)
    inverse_wavelet_transform(wavelet_transform(x))
    assert_array_equal(x, np.arange(8))


@pytest.mark.parametrize("transform", [wavelet_transform, inverse_wavelet_transform])
def test_invalid_arguments_raise(transform):
    with pytest.raises(ValueError, match="wavelet must be one of haar, db4, got 'db5'"):
        transform([1.0, 2.0], "db5")
    with pytest.raises(ValueError, match=r"levels must be in \[0, 2\], got 3"):
        transform(np.ones((4, 8)), levels=3)
    with pytest.raises(ValueError, match="x must be finite, got nan"):
        transform([np.nan, 1.0])


@pytest.mark.parametrize("transform", [wavelet_transform, inverse_wavelet_transform])
@pytest.mark.parametrize(("shape", "axes"), [((7,), None), ((1,), None), ((8, 9), None), ((8, 9), 1)])
def test_lengths_that_cannot_be_halved_raise(transform, shape, axes):
    with pytest.raises(ValueError, match=r"lengths of x along axes must be even, got \("):
        transform(np.ones(shape), axes=axes)
    assert_array_equal(transform(np.ones(shape), levels=0, axes=axes), np.ones(shape))
