import numpy as np
import pytest
import scipy.special
from hypothesis import assume, example, given
from hypothesis import strategies as st

import fdnn_core
from fdnn_core import (
    ACTIVATIONS,
    EXACT_SERIES,
    abs_series,
    bessel_j,
    hardtanh_series,
    identity_series,
    leaky_relu_series,
    numeric_series,
    relu_series,
    relu_squared_series,
    sign_series,
    sin_series,
    square_series,
    total_harmonic_distortion,
)

SAMPLES = 1 << 15
# Aliasing error of the trapezoidal rule: 1/N at a jump, 1/N² at a kink, 1/N³ at a kink of the slope.
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
    # Exclude tones that touch a jump, where rounding decides on which side they are.
    assume(name != "sign" or tone == (0, 0) or abs(abs(tone[0]) - abs(tone[1])) > 1e-6)
    np.testing.assert_allclose(EXACT_SERIES[name](64, *tone), expected, atol=TOLERANCE.get(name, 1e-7))


@pytest.mark.parametrize("name", EXACT_SERIES)
@pytest.mark.parametrize("tone", [(1.0, 0.0), (1.5, 0.3), (-2.0, 0.7)])
def test_numeric_series_agree_with_the_exact_ones(name, tone):
    tolerance = {"sign": 2e-6, "relu": 1e-11, "leaky_relu": 1e-11, "abs": 1e-11, "hardtanh": 1e-11}
    numeric = numeric_series(ACTIVATIONS[name], 64, *tone)
    np.testing.assert_allclose(numeric, EXACT_SERIES[name](64, *tone), atol=tolerance.get(name, 1e-14))


def test_numeric_series_of_exp_are_bessel_functions():
    """exp(A cos t + b) = exp(b) (I_0(A) + 2 sum of I_k(A) cos kt)."""
    expected = np.exp(0.5) * scipy.special.iv(np.arange(10), 2.0) * np.where(np.arange(10) == 0, 1, 2)
    np.testing.assert_allclose(numeric_series(np.exp, 9, 2.0, 0.5), expected, rtol=1e-13, atol=1e-15)


def test_numeric_series_of_a_function_in_place():
    def square_in_place(x):
        return np.square(x, out=x)

    np.testing.assert_allclose(numeric_series(square_in_place, 3, 2, 1), square_series(3, 2, 1), atol=1e-14)


def test_invalid_arguments_of_numeric_series_raise():
    with pytest.raises(ValueError, match=r"harmonics must be in \[0, 524288\], got -1"):
        numeric_series(np.sin, -1)
    with pytest.raises(ValueError, match="amplitude must be finite, got nan"):
        numeric_series(np.sin, 1, np.nan)
    with pytest.raises(ValueError, match="values of function must be finite, got nan"):
        numeric_series(lambda x: np.full(x.shape, np.nan), 1)
    with pytest.raises(ValueError, match=r"function must keep the shape \(1024,\), got \(\)"):
        numeric_series(np.sum, 1)
    with pytest.raises(TypeError, match="values of function must be real, got complex128"):
        numeric_series(lambda x: 1j * x, 1)


@given(names, tones, st.integers(0, 20), st.integers(0, 20))
def test_the_number_of_harmonics_does_not_change_their_values(name, tone, few, further):
    series = EXACT_SERIES[name](few, *tone)
    assert series.shape == (few + 1,)
    np.testing.assert_allclose(series, EXACT_SERIES[name](few + further, *tone)[: few + 1], atol=1e-13)


@given(names, tones)
def test_a_negative_amplitude_shifts_by_half_a_period(name, tone):
    amplitude, bias = tone
    turned = EXACT_SERIES[name](9, amplitude, bias) * (-1.0) ** np.arange(10)
    np.testing.assert_allclose(EXACT_SERIES[name](9, -amplitude, bias), turned, atol=1e-13)


@pytest.mark.parametrize("name", EXACT_SERIES)
@pytest.mark.parametrize("bias", [-1.5, -0.5, 0.0, 0.5, 1.5])
def test_amplitude_0_gives_a_constant(name, bias):
    expected = [ACTIVATIONS[name](bias), 0, 0, 0]
    np.testing.assert_allclose(EXACT_SERIES[name](3, 0, bias), expected, atol=1e-15)


@pytest.mark.parametrize("name", ["relu", "leaky_relu", "abs", "square"])
def test_even_functions_create_odd_harmonics_only_with_a_bias(name):
    """ReLU and leaky ReLU are even up to a linear part, which only contributes to the fundamental."""
    assert np.abs(EXACT_SERIES[name](99)[3::2]).max() < 1e-15
    assert np.abs(EXACT_SERIES[name](99, 1, 0.3)[1::2]).max() > 0.05


