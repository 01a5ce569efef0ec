import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy.spatial.transform import Rotation
from scipy.special import eval_legendre, gamma, sph_harm_y

from fdnn_core import (
    SphereSampler,
    sphere_quadrature,
    spherical_coefficients,
    spherical_convolve,
    spherical_energy,
    spherical_harmonics,
    spherical_sum,
    zonal_coefficients,
)

HIGHEST = 30
ORDERS = np.repeat(np.arange(HIGHEST + 1), 2 * np.arange(HIGHEST + 1) + 1)


def random_directions(count, seed=0):
    vectors = np.random.default_rng(seed).normal(size=(count, 3))
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def random_coefficients(highest=HIGHEST, seed=0):
    return np.random.default_rng(seed).normal(size=(highest + 1) ** 2)


SPECIAL = np.array(
    [[0, 0, 1.0], [0, 0, -1], [1, 0, 0], [0, 1, 0], [1e-9, 0, 1], [0, -1e-5, -1], [0.1, 0, 0.99**0.5]]
)
DIRECTIONS = np.concatenate([random_directions(100), SPECIAL])


def test_agrees_with_scipy():
    x, y, z = DIRECTIONS.T
    polar, azimuth = np.arctan2(np.hypot(x, y), z), np.arctan2(y, x)
    columns = []
    for order in range(HIGHEST + 1):
        for m in range(-order, order + 1):
            # scipy's are complex and have the Condon-Shortley sign
            values = (-1) ** m * sph_harm_y(order, abs(m), polar, azimuth)
            columns.append(values.real if m == 0 else np.sqrt(2) * (values.real if m > 0 else values.imag))
    assert_allclose(spherical_harmonics(DIRECTIONS, HIGHEST), np.stack(columns, axis=-1), atol=1e-12)


def test_first_harmonics_are_those_of_ramamoorthi_and_hanrahan():
    x, y, z = DIRECTIONS.T
    expected = [
        0.282095 * np.ones_like(x),
        *(0.488603 * y, 0.488603 * z, 0.488603 * x),
        *(1.092548 * x * y, 1.092548 * y * z, 0.315392 * (3 * z**2 - 1)),
        *(1.092548 * x * z, 0.546274 * (x**2 - y**2)),
    ]
    assert_allclose(spherical_harmonics(DIRECTIONS, 2).T, expected, atol=2e-6)


def test_harmonics_are_orthonormal():
    directions, weights = sphere_quadrature(2 * 12)
    values = spherical_harmonics(directions, 12)
    products = np.einsum("tpi,tpj->ij", weights[..., None] * values, values, optimize=True)
    assert_allclose(products, np.eye(len(products)), atol=1e-12)


def test_addition_theorem():
    values = spherical_harmonics(DIRECTIONS, HIGHEST)
    products = np.add.reduceat(values[0] * values, np.arange(HIGHEST + 1) ** 2, axis=-1)
    order = np.arange(HIGHEST + 1)
    expected = (2 * order + 1) / (4 * np.pi) * eval_legendre(order, (DIRECTIONS @ DIRECTIONS[0])[:, None])
    assert_allclose(products, expected, atol=1e-12)


def test_high_orders_keep_the_addition_theorem():
    values = spherical_harmonics(DIRECTIONS, 100)
    energies = np.add.reduceat(values**2, np.arange(101) ** 2, axis=-1)
    assert_allclose(
        energies, np.broadcast_to((2 * np.arange(101) + 1) / (4 * np.pi), energies.shape), rtol=1e-11
    )


@pytest.mark.parametrize("degree", [0, 1, 4, 9])
def test_quadrature_is_exact_up_to_its_degree(degree):
    directions, weights = sphere_quadrature(degree)
    x, y, z = np.moveaxis(directions, -1, 0)
    for i in range(degree + 1):
        for j in range(degree + 1 - i):
            for k in range(degree + 1 - i - j):
                powers = np.array([i, j, k])
                expected = 0.0
                if not (powers % 2).any():  # Folland (2001): a ratio of gamma functions
                    expected = 2 * gamma((powers + 1) / 2).prod() / gamma((powers.sum() + 3) / 2)
                assert np.sum(weights * x**i * y**j * z**k) == pytest.approx(expected, abs=1e-13)


@pytest.mark.parametrize("degree", [None, 61, 90])
def test_projection_inverts_the_sum(degree):
    coefficients = np.stack([random_coefficients(seed=seed) for seed in range(2)])
    found = spherical_coefficients(lambda points: spherical_sum(coefficients, points), HIGHEST, degree)
    assert_allclose(found, coefficients, atol=1e-11)


def test_projection_of_a_kink_converges_to_its_closed_form():
    found = spherical_coefficients(lambda points: np.maximum(points[..., 2], 0), 4, degree=801)
    expected = np.zeros(25)
    expected[[0, 2, 6, 20]] = np.array([1, 2 / 3, 1 / 4, -1 / 24]) * np.pi
    expected *= spherical_harmonics([0, 0, 1.0], 4)
    assert_allclose(found, expected, atol=2e-5)


