import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import convolve

from demos.essay.convolution_crossover.channel_convolution import FFTConvolution, convolve_channels

sizes = st.integers(1, 4)


@given(sizes, sizes, sizes, st.integers(0, 6), st.integers(0, 6), st.integers(0, 99))
def test_fft_convolution_equals_direct_convolution(outputs, inputs, k, taller, wider, seed):
    rng = np.random.default_rng(seed)
    x, filters = rng.normal(size=(inputs, k + taller, k + wider)), rng.normal(size=(outputs, inputs, k, k))
    direct = convolve_channels(x, filters)
    assert direct.shape == (outputs, taller + 1, wider + 1)
    np.testing.assert_allclose(FFTConvolution(filters, x.shape[1:])(x), direct, atol=1e-12)


@pytest.mark.parametrize("k", [1, 2, 5, 8])
def test_agrees_with_scipy(k):
    rng = np.random.default_rng(k)
    x, filters = rng.normal(size=(3, 8, 11)), rng.normal(size=(2, 3, k, k))
    expected = [
        sum(convolve(one, taps, "valid", "direct") for one, taps in zip(x, row, strict=True))
        for row in filters
    ]
    np.testing.assert_allclose(convolve_channels(x, filters), expected, atol=1e-12)
    np.testing.assert_allclose(FFTConvolution(filters, (8, 11))(x), expected, atol=1e-12)


def test_fft_and_direct_convolution_agree_for_large_filters():
    rng = np.random.default_rng(0)
    x, filters = rng.normal(size=(4, 94, 94)), rng.normal(size=(4, 4, 31, 31))
    error = np.abs(FFTConvolution(filters, (94, 94))(x) - convolve_channels(x, filters)).max()
    assert error < 1e-10


def test_rejects_invalid_arguments():
    filters = np.ones((1, 2, 3, 3))
    for way in (convolve_channels, lambda x, f: FFTConvolution(f, x.shape[1:])(x)):
        with pytest.raises(ValueError, match=r"x must have shape \(2, .*got \(2, 2, 5\)"):
            way(np.ones((2, 2, 5)), filters)
        with pytest.raises(ValueError, match=r"x must have shape \(2, .*got \(1, 4, 4\)"):
            way(np.ones((1, 4, 4)), filters)
        with pytest.raises(ValueError, match=r"filters must have shape \(O, I, k, k\), got \(2, 3, 3\)"):
            way(np.ones((2, 4, 4)), np.ones((2, 3, 3)))