@pytest.mark.parametrize("name", ["identity", "hardtanh", "sin", "sign"])
def test_odd_functions_create_even_harmonics_only_with_a_bias(name):
    assert np.abs(EXACT_SERIES[name](99, 1.5)[::2]).max() < 1e-15
    assert np.abs(EXACT_SERIES[name](99, 1.5, 0.8)[::2]).max() > 0.05


@pytest.mark.parametrize("name", ["relu", "leaky_relu", "abs"])
def test_a_bias_creates_all_odd_harmonics(name):
    assert (np.abs(EXACT_SERIES[name](19, 1, 0.3)[1::2]) > 1e-5).all()


@given(tones)
def test_parseval(tone):
    mean = relu_squared_series(0, *tone)[0]
    assert energy(relu_series(4000, *tone)) == pytest.approx(mean, abs=1e-8)
    assert energy(abs_series(4000, *tone)) == pytest.approx(square_series(0, *tone)[0], abs=1e-8)


@given(tones, st.floats(-1, 1))
def test_leaky_relu_interpolates_between_relu_and_the_identity(tone, slope):
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
def test_harmonics_decay_with_the_smoothness_of_the_function(name, power):
    """Harmonics decay as 1/k for a jump, 1/k² for a kink, 1/k³ for a kink of the slope."""
    k = np.arange(1, 4001)
    envelope = np.abs(EXACT_SERIES[name](4000, 1.5, 0.3)[1:]) * k.astype(float) ** power
    heights = [envelope[start : 2 * start].max() for start in (250, 500, 1000, 2000)]
    np.testing.assert_allclose(heights, heights[0], rtol=0.02)


def test_polynomials_have_as_many_harmonics_as_their_degree():
    assert np.flatnonzero(identity_series(9, 2, 1)).tolist() == [0, 1]
    assert np.flatnonzero(square_series(9, 2, 1)).tolist() == [0, 1, 2]


@pytest.mark.parametrize("name", EXACT_SERIES)
def test_invalid_arguments_raise(name):
    for harmonics, message in ((-1, "at least 0, got -1"), (2.5, "an integer, got 2.5")):
        with pytest.raises((ValueError, TypeError), match=f"harmonics must be {message}"):
            EXACT_SERIES[name](harmonics)
    with pytest.raises(ValueError, match="amplitude must be finite, got inf"):
        EXACT_SERIES[name](3, np.inf)
    with pytest.raises(ValueError, match="bias must be finite, got nan"):
        EXACT_SERIES[name](3, 1, np.nan)


def test_names_are_public_and_those_of_activations():
    for name, function in EXACT_SERIES.items():
        assert name in ACTIVATIONS
        assert function is getattr(fdnn_core, f"{name}_series")


def test_relu_of_a_cosine_in_closed_form():
    m = np.arange(1, 500)
    a = relu_series(998)
    np.testing.assert_allclose(a[2::2], 2 * (-1.0) ** (m + 1) / (np.pi * (4 * m**2 - 1)), atol=1e-16)
    np.testing.assert_allclose(a[:2], [1 / np.pi, 1 / 2], rtol=1e-15)
    printed = [0.318310, 0.5, 0.212207, -0.042441, 0.018189, -0.010105]
    np.testing.assert_allclose(a[[0, 1, 2, 4, 6, 8]], printed, atol=5e-7)


def test_absolute_value_and_sign_of_a_cosine_in_closed_form():
    m = np.arange(1, 500)
    np.testing.assert_allclose(
        abs_series(998)[2::2], 4 * (-1.0) ** (m + 1) / (np.pi * (4 * m**2 - 1)), atol=2e-16
    )
    np.testing.assert_allclose(abs_series(1), [2 / np.pi, 0], atol=1e-15)
    np.testing.assert_allclose(
        sign_series(997)[1::2], 4 * (-1.0) ** (m + 1) / (np.pi * (2 * m - 1)), atol=1e-15
    )


