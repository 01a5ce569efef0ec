import math

import numpy as np
import pytest
from numpy.polynomial import hermite_e

from fdnn_core import (
    abs,
    gaussian_mean,
    hardtanh,
    hermite_coefficients,
    hermite_functions,
    relu,
    sign,
    sin,
    square,
    tanh,
)


def double_factorial(n):
    return math.prod(range(n, 0, -2))


@pytest.mark.parametrize("n", range(13))
def test_moments_are_the_double_factorials(n):
    expected = 0 if n % 2 else double_factorial(n - 1)
    assert gaussian_mean(lambda x: x**n) == pytest.approx(expected, abs=1e-12, rel=1e-12)


def test_the_polynomials_are_orthonormal():
    products = gaussian_mean(lambda x: np.einsum("np,mp->nmp", *[hermite_functions(x, 8)] * 2))
    np.testing.assert_allclose(products, np.eye(9), atol=1e-12)


@pytest.mark.parametrize("n", range(9))
def test_the_polynomials_are_numpys_over_the_root_of_the_factorial(n):
    x = np.linspace(-3, 3, 13)
    expected = hermite_e.hermeval(x, np.eye(9)[n]) / math.sqrt(math.factorial(n))
    np.testing.assert_allclose(hermite_functions(x, 8)[n], expected, rtol=1e-12, atol=1e-12)


def test_relu_has_its_closed_form():
    found = hermite_coefficients(relu, 12)
    expected = [1 / math.sqrt(2 * math.pi), 0.5] + [0.0] * 11
    for n in range(2, 13, 2):
        odd = double_factorial(n - 3)  # (-1)!! = 1
        expected[n] = (-1) ** (n // 2 + 1) * odd / math.sqrt(2 * math.pi * math.factorial(n))
    np.testing.assert_allclose(found, expected, atol=1e-14)


def test_the_budget_of_relu():
    shares = hermite_coefficients(relu, 4) ** 2 / gaussian_mean(lambda x: relu(x) ** 2)
    assert shares == pytest.approx([1 / np.pi, 0.5, 1 / (2 * np.pi), 0, 1 / (24 * np.pi)], abs=1e-13)
    assert 1 - shares.sum() == pytest.approx(0.0093, abs=5e-5)


def test_other_activations_have_theirs():
    np.testing.assert_allclose(hermite_coefficients(square, 3), [1, 0, math.sqrt(2), 0], atol=1e-13)
    np.testing.assert_allclose(hermite_coefficients(abs, 2)[0], math.sqrt(2 / math.pi))
    np.testing.assert_allclose(hermite_coefficients(sign, 1)[1], math.sqrt(2 / math.pi))
    decay = [math.exp(-0.5) * (-1) ** (n // 2) / math.sqrt(math.factorial(n)) for n in (1, 3, 5)]
    np.testing.assert_allclose(hermite_coefficients(sin, 5)[1::2], decay, atol=1e-14)


@pytest.mark.parametrize("function", [tanh, sin, sign, hardtanh])
def test_odd_functions_hold_no_even_order(function):
    assert np.abs(hermite_coefficients(function, 8)[::2]).max() < 1e-14


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: hermite_functions([1.0], -1), "highest must be at least 0, got -1"),
        (lambda: hermite_coefficients(relu, -1), "highest must be at least 0, got -1"),
    ],
)
def test_refusals(call, message):
    with pytest.raises(ValueError, match=message):
        call()
