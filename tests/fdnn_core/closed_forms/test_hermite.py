import math

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.polynomial import hermite_e

from fdnn_core import (
    abs,
    arc_cosine_kernel,
    gaussian_mean,
    hardtanh,
    hermite_coefficients,
    hermite_functions,
    output_power,
    relu,
    sign,
    sin,
    square,
    tanh,
)


def double_factorial(n):
    return math.prod(range(n, 0, -2))


@pytest.mark.parametrize("n", range(13))
def test_moments_are_double_factorials(n):
    expected = 0 if n % 2 else double_factorial(n - 1)
    assert gaussian_mean(lambda x: x**n) == pytest.approx(expected, abs=1e-12, rel=1e-12)


def test_hermite_functions_are_orthonormal():
    products = gaussian_mean(lambda x: np.einsum("np,mp->nmp", *[hermite_functions(x, 8)] * 2))
    np.testing.assert_allclose(products, np.eye(9), atol=1e-12)


@pytest.mark.parametrize("n", range(9))
def test_hermite_functions_are_normalised_numpy_polynomials(n):
    x = np.linspace(-3, 3, 13)
    expected = hermite_e.hermeval(x, np.eye(9)[n]) / math.sqrt(math.factorial(n))
    np.testing.assert_allclose(hermite_functions(x, 8)[n], expected, rtol=1e-12, atol=1e-12)


