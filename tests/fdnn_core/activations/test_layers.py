"""Layers of activations and convolutions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.ndimage import convolve

from fdnn_core import (
    band_limited,
    cascade,
    circular_convolve,
    coefficients_for_energy,
    gaussian_kernel,
    relu,
    standardise,
    tones,
)

SIGNALS = hnp.arrays(np.float64, st.integers(7, 40), elements=st.floats(-100, 100))


@given(SIGNALS)
def test_standardised_signals_have_mean_zero_and_variance_one_or_zero(x):
    y = standardise(x)
    assert y.mean() == pytest.approx(0, abs=1e-9)
    assert y.std() == pytest.approx(1) or not y.any()


@pytest.mark.parametrize("shape", [(31,), (32,), (9, 14)])
def test_circular_convolution_is_scipys_with_wrap_around(shape):
    rng = np.random.default_rng(3)
    x, kernel = rng.standard_normal(shape), rng.standard_normal((7,) * len(shape))
    np.testing.assert_allclose(circular_convolve(x, kernel), convolve(x, kernel, mode="wrap"), atol=1e-12)


@given(SIGNALS, st.integers(0, 50))
def test_circular_convolution_commutes_with_shifts(x, shift):
    kernel = gaussian_kernel(1.5, 3)
    shifted = circular_convolve(np.roll(x, shift), kernel)
    np.testing.assert_allclose(shifted, np.roll(circular_convolve(x, kernel), shift), atol=1e-9)


def test_depth_one_is_the_activation_itself():
    x = tones(128, 3, seed=1)
    np.testing.assert_array_equal(cascade(x, relu), relu(x))


def test_seeds_decide_the_kernels():
    x = tones(128, 3, seed=1)
    first, again, other = (cascade(x, relu, 4, "random", seed) for seed in (5, 5, 6))
    np.testing.assert_array_equal(first, again)
    assert not np.allclose(first, other)


def spread(activation, mixing):
    """Coefficients that hold 99 % of the energy of three tones after 8 layers, median over 20 seeds."""
    counts = []
    for seed in range(20):
        y = cascade(tones(1024, 3, seed=seed, highest=16), activation, 8, mixing, seed)
        counts.append(coefficients_for_energy(np.abs(np.fft.rfft(y - y.mean())), 0.99))
    return np.median(counts)


def test_depth_fills_the_spectrum_only_if_the_linear_layers_let_it():
    assert spread(relu, "random") > 5 * spread(relu, "low-pass")


def test_a_band_limited_activation_keeps_its_band_at_any_depth():
    band = 128  # harmonics of tones up to 16, eightfold oversampled, fold back into N = 1024 only above this

    def low_passed(x):
        spectrum = np.fft.rfft(band_limited(relu, x, oversampling=4))
        spectrum[band:] = 0
        return np.fft.irfft(spectrum, x.size)

    y = cascade(tones(1024, 3, seed=0, highest=16), low_passed, 8, "random", 0)
    assert np.abs(np.fft.rfft(y))[band:].max() < 1e-9


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"depth": 0}, "depth must be at least 1, got 0"),
        ({"mixing": "blur"}, "mixing must be none, random or low-pass, got 'blur'"),
    ],
)
def test_bad_arguments_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        cascade(np.ones(16), relu, **arguments)


def test_kernels_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match=r"kernel must have odd lengths of at most \(4,\), got \(2,\)"):
        circular_convolve(np.ones(4), np.ones(2))
    with pytest.raises(ValueError, match="sigma must be positive, got 0"):
        gaussian_kernel(0, 3)
