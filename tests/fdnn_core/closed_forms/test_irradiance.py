import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.integrate import quad
from scipy.special import eval_legendre

from fdnn_core import (
    cap_coefficients,
    irradiance_errors,
    lobe_coefficients,
    lobe_energy,
    lobe_order,
    noise_light,
    sky_light,
    sphere_quadrature,
    spherical_convolve,
    spherical_sum,
    sun_light,
    window_light,
    zonal_coefficients,
)

ELEVATION_50 = [np.cos(np.radians(50)), 0.0, np.sin(np.radians(50))]


def test_clamped_cosine_has_the_coefficients_of_ramamoorthi_and_hanrahan():
    expected = [np.pi, 2 * np.pi / 3, np.pi / 4, 0, -np.pi / 24, 0, np.pi / 64]
    assert_allclose(lobe_coefficients(6), expected, rtol=1e-15)


@pytest.mark.parametrize("exponent", [0, 0.5, 1, 2, 7.3, 64, 256])
def test_lobe_coefficients_are_the_integrals_with_legendre_polynomials(exponent):
    nodes, weights = np.polynomial.legendre.leggauss(300)
    t = ((nodes + 1) / 2) ** 2  # the substitution t = u² makes half-integral powers polynomials
    weights = weights / 2 * 2 * np.sqrt(t)
    orders = np.arange(41)
    expected = 2 * np.pi * (weights * t**exponent) @ eval_legendre(orders, t[:, None])
    assert_allclose(lobe_coefficients(40, exponent), expected, atol=1e-12)


@given(st.floats(0, 180, exclude_min=True))
def test_cap_coefficients_are_the_integrals_with_legendre_polynomials(radius):
    nodes, weights = np.polynomial.legendre.leggauss(30)
    width = 2 * np.sin(np.radians(radius) / 2) ** 2  # 1 - cos
    t = 1 - width * (nodes + 1) / 2
    expected = np.pi * width * weights @ eval_legendre(np.arange(41), t[:, None])
    assert_allclose(cap_coefficients(40, radius), expected, atol=1e-13, rtol=1e-11)


def test_energy_of_a_matte_kernel_is_exact():
    assert lobe_energy(4).cumsum().tolist() == [0.375, 0.875, 0.9921875, 0.9921875, 0.998046875]


@given(st.floats(0.5, 100))
def test_energy_shares_sum_to_1(exponent):
    assert lobe_energy(4000, exponent).sum() == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(("exponent", "order"), [(1, 2), (4, 4), (16, 8), (64, 17), (256, 34)])
def test_order_that_holds_99_percent(exponent, order):
    """Recomputed from numerical integrals of the kernel times Legendre polynomials."""

    def share(degree):
        integral = quad(lambda t: t**exponent * eval_legendre(degree, t), 0, 1, epsabs=1e-12)[0]
        return (2 * degree + 1) * np.pi * integral**2 / (2 * np.pi / (2 * exponent + 1))

    shares = np.cumsum([share(degree) for degree in range(order + 1)])
    assert shares[-2] < 0.99 <= shares[-1]
    assert lobe_order(exponent) == order


def test_order_grows_as_the_root_of_the_exponent():
    ratios = [lobe_order(s) / np.sqrt(s) for s in (16, 64, 256, 1024, 4096)]
    assert_allclose(ratios, 2.1, rtol=0.06)


@pytest.mark.parametrize(
    ("light", "errors"),
    [
        (sun_light(60, [0, 0, 1.0]), [0.79, 0.35, 0.086, 0.041]),
        (sky_light(60, ELEVATION_50), [0.51, 0.17, 0.038, 0.018]),
        (window_light(60, [1.0, 0, 0]), [0.77, 0.32, 0.053, 0.013]),
    ],
    ids=["sun", "sky", "window"],
)
def test_errors_of_the_first_orders(light, errors):
    digits = [2, 2, 3, 3]
    found = irradiance_errors(light)[[0, 1, 2, 4]]
    assert [round(float(error), places) for error, places in zip(found, digits, strict=True)] == errors


def test_errors_of_white_noise_are_small():
    errors = np.array([irradiance_errors(noise_light(30, seed))[[0, 1, 2, 4]] for seed in range(10)])
    assert_allclose(np.sqrt(np.mean(errors**2, axis=0)), [0.004, 0.0018, 0.00045, 0.00023], rtol=0.3)


@pytest.mark.parametrize("exponent", [1, 16])
def test_errors_are_those_of_the_irradiance_at_all_normals(exponent):
    light = sky_light(20, ELEVATION_50)
    irradiance = spherical_convolve(light, lobe_coefficients(20, exponent))
    normals, weights = sphere_quadrature(40)
    exact = spherical_sum(irradiance, normals)
    for order in (0, 1, 2, 4, 20):
        approximate = spherical_sum(irradiance[: (order + 1) ** 2], normals)
        expected = np.sqrt(np.sum(weights * (exact - approximate) ** 2) / np.sum(weights * exact**2))
        assert irradiance_errors(light, exponent)[order] == pytest.approx(expected, abs=1e-12)


def test_irradiance_of_a_distant_point_is_the_clamped_cosine():
    sun = zonal_coefficients(np.ones(301), ELEVATION_50)
    normals = np.array([[0, 0, 1.0], [1.0, 0, 0], [0, 1.0, 0], [-1.0, 0, 0], ELEVATION_50])
    shading = spherical_sum(spherical_convolve(sun, lobe_coefficients(300)), normals)
    assert_allclose(shading, np.maximum(normals @ ELEVATION_50, 0), atol=2e-3)


def test_irradiance_under_an_even_sky_is_the_visible_share_of_it():
    sky = zonal_coefficients(cap_coefficients(40, 90), [0, 0, 1.0])
    normals, _ = sphere_quadrature(9)
    irradiance = spherical_sum(spherical_convolve(sky, lobe_coefficients(40)), normals)
    assert_allclose(irradiance, np.pi * (1 + normals[..., 2]) / 2, atol=1e-12)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: lobe_coefficients(-1), "highest must be at least 0, got -1"),
        (lambda: lobe_coefficients(2, -0.5), "exponent must be at least 0, got -0.5"),
        (lambda: lobe_order(1, 1.0), r"share must be in \[0, 0.999\], got 1"),
        (lambda: cap_coefficients(2, 0), r"radius must be in \(0, 180\], got 0"),
        (lambda: irradiance_errors(np.ones((2, 4))), r"light must have shape \(\(L \+ 1\)²,\), got \(2, 4\)"),
        (lambda: irradiance_errors([0.0]), "irradiance must not be 0, got a light that the kernel removes"),
    ],
)
def test_rejects_invalid_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
