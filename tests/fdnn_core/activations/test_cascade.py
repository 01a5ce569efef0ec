import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from fdnn_core import (
    band_limited,
    cascade,
    coefficients_for_energy,
    relu,
    standardise,
    tones,
)

SIGNALS = hnp.arrays(np.float64, st.integers(7, 40), elements=st.floats(-100, 100))


@given(SIGNALS)
def test_standardise_gives_mean_0_and_variance_1_or_zeros(x):
    y = standardise(x)
    assert y.mean() == pytest.approx(0, abs=1e-9)
    assert y.std() == pytest.approx(1) or not y.any()


def test_standardise_does_not_overflow():
    np.testing.assert_allclose(standardise([1e308, -1e308]), [1, -1])
    np.testing.assert_allclose(standardise([1e-200, 1e200]), [-1, 1])


def test_standardise_of_nan_and_infinity_is_nan():
    for value in (np.nan, np.inf, -np.inf):
        assert np.isnan(standardise([1.0, 2.0, value])).all()


@pytest.mark.parametrize("mixing", ["none", "random", "low-pass"])
def test_a_diverging_activation_gives_nan_or_infinity(mixing):
    x = tones(128, 3, seed=1)
    with np.errstate(over="ignore", invalid="ignore"):
        y = cascade(x, lambda u: u * np.exp(1000 * u**2), 3, mixing)
    assert not np.isfinite(y).any()


@pytest.mark.parametrize("depth", [1, 3])
def test_an_activation_in_place_leaves_the_input_unchanged(depth):
    def relu_in_place(u):
        return np.maximum(u, 0, out=u)

    x = tones(128, 3, seed=1)
    before = x.copy()
    np.testing.assert_array_equal(cascade(x, relu_in_place, depth), cascade(before, relu, depth))
    np.testing.assert_array_equal(x, before)


def test_depth_1_is_the_activation():
    x = tones(128, 3, seed=1)
    np.testing.assert_array_equal(cascade(x, relu), relu(x))


def test_seed_determines_the_kernels():
    x = tones(128, 3, seed=1)
    first, again, other = (cascade(x, relu, 4, "random", seed) for seed in (5, 5, 6))
    np.testing.assert_array_equal(first, again)
    assert not np.allclose(first, other)


def spread(activation, mixing):
    """Median over 20 seeds of the number of coefficients with 99 % of the energy after 8 layers."""
    counts = []
    for seed in range(20):
        y = cascade(tones(1024, 3, seed=seed, highest=16), activation, 8, mixing, seed)
        counts.append(coefficients_for_energy(np.abs(np.fft.rfft(y - y.mean())), 0.99))
    return np.median(counts)


def test_depth_fills_the_spectrum_unless_the_convolution_is_low_pass():
    assert spread(relu, "random") > 5 * spread(relu, "low-pass")


def test_a_band_limited_activation_keeps_the_band_at_any_depth():
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
        ({"mixing": "blur"}, "mixing must be 'none', 'random' or 'low-pass', got 'blur'"),
    ],
)
def test_invalid_arguments_raise(arguments, message):
    with pytest.raises(ValueError, match=message):
        cascade(np.ones(16), relu, **arguments)


def test_complex_and_empty_input_and_a_changed_shape_raise():
    with pytest.raises(TypeError, match="x must be real, got complex128"):
        standardise([1j, 1.0])
    with pytest.raises(ValueError, match=r"x must not be empty, got shape \(0,\)"):
        standardise([])
    with pytest.raises(ValueError, match=r"activation must keep the shape \(16,\), got \(\)"):
        cascade(np.ones(16), np.sum)
