import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from fdnn_core import abs, hardtanh, identity, leaky_relu, relu, relu_squared, sign, square

signals = arrays(np.float64, array_shapes(max_side=5), elements=st.floats(-1e6, 1e6))


@given(signals, st.floats(0, 1))
def test_all_are_sums_of_two_relus(x, slope):
    np.testing.assert_array_equal(identity(x), relu(x) - relu(-x))
    np.testing.assert_array_equal(abs(x), relu(x) + relu(-x))
    np.testing.assert_array_equal(square(x), relu_squared(x) + relu_squared(-x))
    np.testing.assert_array_equal(leaky_relu(x, slope), relu(x) - slope * relu(-x))
    np.testing.assert_array_equal(sign(x), np.sign(relu(x)) - np.sign(relu(-x)))
    np.testing.assert_allclose(hardtanh(x), -1 + relu(x + 1) - relu(x - 1), atol=1e-9)


def test_relu_is_one_convolution_with_the_spectrum_of_its_mask():
    x = np.random.default_rng(0).normal(size=32)
    X, mask = np.fft.fft(x), np.fft.fft(x > 0)
    shift = np.subtract.outer(np.arange(32), np.arange(32)) % 32
    np.testing.assert_allclose(np.fft.fft(relu(x)), mask[shift] @ X / 32, atol=1e-12)


def test_square_is_the_convolution_of_the_spectrum_with_itself():
    X = np.fft.fft(x := np.random.default_rng(1).normal(size=32))
    shift = np.subtract.outer(np.arange(32), np.arange(32)) % 32
    np.testing.assert_allclose(np.fft.fft(square(x)), X[shift] @ X / 32, atol=1e-11)


def test_identity_returns_a_copy():
    x = np.ones(3)
    assert not np.shares_memory(identity(x), x)


def test_hardtanh_refuses_an_empty_interval():
    with pytest.raises(ValueError, match="min_val must not exceed max_val, got 1 and 0"):
        hardtanh([0.0], 1, 0)


def test_relu_of_gaussian_noise_spends_its_energy_as_price_says():
    """Shares of the Hermite orders 0, 1, 2 and 4: the mean, the noise itself, its self-convolutions."""
    x = np.linspace(-12, 12, 240_001)
    weight = np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi) * (x[1] - x[0])
    hermite = {0: 1, 1: x, 2: x**2 - 1, 4: x**4 - 6 * x**2 + 3}
    orders = {0: 1, 1: 1, 2: 2, 4: 24}  # n!
    energy = (relu(x) ** 2 * weight).sum()
    shares = [(relu(x) * h * weight).sum() ** 2 / orders[n] / energy for n, h in hermite.items()]
    np.testing.assert_allclose(shares, [1 / np.pi, 1 / 2, 1 / (2 * np.pi), 1 / (24 * np.pi)], rtol=1e-7)


def test_relu_of_two_correlated_gaussians_is_the_arc_cosine_kernel():
    """Cho and Saul 2009, at correlation r."""
    r = 0.3
    u = np.linspace(-9, 9, 1801)
    density = np.exp(-(u**2) / 2) / np.sqrt(2 * np.pi) * (u[1] - u[0])
    other = r * u[:, None] + np.sqrt(1 - r**2) * u
    mean = density @ (relu(u)[:, None] * relu(other)) @ density
    kernel = (np.sqrt(1 - r**2) + r * (np.pi - np.arccos(r))) / (2 * np.pi)
    assert mean == pytest.approx(kernel, abs=1e-5)
    assert kernel == pytest.approx(0.24137, abs=5e-6)
