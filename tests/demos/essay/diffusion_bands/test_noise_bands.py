import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demos.essay.diffusion_bands.noise_bands import crossover_frequency, noise_like
from fdnn_core import photograph, power_law_field, radial_power

RADIUS = np.arange(1.0, 129.0)


@given(st.floats(0.5, 4), st.floats(1.01, 127.9))
def test_crossover_frequency_of_a_power_law_is_the_closed_form(fall, border):
    c = 7.0
    found = crossover_frequency(RADIUS, c * RADIUS**-fall, c * border**-fall)
    assert found == pytest.approx(border, rel=1e-9)


@pytest.mark.parametrize(("fall", "tolerance"), [(1.0, 0.02), (2.0, 0.005), (3.0, 0.01)])
def test_crossover_falls_with_slope_minus_2_over_the_exponent(fall, tolerance):
    radius, power = radial_power(power_law_field((256, 256), fall))
    sigma = np.geomspace(0.1, 100, 61)
    found = np.array([crossover_frequency(radius, power, s**2) for s in sigma])
    inside = (found >= 2) & (found < radius[-1])
    slope, _ = np.polyfit(np.log(sigma[inside]), np.log(found[inside]), 1)
    assert slope == pytest.approx(-2 / fall, abs=tolerance)


def test_crossover_is_0_or_infinite_outside_the_spectrum():
    assert crossover_frequency([1, 2], [4.0, 2.0], 4.0) == 0
    assert crossover_frequency([1, 2], [4.0, 2.0], 1.9) == math.inf
    assert crossover_frequency([1, 2], [4.0, 0.0], 1.0) == pytest.approx(1, abs=0.01)


@given(st.lists(st.floats(0.01, 100), min_size=2, max_size=20), st.floats(0.01, 100), st.floats(1, 2))
def test_crossover_never_rises_with_more_noise(power, noise, factor):
    radius = np.arange(1, len(power) + 1)
    assert crossover_frequency(radius, power, noise * factor) <= crossover_frequency(radius, power, noise)


@pytest.mark.parametrize("name", ["camera", "grass"])
def test_noise_like_has_the_radial_power_of_the_image(name):
    image = photograph(name)
    power = radial_power(image)[1]
    noise = np.mean([radial_power(noise_like(image, seed))[1] for seed in range(12)], axis=0)
    error = np.abs(noise / power - 1)[3:]  # the window blurs the lowest
    assert np.median(error) < 0.05
    assert error.max() < 0.6


@pytest.mark.parametrize("shape", [(8, 8), (9, 14), (2, 2)])
def test_noise_like_has_zero_mean_and_depends_on_the_seed(shape):
    image = np.random.default_rng(5).normal(size=shape)
    noise = noise_like(image, 1)
    assert noise.shape == shape
    assert abs(noise.mean()) < 1e-14
    np.testing.assert_array_equal(noise, noise_like(image, 1))
    assert not np.array_equal(noise, noise_like(image, 2))


def test_noise_like_a_constant_is_zero():
    assert not noise_like(np.ones((6, 6))).any()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: crossover_frequency([1, 2], [1.0], 1),
            r"both have shape \(R,\), got \(2,\) and \(1,\)",
        ),
        (lambda: crossover_frequency([0, 2], [1.0, 1.0], 1), "radius must be positive, got 0"),
        (lambda: crossover_frequency([2, 1], [1.0, 1.0], 1), "radius must increase"),
        (lambda: crossover_frequency([1, 2], [1.0, -1.0], 1), "power must be at least 0, got -1"),
        (lambda: crossover_frequency([1, 2], [1.0, 1.0], 0), "noise must be positive, got 0"),
        (lambda: noise_like(np.ones(4)), "image must be"),
        (lambda: noise_like(np.ones((4, 4)), seed=-1), "seed must be at least 0, got -1"),
    ],
)
def test_rejects_invalid_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
