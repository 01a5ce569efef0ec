import numpy as np
import pytest
import scipy.special
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import (
    abs_series,
    hardtanh_series,
    leaky_relu_series,
    relu_series,
    relu_squared_series,
    sign_series,
    total_harmonic_distortion,
)


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
def test_biased_relu_is_the_formula_of_class_c_amplifiers(bias):
    angle = np.arccos(-bias)  # half of the part of the period that conducts
    n = np.arange(2, 60)
    a = relu_series(59, 1.0, bias)
    assert a[0] == pytest.approx((np.sin(angle) - angle * np.cos(angle)) / np.pi, abs=1e-15)
    assert a[1] == pytest.approx((angle - np.sin(angle) * np.cos(angle)) / np.pi, abs=1e-15)
    higher = np.sin(n * angle) * np.cos(angle) - n * np.cos(n * angle) * np.sin(angle)
    np.testing.assert_allclose(a[2:], 2 / np.pi * higher / (n * (n**2 - 1)), atol=1e-15)


@pytest.mark.parametrize("bias", [1.0, 1.5, 1e9])
def test_a_gate_that_never_moves_makes_no_harmonics(bias):
    np.testing.assert_array_equal(relu_series(4, 1, bias), [bias, 1, 0, 0, 0])
    np.testing.assert_array_equal(relu_series(4, 1, -bias), 0)
    np.testing.assert_array_equal(sign_series(4, 1, -bias), [-1, 0, 0, 0, 0])
    np.testing.assert_array_equal(leaky_relu_series(4, 1, -bias, 0.5), [-bias / 2, 0.5, 0, 0, 0])
    np.testing.assert_array_equal(hardtanh_series(4, 1, 0, -bias, bias), [0, 1, 0, 0, 0])


def test_a_gate_that_is_about_to_close_closes_smoothly():
    opening = np.geomspace(1e-12, 1e-3, 10)
    means = [relu_series(0, 1, gap - 1)[0] for gap in opening]
    np.testing.assert_allclose(means, (2 * opening) ** 1.5 / (3 * np.pi), rtol=1e-3, atol=1e-16)


@given(st.floats(1e-3, 1e3), st.floats(-3, 3), st.floats(-3, 3))
def test_positive_homogeneity(scale, amplitude, bias):
    expected = scale * relu_series(9, amplitude, bias)
    np.testing.assert_allclose(relu_series(9, scale * amplitude, scale * bias), expected, atol=1e-12 * scale)


def test_energy_of_relu():
    """All of it is the mean of ReLU², 1/4."""
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
def test_how_many_harmonics_exceed_a_share_of_the_largest(series, thousandth, millionth):
    largest = np.abs(series).max()
    assert [(np.abs(series) > part * largest).sum() for part in (1e-3, 1e-6)] == [thousandth, millionth]


def test_hardtanh_refuses_an_empty_interval():
    with pytest.raises(ValueError, match="min_val must not exceed max_val, got 1 and 0"):
        hardtanh_series(3, min_val=1, max_val=0)
