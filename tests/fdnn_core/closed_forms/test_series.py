import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import fdnn_core
from fdnn_core import (
    ACTIVATIONS,
    EXACT_SERIES,
    abs_series,
    bessel_j,
    identity_series,
    leaky_relu_series,
    relu_series,
    relu_squared_series,
    sin_series,
    square_series,
)

SAMPLES = 1 << 15
# The trapezoidal rule misses by the aliases: as 1/N at a jump, 1/N² at a kink, 1/N³ at a kink of the slope.
TOLERANCE = {"sign": 4e-4, "relu_squared": 1e-11, "square": 1e-13, "sin": 1e-13, "identity": 1e-13}
names = st.sampled_from(sorted(EXACT_SERIES))
tones = st.tuples(st.floats(-4, 4), st.floats(-4, 4))


def by_quadrature(function, highest, amplitude, bias):
    samples = function(amplitude * np.cos(2 * np.pi * np.arange(SAMPLES) / SAMPLES) + bias)
    coefficients = np.fft.rfft(samples, norm="forward").real[: highest + 1]
    coefficients[1:] *= 2
    return coefficients


def energy(series):
    return (series**2).sum() / 2 + series[0] ** 2 / 2


@given(names, tones)
@example("relu", (1.0, 1.0))
@example("relu", (1.0, -1.0))
@example("relu", (1.0, -0.999))
@example("sign", (0.0, 0.0))
@example("sign", (0.0, -2.0))
@example("hardtanh", (0.5, 0.25))
@example("leaky_relu", (-2.0, 1.0))
def test_agrees_with_quadrature(name, tone):
    expected = by_quadrature(ACTIVATIONS[name], 64, *tone)
    # A jump between two samples may lie anywhere there, and nowhere does rounding decide whether it is met.
    assume(name != "sign" or tone == (0, 0) or abs(abs(tone[0]) - abs(tone[1])) > 1e-6)
    np.testing.assert_allclose(EXACT_SERIES[name](64, *tone), expected, atol=TOLERANCE.get(name, 1e-7))


@given(names, tones, st.integers(0, 20), st.integers(0, 20))
def test_fewer_harmonics_are_the_first_of_more(name, tone, few, further):
    series = EXACT_SERIES[name](few, *tone)
    assert series.shape == (few + 1,)
    np.testing.assert_allclose(series, EXACT_SERIES[name](few + further, *tone)[: few + 1], atol=1e-13)


@given(names, tones)
def test_a_negative_amplitude_is_half_a_period_of_delay(name, tone):
    amplitude, bias = tone
    turned = EXACT_SERIES[name](9, amplitude, bias) * (-1.0) ** np.arange(10)
    np.testing.assert_allclose(EXACT_SERIES[name](9, -amplitude, bias), turned, atol=1e-13)


@pytest.mark.parametrize("name", EXACT_SERIES)
@pytest.mark.parametrize("bias", [-1.5, -0.5, 0.0, 0.5, 1.5])
def test_without_amplitude_only_the_constant_is_left(name, bias):
    expected = [ACTIVATIONS[name](bias), 0, 0, 0]
    np.testing.assert_allclose(EXACT_SERIES[name](3, 0, bias), expected, atol=1e-15)


@pytest.mark.parametrize("name", ["relu", "leaky_relu", "abs", "square"])
def test_even_functions_make_even_harmonics_until_a_bias_comes(name):
    """ReLU and leaky ReLU are even but for a linear part, the fundamental."""
    assert np.abs(EXACT_SERIES[name](99)[3::2]).max() < 1e-15
    assert np.abs(EXACT_SERIES[name](99, 1, 0.3)[1::2]).max() > 0.05


@pytest.mark.parametrize("name", ["identity", "hardtanh", "sin", "sign"])
def test_odd_functions_make_odd_harmonics_until_a_bias_comes(name):
    assert np.abs(EXACT_SERIES[name](99, 1.5)[::2]).max() < 1e-15
    assert np.abs(EXACT_SERIES[name](99, 1.5, 0.8)[::2]).max() > 0.05


@pytest.mark.parametrize("name", ["relu", "leaky_relu", "abs"])
def test_a_bias_brings_odd_harmonics(name):
    assert (np.abs(EXACT_SERIES[name](19, 1, 0.3)[1::2]) > 1e-5).all()


@given(tones)
def test_energy_is_the_mean_of_the_square(tone):
    mean = relu_squared_series(0, *tone)[0]
    assert energy(relu_series(4000, *tone)) == pytest.approx(mean, abs=1e-8)
    assert energy(abs_series(4000, *tone)) == pytest.approx(square_series(0, *tone)[0], abs=1e-8)


@given(tones, st.floats(-1, 1))
def test_leaky_relu_lies_between_relu_and_the_identity(tone, slope):
    between = slope * identity_series(20, *tone) + (1 - slope) * relu_series(20, *tone)
    np.testing.assert_allclose(leaky_relu_series(20, *tone, slope), between, atol=1e-13)


@given(tones)
def test_sine_is_the_jacobi_anger_expansion(tone):
    amplitude, bias = tone
    j = bessel_j(9, amplitude)
    odd = 2 * np.array([j[1], -j[3], j[5], -j[7], j[9]])
    even = np.array([j[0], -2 * j[2], 2 * j[4], -2 * j[6], 2 * j[8]])
    np.testing.assert_allclose(sin_series(9, amplitude, bias)[1::2], np.cos(bias) * odd, atol=1e-15)
    np.testing.assert_allclose(sin_series(9, amplitude, bias)[::2], np.sin(bias) * even, atol=1e-15)


@pytest.mark.parametrize(
    ("name", "power"), [("sign", 1), ("relu", 2), ("abs", 2), ("hardtanh", 2), ("relu_squared", 3)]
)
def test_harmonics_decay_by_the_smoothness_of_the_function(name, power):
    """A jump leaves 1/k, a kink 1/k², a kink of the slope 1/k³."""
    k = np.arange(1, 4001)
    envelope = np.abs(EXACT_SERIES[name](4000, 1.5, 0.3)[1:]) * k.astype(float) ** power
    heights = [envelope[start : 2 * start].max() for start in (250, 500, 1000, 2000)]
    np.testing.assert_allclose(heights, heights[0], rtol=0.02)


def test_polynomials_have_as_many_harmonics_as_their_degree():
    assert np.flatnonzero(identity_series(9, 2, 1)).tolist() == [0, 1]
    assert np.flatnonzero(square_series(9, 2, 1)).tolist() == [0, 1, 2]


@pytest.mark.parametrize("name", EXACT_SERIES)
def test_wrong_arguments_are_refused(name):
    for harmonics, message in ((-1, "at least 0, got -1"), (2.5, "an integer, got 2.5")):
        with pytest.raises((ValueError, TypeError), match=f"harmonics must be {message}"):
            EXACT_SERIES[name](harmonics)
    with pytest.raises(ValueError, match="amplitude must be finite, got inf"):
        EXACT_SERIES[name](3, np.inf)
    with pytest.raises(ValueError, match="bias must be finite, got nan"):
        EXACT_SERIES[name](3, 1, np.nan)


def test_each_has_its_activation_and_is_public():
    for name, function in EXACT_SERIES.items():
        assert name in ACTIVATIONS
        assert function is getattr(fdnn_core, f"{name}_series")
