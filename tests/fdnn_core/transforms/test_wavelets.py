"""Wavelet transforms: filter taps, perfect reconstruction and closed forms."""

from math import comb, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from fdnn_core import WAVELETS, inverse_wavelet_transform, photograph, wavelet_transform

EACH = pytest.mark.parametrize("wavelet", WAVELETS)
MOMENTS = {"haar": 1, **{f"db{n}": n for n in range(1, 9)}, "sym4": 4}
PYWAVELETS = {
    "haar": [
        7.000000000000002,
        63.00000000000001,
        -6.000000000000002,
        -22.000000000000007,
        -0.7071067811865476,
        -3.535533905932738,
        -6.363961030678928,
        -9.192388155425117,
    ],
    "db2": [
        43.66025403784438,
        26.339745962155618,
        -17.98076211353316,
        28.516660498395407,
        -7.436401953852086,
        -1.224744871391589,
        -1.2247448713915903,
        29.684881569858604,
    ],
    "db4": [
        15.494691261712891,
        54.50530873828711,
        6.884090826730967,
        -34.23209885848284,
        0.25857152620548596,
        -0.5086752856833141,
        14.744180051769375,
        5.304913580931783,
    ],
    "db8": [
        7.735840396112319,
        62.264159603887684,
        -0.5626212347021208,
        -2.1672999143287197,
        1.0924434389006945,
        24.005836297858437,
        -11.099574666961864,
        5.800284803426072,
    ],
    "sym4": [
        24.821070732716215,
        45.17892926730885,
        34.05601560546237,
        -16.686645560915498,
        23.621781494382514,
        -3.636754309885473,
        2.0622784386467816,
        -2.248315749999695,
    ],
}
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


@pytest.mark.parametrize("wavelet", sorted(WAVELETS.keys() - {"sym4"}))
def test_taps_agree_with_spectral_factorisation(wavelet):
    assert_allclose(WAVELETS[wavelet], factored(MOMENTS[wavelet]), atol=1e-11)


def test_taps_agree_with_the_published_table():
    """Daubechies, Ten lectures on wavelets, table 6.1, N = 4."""
    table = [0.2303778133088964, 0.7148465705529154, 0.6308807679298587, -0.0279837694168599]
    table += [-0.1870348117190931, 0.0308413818355607, 0.0328830116668852, -0.0105974017850690]
    assert_allclose(WAVELETS["db4"], table, atol=1e-15)


def test_sym4_has_the_magnitude_response_of_db4():
    responses = [np.abs(np.fft.fft(WAVELETS[name], 64)) for name in ("sym4", "db4")]
    assert_allclose(*responses, atol=1e-12)


@EACH
@pytest.mark.parametrize("n", [2, 8, 24])
def test_one_level_is_the_periodised_filter_bank_of_pywavelets(wavelet, n):
    """Entry k of the approximation is the sum over j of dec_lo[j] x[2k + F/2 - j], of F taps."""
    x = np.random.default_rng(0).standard_normal(n)
    low = np.array(WAVELETS[wavelet])[::-1]  # dec_lo
    high = low[::-1] * (-1.0) ** np.arange(1, low.size + 1)  # dec_hi
    places = 2 * np.arange(n // 2)[:, None] + low.size // 2 - np.arange(low.size)
    expected = np.concatenate([x[places % n] @ low, x[places % n] @ high])
    assert_allclose(wavelet_transform(x, wavelet, levels=1), expected, atol=1e-13)


def test_coefficients_agree_with_pywavelets():
    """``wavedec(squares, wavelet, "periodization", 2)``, computed with PyWavelets 1.8.0."""
    squares = np.arange(8.0) ** 2
    for wavelet, expected in PYWAVELETS.items():
        assert_allclose(wavelet_transform(squares, wavelet, levels=2), expected, atol=1e-11)


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
        inner = details[taps // 4 : len(details) - taps // 4]
        if degree < moments:
            assert_allclose(inner, 0, atol=1e-13)
        else:
            assert np.abs(inner).min() > 1e-12


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
    with pytest.raises(ValueError, match=r"wavelet must be 'haar', 'db1', .* or 'sym4', got 'db9'"):
        transform([1.0, 2.0], "db9")
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