@given(st.floats(-0.999, 0.999))
def test_biased_relu_agrees_with_the_formula_of_class_c_amplifiers(bias):
    angle = np.arccos(-bias)  # half of the part of the period that conducts
    n = np.arange(2, 60)
    a = relu_series(59, 1.0, bias)
    assert a[0] == pytest.approx((np.sin(angle) - angle * np.cos(angle)) / np.pi, abs=1e-15)
    assert a[1] == pytest.approx((angle - np.sin(angle) * np.cos(angle)) / np.pi, abs=1e-15)
    higher = np.sin(n * angle) * np.cos(angle) - n * np.cos(n * angle) * np.sin(angle)
    np.testing.assert_allclose(a[2:], 2 / np.pi * higher / (n * (n**2 - 1)), atol=1e-15)


@pytest.mark.parametrize("bias", [1.0, 1.5, 1e9])
def test_a_tone_that_does_not_change_sign_gets_no_harmonics(bias):
    np.testing.assert_array_equal(relu_series(4, 1, bias), [bias, 1, 0, 0, 0])
    np.testing.assert_array_equal(relu_series(4, 1, -bias), 0)
    np.testing.assert_array_equal(sign_series(4, 1, -bias), [-1, 0, 0, 0, 0])
    np.testing.assert_array_equal(leaky_relu_series(4, 1, -bias, 0.5), [-bias / 2, 0.5, 0, 0, 0])
    np.testing.assert_array_equal(hardtanh_series(4, 1, 0, -bias, bias), [0, 1, 0, 0, 0])


def test_mean_of_relu_for_a_tone_that_is_barely_positive():
    opening = np.geomspace(1e-12, 1e-3, 10)
    means = [relu_series(0, 1, gap - 1)[0] for gap in opening]
    np.testing.assert_allclose(means, (2 * opening) ** 1.5 / (3 * np.pi), rtol=1e-3, atol=1e-16)


@given(st.floats(1e-3, 1e3), st.floats(-3, 3), st.floats(-3, 3))
def test_positive_homogeneity(scale, amplitude, bias):
    expected = scale * relu_series(9, amplitude, bias)
    np.testing.assert_allclose(relu_series(9, scale * amplitude, scale * bias), expected, atol=1e-12 * scale)


def test_energy_of_relu_by_harmonic():
    """The total is the mean of ReLU², 1/4."""
    a = relu_series(4000)
    shares = np.append(a[0] ** 2, a[1:] ** 2 / 2) / relu_squared_series(0)[0]
    assert shares[0] == pytest.approx(4 / np.pi**2)
    assert shares[1] == pytest.approx(1 / 2)
    assert shares[2] == pytest.approx(0.0901, abs=5e-5)
    assert shares[3:].sum() == pytest.approx(0.00465, abs=5e-6)
    assert shares.sum() == pytest.approx(1, abs=1e-10)


def test_distortion_of_relu():
    a = np.abs(relu_series(4000))
    distortion = total_harmonic_distortion(a, 1)
    assert distortion == pytest.approx(np.sqrt(1 / 8 - 1 / np.pi**2) / np.sqrt(1 / 8), abs=1e-6)
    assert distortion == pytest.approx(0.435, abs=5e-4)
    assert 20 * np.log10(distortion) == pytest.approx(-7.2, abs=0.05)
    assert 20 * np.log10(a[2] / a[1]) == pytest.approx(-7.44, abs=0.005)


def test_gibbs_overshoot_of_the_square_wave():
    highest = 4001
    k = np.arange(highest + 1)
    crest = sign_series(highest) @ np.cos(k * (np.pi / 2 - np.pi / (highest + 1)))
    overshoot = 2 / np.pi * scipy.special.sici(np.pi)[0] - 1
    assert crest - 1 == pytest.approx(overshoot, abs=1e-6)
    assert overshoot == pytest.approx(0.178980, abs=5e-7)
    assert overshoot / 2 == pytest.approx(0.08949, abs=5e-6)


@pytest.mark.parametrize(
    ("series", "thousandth", "millionth"),
    [
        (relu_series(399), 19, 201),
        (relu_series(399, 4), 19, 201),
        (leaky_relu_series(399, negative_slope=0.1), 18, 201),
        (relu_squared_series(399), 9, 74),
        (sign_series(399), 200, 200),
    ],
    ids=["relu", "relu_at_4", "leaky_relu", "relu_squared", "sign"],
)
def test_number_of_harmonics_above_a_fraction_of_the_largest(series, thousandth, millionth):
    largest = np.abs(series).max()
    assert [(np.abs(series) > part * largest).sum() for part in (1e-3, 1e-6)] == [thousandth, millionth]


def test_hardtanh_with_an_empty_interval_raises():
    with pytest.raises(ValueError, match="min_val must not exceed max_val, got 1 and 0"):
        hardtanh_series(3, min_val=1, max_val=0)