def test_sum_is_the_product_with_the_harmonics():
    coefficients = np.stack([random_coefficients(seed=seed) for seed in range(3)])
    expected = coefficients @ spherical_harmonics(DIRECTIONS, HIGHEST).T
    assert_allclose(spherical_sum(coefficients, DIRECTIONS), expected, atol=1e-11)
    assert_allclose(spherical_sum(coefficients[0], DIRECTIONS[3]), expected[0, 3], atol=1e-11)
    grid = DIRECTIONS[:100].reshape(4, 25, 3)
    assert_allclose(spherical_sum(coefficients, grid), expected[:, :100].reshape(3, 4, 25), atol=1e-11)


def test_a_sampler_serves_functions_of_different_orders():
    sampler = SphereSampler(DIRECTIONS)
    for highest in (0, 1, 8, 2):
        coefficients = random_coefficients(highest)
        assert_array_equal(sampler(coefficients), spherical_sum(coefficients, DIRECTIONS))


@given(st.integers(1, HIGHEST), st.integers(0, 9))
def test_first_orders_give_the_best_approximation(orders, seed):
    """What is left out is orthogonal to each harmonic that is kept."""
    coefficients = random_coefficients(seed=seed)
    directions, weights = sphere_quadrature(2 * HIGHEST)
    rest = spherical_sum(coefficients, directions) - spherical_sum(coefficients[: orders**2], directions)
    kept = spherical_harmonics(directions, orders - 1)
    assert_allclose(np.einsum("tp,tpi->i", weights * rest, kept), 0, atol=1e-10)


@given(st.integers(0, 99))
def test_rotation_keeps_the_energy_of_each_order(seed):
    coefficients = random_coefficients(8, seed)
    turn = Rotation.random(rng=seed).as_matrix()
    turned = spherical_coefficients(lambda points: spherical_sum(coefficients, points @ turn), 8)
    assert_allclose(spherical_energy(turned), spherical_energy(coefficients), rtol=1e-10)


def test_energies_sum_to_the_integral_of_the_square():
    coefficients = random_coefficients()
    directions, weights = sphere_quadrature(2 * HIGHEST)
    integral = np.sum(weights * spherical_sum(coefficients, directions) ** 2)
    assert spherical_energy(coefficients).sum() == pytest.approx(integral, rel=1e-12)
    assert spherical_energy(coefficients).shape == (HIGHEST + 1,)


@given(st.integers(0, 99))
def test_zonal_function_follows_its_axis(seed):
    kernel = np.random.default_rng(seed).normal(size=HIGHEST + 1)
    axis, *others = random_directions(20, seed)
    upright = zonal_coefficients(kernel, [0, 0, 1.0])
    heights = np.array(others) @ axis
    along_z = np.stack([np.sqrt(1 - heights**2), 0 * heights, heights], axis=-1)
    assert_allclose(
        spherical_sum(zonal_coefficients(kernel, axis), others), spherical_sum(upright, along_z), atol=1e-10
    )


def test_zonal_coefficients_are_those_of_the_legendre_series():
    kernel = np.random.default_rng(0).normal(size=8)
    axis = random_directions(1)[0]
    series = (2 * np.arange(8) + 1) / (4 * np.pi) * kernel

    def zonal(points):
        return np.polynomial.legendre.legval(points @ axis, series)

    assert_allclose(zonal_coefficients(kernel, axis), spherical_coefficients(zonal, 7), atol=1e-12)


def test_convolution_is_the_integral_with_the_turned_kernel():
    kernel, coefficients = np.random.default_rng(0).normal(size=7), random_coefficients(6)
    directions, weights = sphere_quadrature(12)
    function = spherical_sum(coefficients, directions)
    integrals = [
        np.sum(weights * function * spherical_sum(zonal_coefficients(kernel, axis), directions))
        for axis in DIRECTIONS[:10]
    ]
    assert_allclose(
        spherical_sum(spherical_convolve(coefficients, kernel), DIRECTIONS[:10]), integrals, atol=1e-12
    )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: spherical_harmonics([0, 0, 2.0], 1), "directions must be unit vectors, got a length of 2"),
        (lambda: spherical_harmonics([0.0, 1.0], 1), r"directions must have shape \(..., 3\), got \(2,\)"),
        (lambda: spherical_harmonics(1.0, 1), r"directions must have shape \(..., 3\), got \(\)"),
        (lambda: spherical_harmonics([0, 0, 1.0], -1), "highest must be at least 0, got -1"),
        (lambda: sphere_quadrature(-1), "degree must be at least 0, got -1"),
        (
            lambda: spherical_coefficients(lambda points: points, 1),
            r"function must return shape \(..., 2, 3\), got \(2, 3, 3\)",
        ),
        (lambda: spherical_coefficients(lambda points: points, 4, 7), "degree must be at least 8, got 7"),
        (
            lambda: spherical_sum([1.0, 2.0], [0, 0, 1.0]),
            r"coefficients must have shape \(..., \(L \+ 1\)²\), got \(2,\)",
        ),
        (lambda: spherical_energy(1.0), r"coefficients must have shape \(..., \(L \+ 1\)²\), got \(\)"),
        (lambda: spherical_convolve(np.ones(4), np.ones(3)), r"kernel must have shape \(2,\), got \(3,\)"),
        (
            lambda: zonal_coefficients(np.ones((1, 1)), [0, 0, 1.0]),
            r"kernel must have shape \(L \+ 1,\), got",
        ),
        (lambda: zonal_coefficients([1.0], np.eye(3)), r"axis must have shape \(3,\), got \(3, 3\)"),
    ],
)
def test_rejects_invalid_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