def test_coefficients_of_relu_in_closed_form():
    found = hermite_coefficients(relu, 12)
    expected = [1 / math.sqrt(2 * math.pi), 0.5] + [0.0] * 11
    for n in range(2, 13, 2):
        odd = double_factorial(n - 3)  # (-1)!! = 1
        expected[n] = (-1) ** (n // 2 + 1) * odd / math.sqrt(2 * math.pi * math.factorial(n))
    np.testing.assert_allclose(found, expected, atol=1e-14)


def test_energy_of_relu_by_order():
    shares = hermite_coefficients(relu, 4) ** 2 / gaussian_mean(lambda x: relu(x) ** 2)
    assert shares == pytest.approx([1 / np.pi, 0.5, 1 / (2 * np.pi), 0, 1 / (24 * np.pi)], abs=1e-13)
    assert 1 - shares.sum() == pytest.approx(0.0093, abs=5e-5)


def test_coefficients_of_other_activations_in_closed_form():
    np.testing.assert_allclose(hermite_coefficients(square, 3), [1, 0, math.sqrt(2), 0], atol=1e-13)
    np.testing.assert_allclose(hermite_coefficients(abs, 2)[0], math.sqrt(2 / math.pi))
    np.testing.assert_allclose(hermite_coefficients(sign, 1)[1], math.sqrt(2 / math.pi))
    decay = [math.exp(-0.5) * (-1) ** (n // 2) / math.sqrt(math.factorial(n)) for n in (1, 3, 5)]
    np.testing.assert_allclose(hermite_coefficients(sin, 5)[1::2], decay, atol=1e-14)


@pytest.mark.parametrize("function", [tanh, sin, sign, hardtanh])
def test_odd_functions_have_no_even_orders(function):
    assert np.abs(hermite_coefficients(function, 8)[::2]).max() < 1e-14


@pytest.mark.parametrize("kinks", [(), (0.3,), 0.3])
@pytest.mark.parametrize("threshold", [0.3, -2.75])
def test_kinks_and_jumps_between_integers(kinks, threshold):
    tail = scipy.stats.norm.sf(threshold)
    density = scipy.stats.norm.pdf(threshold)
    mean = gaussian_mean(lambda x: relu(x - threshold), kinks)
    assert mean == pytest.approx(density - threshold * tail, abs=1e-13)
    coefficients = hermite_coefficients(lambda x: sign(x - threshold), 1, kinks)
    np.testing.assert_allclose(coefficients, [2 * tail - 1, 2 * density], atol=1e-13)


def test_listed_kinks_need_fewer_points():
    def points(kinks):
        counts = []
        gaussian_mean(lambda x: counts.append(x.size) or relu(x - 0.3), kinks)
        return sum(counts)

    assert points([0.3]) < points([])


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (lambda x: np.exp(x**2 / 2), "mean of function must converge, got an error estimate of"),
        (lambda x: 1 / (x - 0.3), "mean of function must converge, got an error estimate of"),
        (lambda x: np.sin(1e5 * x), "mean of function must converge, got an error estimate of"),
        (lambda x: np.full(x.shape, np.nan), "values of function must be finite, got nan"),
        (lambda x: x[:3], r"function must return shape \(\.\.\., \d+\), got \(3,\)"),
    ],
)
def test_functions_without_a_mean_raise(function, message):
    with pytest.raises(ValueError, match=message):
        gaussian_mean(function)


def test_a_function_in_place_does_not_change_the_coefficients():
    def relu_in_place(x):
        return np.maximum(x, 0, out=x)

    np.testing.assert_array_equal(hermite_coefficients(relu_in_place, 8), hermite_coefficients(relu, 8))


def test_a_constant_function_may_return_one_value():
    assert gaussian_mean(lambda x: 3.0) == pytest.approx(3)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: hermite_functions([1.0], -1), "highest must be at least 0, got -1"),
        (lambda: hermite_coefficients(relu, -1), "highest must be at least 0, got -1"),
    ],
)
def test_invalid_orders_raise(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@given(st.floats(-0.95, 0.95))
def test_arc_cosine_kernel_is_the_sum_over_orders(r):
    c = hermite_coefficients(relu, 40)
    assert arc_cosine_kernel(r) == pytest.approx(np.sum(c**2 * r ** np.arange(41)), abs=1e-4)


def test_arc_cosine_kernel_agrees_with_sampled_noise():
    rng = np.random.default_rng(0)
    x, other = rng.standard_normal((2, 400_000))
    for r in (-0.7, 0.3, 0.9):
        y = r * x + math.sqrt(1 - r**2) * other
        assert np.mean(relu(x) * relu(y)) == pytest.approx(arc_cosine_kernel(r), abs=0.004)


spectra = hnp.arrays(
    np.float64, hnp.array_shapes(max_dims=2, min_side=2, max_side=6), elements=st.floats(0.1, 1)
)


@given(spectra)
def test_orders_add_up_and_order_1_is_the_input_spectrum(power):
    power = power + np.flip(np.roll(power, -1, range(power.ndim)))  # symmetric, as for a real field
    power /= power.mean()
    c = np.array([0.3, 0.5, -0.2, 0.1])
    terms = [output_power(power, row) for row in np.diag(c)]
    np.testing.assert_allclose([term.mean() for term in terms], c**2, atol=1e-12)
    np.testing.assert_allclose(sum(terms), output_power(power, c), atol=1e-12)
    np.testing.assert_allclose(terms[1], 0.25 * power, atol=1e-12)
    assert np.count_nonzero(np.abs(terms[0]) > 1e-12) == 1  # order 0 is the mean


def test_order_2_is_the_spectrum_convolved_with_itself():
    rng = np.random.default_rng(1)
    half = rng.random(9)
    power = np.concatenate([half, half[-2:0:-1]])
    power /= power.mean()
    convolved = [np.sum(power * power[(k - np.arange(16)) % 16]) for k in range(16)]
    np.testing.assert_allclose(output_power(power, [0, 0, 1]), np.array(convolved) / 16)


def test_spectrum_of_relu_agrees_with_the_arc_cosine_kernel():
    power = np.exp(-(np.fft.fftfreq(64, 1 / 64) ** 2) / 50)
    power /= power.mean()
    whole = np.fft.fft(arc_cosine_kernel(np.fft.ifft(power).real.clip(-1, 1))).real
    found = output_power(power, hermite_coefficients(relu, 40))
    np.testing.assert_allclose(found, whole, atol=0.01)
    assert np.abs(found - whole).sum() < 0.01 * whole.sum()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: output_power([1.0, 3.0], [1.0]), "power must have a mean of 1, got 2"),
        (lambda: output_power([1.0], [[1.0]]), r"coefficients must have shape \(K,\), got \(1, 1\)"),
        (lambda: arc_cosine_kernel([0.5, -1.5]), r"correlation must be in \[-1, 1\], got -1\.5"),
    ],
)
def test_invalid_arguments_raise(call, message):
    with pytest.raises(ValueError, match=message):
        call()
