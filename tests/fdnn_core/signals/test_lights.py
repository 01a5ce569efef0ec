import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from fdnn_core import (
    LIGHTS,
    noise_light,
    sky_light,
    spherical_coefficients,
    spherical_energy,
    spherical_sum,
    sun_light,
    window_light,
)

AXIS = np.array([0.48, 0.6, 0.64])


def disc(points, axis, radius):
    return np.where(points @ axis > np.cos(np.radians(radius)), 1.0, 0.0)


def test_window_is_a_disc():
    found = spherical_coefficients(lambda points: disc(points, AXIS, 23), 10, degree=1000)
    assert_allclose(window_light(10, AXIS), found, atol=2e-3)


def test_sun_is_a_disc_that_gives_a_surface_facing_it_1():
    solid_angle = 2 * np.pi * (1 - np.cos(np.radians(5)))
    assert_allclose(sun_light(10, AXIS), window_light(10, AXIS, 5) / solid_angle, atol=1e-12)
    assert sun_light(0, AXIS)[0] * np.sqrt(4 * np.pi) == pytest.approx(1)


def test_sky_falls_from_zenith_to_horizon():
    def radiance(points):
        return 0.25 + 0.75 * np.maximum(points[..., 2], 0)

    expected = spherical_coefficients(radiance, 10, degree=1000) + 2.5 * sun_light(10, AXIS)
    assert_allclose(sky_light(10, AXIS), expected, atol=1e-5)


@pytest.mark.parametrize("name", LIGHTS)
@given(seed=st.integers(0, 99))
def test_lights_move_with_their_direction(name, seed):
    def turned(vector):
        x, y, z = vector
        return np.array([-y, x, z])

    axis = np.random.default_rng(seed).normal(size=3)
    axis /= np.linalg.norm(axis)
    point = np.array([0.6, 0.0, 0.8])
    one = spherical_sum(LIGHTS[name](12, axis), point)
    other = spherical_sum(LIGHTS[name](12, turned(axis)), turned(point))
    assert one == pytest.approx(other, abs=1e-10)


def test_white_noise_has_equal_energy_per_coefficient():
    energies = np.mean([spherical_energy(noise_light(12, seed)) for seed in range(20)], axis=0)
    per_coefficient = energies[1:] / (2 * np.arange(1, 13) + 1)
    # The variance times the mean solid angle of a point, which is proportional to the sine of the colatitude
    # and therefore counts π² / 8 times as much, because it is the weight of the mean itself.
    expected = 4 * np.pi / 12 / (128 * 256) * np.pi**2 / 8
    assert_allclose(per_coefficient.mean(), expected, rtol=0.1)
    assert energies[0] == pytest.approx(np.pi, rel=0.01)  # of the mean radiance, 1/2


def test_noise_depends_on_the_seed_alone():
    assert noise_light(3, 1).tolist() == noise_light(4, 1)[:16].tolist() != noise_light(3, 2).tolist()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: sun_light(2, [1.0, 1.0, 1.0]), "axis must be unit vectors, got a length of 1.73205"),
        (lambda: sun_light(2, AXIS, 0), r"radius must be in \(0, 180\], got 0"),
        (lambda: sky_light(2, AXIS, -1), "sun must be at least 0, got -1"),
        (lambda: window_light(-1, AXIS), "highest must be at least 0, got -1"),
        (lambda: noise_light(128), r"highest must be in \[0, 127\], got 128"),
    ],
)
def test_rejects_invalid_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
