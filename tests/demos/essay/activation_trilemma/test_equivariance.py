"""Delays against numpy.roll and scipy.ndimage; the measures against operations with known values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.ndimage import fourier_shift

from demos.essay.activation_trilemma.equivariance import delay, new_frequency_energy, translation_error
from fdnn_core import modrelu, relu, square, tone


def noise(seed, shape):
    return np.random.default_rng(seed).standard_normal(shape)


@given(st.integers(0, 99), st.integers(1, 20), st.integers(-30, 30))
def test_integer_delay_agrees_with_numpy_roll(seed, n, samples):
    x = noise(seed, (3, n))
    assert_allclose(delay(x, samples), np.roll(x, samples, axis=-1), atol=1e-12)


@given(st.integers(0, 99), st.integers(1, 9), st.floats(-30, 30), st.floats(-30, 30))
def test_delays_compose_for_odd_lengths(seed, half, first, second):
    x = noise(seed, 2 * half + 1)
    assert_allclose(delay(delay(x, first), second), delay(x, first + second), atol=1e-11)


def test_fractional_delay_agrees_with_scipy_fourier_shift():
    x = noise(0, 15)
    assert_allclose(delay(x, 2.3), np.fft.ifft(fourier_shift(np.fft.fft(x), 2.3)).real, atol=1e-13)


def test_delay_of_a_tone_changes_its_phase():
    assert_allclose(delay(tone(64, 5), 0.25), tone(64, 5, phase=-2 * np.pi * 5 * 0.25 / 64), atol=1e-13)


@given(st.integers(0, 99), st.integers(-20, 20))
def test_pointwise_functions_commute_with_integer_delays(seed, samples):
    assert translation_error(np.tanh, noise(seed, 16), samples) < 1e-13


def test_functions_of_the_magnitude_commute_with_fractional_delays():
    def operation(x):
        return np.fft.irfft(modrelu(np.fft.rfft(x), -2.0), x.shape[-1])

    assert (translation_error(operation, noise(0, (5, 31)), 0.37) < 1e-13).all()


def test_an_operation_may_write_into_its_argument():
    def in_place(x):
        return np.maximum(x, 0, out=x)

    x = noise(0, (3, 16))
    before = x.copy()
    assert_allclose(translation_error(in_place, x, 0.5), translation_error(relu, before, 0.5))
    assert_allclose(x, before, atol=0)


def test_a_position_dependent_gain_does_not_commute_with_delays():
    """A delay by a quarter period turns cos into sin: the norm of their difference over that of one is √2."""
    place = np.arange(64) * np.pi / 32
    error = translation_error(lambda x: x * np.cos(place), np.ones(64), 16)
    assert error == pytest.approx(np.sqrt(2))


def test_squaring_commutes_with_fractional_delays_unless_it_aliases():
    within, beyond = (translation_error(square, tone(64, k), 0.5) for k in (15, 25))
    assert within < 1e-13
    assert beyond > 0.1


def test_new_frequency_energy_of_a_rectified_tone():
    """The fundamental of ReLU(cos t) has an amplitude of 1/2; the energy without the mean is 1/4 - 1/π²."""
    share = new_frequency_energy(tone(4096, 3), relu(tone(4096, 3)))
    fundamental, whole = 0.5, 1 - 4 / np.pi**2
    assert share == pytest.approx(1 - fundamental / whole, abs=1e-5)


@given(st.integers(0, 99))
def test_linear_filters_make_no_new_frequencies(seed):
    x = noise(seed, (4, 32))
    x[0] = tone(32, 5)
    y = np.fft.irfft(np.fft.rfft(x) * noise(seed + 1, 17), 32)
    assert_allclose(new_frequency_energy(x, y), 0, atol=1e-20)


def test_measures_of_a_constant_are_nan():
    assert np.isnan(new_frequency_energy(tone(8, 1), np.full(8, 0.1)))
    assert np.isnan(translation_error(np.zeros_like, tone(8, 1), 1))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: delay(1.0, 2), r"x must be \(\.\.\., n\), got a scalar"),
        (lambda: delay([1.0], np.inf), "samples must be finite, got inf"),
        (lambda: translation_error(np.diff, [1.0, 2.0], 1), r"must keep the shape \(2,\), got \(1,\)"),
        (lambda: new_frequency_energy([1.0], [1.0, 2.0]), r"y must have the shape of x, \(1,\), got \(2,\)"),
    ],
)
def test_rejects_invalid_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
