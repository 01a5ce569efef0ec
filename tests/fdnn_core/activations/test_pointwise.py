import numpy as np
import pytest
import scipy.special
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

import fdnn_core
from fdnn_core import (
    ACTIVATIONS,
    abs,
    elu,
    gelu,
    hardtanh,
    identity,
    leaky_relu,
    relu,
    relu_squared,
    sigmoid,
    sign,
    silu,
    sin,
    softplus,
    square,
    tanh,
)

x = np.linspace(-12, 12, 10_001)

# Computed with PyTorch 2.13.0, float64.
POINTS = [-20.0, -3.0, -0.5, 0.0, 0.1, 1.0, 2.5, 30.0]
VALUES = {
    "leaky_relu": [-0.2, -0.03, -0.005, 0.0, 0.1, 1.0, 2.5, 30.0],
    "elu": [-0.9999999979388464, -0.950212931632136, -0.3934693402873666, 0.0, 0.1, 1.0, 2.5, 30.0],
    "gelu": [
        *(-0.0, -0.00404969409489031, -0.15426876936299344, 0.0),
        *(0.053982783727702904, 0.841344746068543, 2.4844758366855597, 30.0),
    ],
    "silu": [
        *(-4.122307236380407e-08, -0.14227761953270035, -0.1887703343990727, 0.0),
        *(0.052497918747894, 0.7310585786300049, 2.3103545499468914, 29.999999999997197),
    ],
    "softplus": [
        *(2.061153620314381e-09, 0.04858735157374206, 0.4740769841801067, 0.6931471805599453),
        *(0.744396660073571, 1.3132616875182228, 2.5788897342925496, 30.0),
    ],
    "tanh": [
        *(-1.0, -0.9950547536867305, -0.46211715726000974, 0.0),
        *(0.09966799462495582, 0.7615941559557649, 0.9866142981514303, 1.0),
    ],
    "sigmoid": [
        *(2.0611536181902037e-09, 0.04742587317756678, 0.3775406687981454, 0.5),
        *(0.52497918747894, 0.7310585786300049, 0.9241418199787566, 0.9999999999999065),
    ],
    "hardtanh": [-1.0, -1.0, -0.5, 0.0, 0.1, 1.0, 1.0, 1.0],
}
EXTREMES = [np.nan, np.inf, -np.inf, 1e4, -1e4]
VALUES_AT_EXTREMES = {
    "identity": EXTREMES,
    "relu": [np.nan, np.inf, 0, 1e4, 0],
    "leaky_relu": [np.nan, np.inf, -np.inf, 1e4, -100],
    "elu": [np.nan, np.inf, -1, 1e4, -1],
    "gelu": [np.nan, np.inf, 0, 1e4, 0],  # PyTorch returns NaN for -inf
    "silu": [np.nan, np.inf, 0, 1e4, 0],  # likewise
    "softplus": [np.nan, np.inf, 0, 1e4, 0],
    "tanh": [np.nan, 1, -1, 1, -1],
    "sigmoid": [np.nan, 1, 0, 1, 0],
    "hardtanh": [np.nan, 1, -1, 1, -1],
    "abs": [np.nan, np.inf, np.inf, 1e4, 1e4],
    "square": [np.nan, np.inf, np.inf, 1e8, 1e8],
    "relu_squared": [np.nan, np.inf, 0, 1e8, 0],
    "sin": [np.nan, np.nan, np.nan, -0.30561438888825215, 0.30561438888825215],
    "sign": [0, 1, -1, 1, -1],
}


def cosine_coefficients(function, amplitude, highest):
    """Cosine coefficients of function(amplitude cos t), by the trapezoidal rule."""
    samples = function(amplitude * np.cos(2 * np.pi * np.arange(1 << 16) / (1 << 16)))
    coefficients = np.fft.rfft(samples, norm="forward").real[: highest + 1]
    coefficients[1:] *= 2
    return coefficients


@pytest.mark.parametrize("name", VALUES)
def test_values_agree_with_pytorch(name):
    np.testing.assert_allclose(ACTIVATIONS[name](POINTS), VALUES[name], rtol=1e-14, atol=1e-15)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_extreme_values_agree_with_pytorch(name):
    np.testing.assert_allclose(ACTIVATIONS[name](EXTREMES), VALUES_AT_EXTREMES[name], rtol=1e-12)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (elu(x, alpha=2.5), np.where(x > 0, x, 2.5 * scipy.special.expm1(x))),
        (gelu(x), x * scipy.special.ndtr(x)),
        (gelu(x, "tanh"), x * scipy.special.expit(2 * np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))),
        (silu(x), x * scipy.special.expit(x)),
        (softplus(x), -scipy.special.log_expit(-x)),
        (softplus(x, beta=3), -scipy.special.log_expit(-3 * x) / 3),
        (softplus(x, beta=-1), scipy.special.log_expit(x)),
        (tanh(x), 2 * scipy.special.expit(2 * x) - 1),
        (sigmoid(x), scipy.special.expit(x)),
        (sin(x), np.exp(1j * x).imag),
    ],
    ids=["elu", "gelu", "gelu_tanh", "silu", "softplus", "beta", "negative_beta", "tanh", "sigmoid", "sin"],
)
def test_agrees_with_scipy(values, expected):
    # softplus(x) is x above the threshold 20, which differs by less than 3e-9
    np.testing.assert_allclose(values, expected, rtol=1e-13, atol=3e-9 if expected[-1] > 11 else 1e-14)


def test_gelu_and_silu_of_minus_infinity_are_0():
    for dtype in (np.float32, np.float64):
        x = dtype(-np.inf)
        assert gelu(x) == gelu(x, "tanh") == silu(x) == 0


def test_softplus_is_linear_above_its_threshold():
    assert softplus(2.0, beta=3, threshold=5.9) == 2
    assert softplus(2.0, beta=3, threshold=6.1) > 2


shapes = array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4)
singles = arrays(np.float32, shapes, elements=st.floats(-30, 30, width=32))


@given(st.sampled_from(sorted(ACTIVATIONS)), singles)
def test_single_precision_is_kept_and_close_to_double(name, single):
    result = ACTIVATIONS[name](single)
    assert result.dtype == np.float32
    assert result.shape == single.shape
    np.testing.assert_allclose(result, ACTIVATIONS[name](single.astype(np.float64)), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_input_is_unchanged_and_integers_become_float64(name):
    whole = np.arange(-3, 4)
    result = ACTIVATIONS[name](whole)
    assert result.dtype == np.float64
    np.testing.assert_array_equal(whole, np.arange(-3, 4))
    np.testing.assert_array_equal(result, ACTIVATIONS[name](x=whole.tolist()))


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_large_arrays_of_any_memory_layout(name):
    large = np.random.default_rng(0).standard_normal((201, 170)).T
    rows = [ACTIVATIONS[name](row) for row in large]
    np.testing.assert_array_equal(ACTIVATIONS[name](large), rows)


def test_options_of_large_arrays_are_broadcast():
    large = np.random.default_rng(0).standard_normal((200, 170))
    slopes = np.linspace(0.1, 2, 170)
    np.testing.assert_array_equal(elu(large, slopes)[:, 3], elu(large[:, 3], slopes[3]))


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_input_that_is_not_real_raises(name):
    with pytest.raises(TypeError, match="x must be real, got complex128"):
        ACTIVATIONS[name]([1j])
    with pytest.raises(TypeError, match="x must be numbers, got <U1"):
        ACTIVATIONS[name]("1")


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_names_are_public(name):
    assert ACTIVATIONS[name] is getattr(fdnn_core, name)


def test_invalid_options_raise():
    with pytest.raises(ValueError, match="approximate must be 'none' or 'tanh', got 'erf'"):
        gelu(0.0, "erf")
    with pytest.raises(ValueError, match="beta must not be zero, got 0"):
        softplus(0.0, beta=0)


def test_third_harmonic_of_tanh_of_a_small_tone_comes_from_its_cubic_term():
    a = cosine_coefficients(tanh, 0.1, 3)
    assert a[1] == pytest.approx(0.1 - 0.1**3 / 4, abs=1e-6)
    assert a[3] == pytest.approx(-8.29e-5, abs=5e-8)
    assert a[3] == pytest.approx(-(0.1**3) / 12, rel=1e-2)


@pytest.mark.parametrize(("amplitude", "rate"), [(1, 1.233), (5, 0.309)])
def test_harmonics_of_tanh_decay_at_the_rate_of_its_nearest_pole(amplitude, rate):
    eta = np.arcsinh(np.pi / (2 * amplitude))  # where amplitude cos t meets the pole at iπ/2
    k = np.arange(9, 22, 2)
    limit = 4 / np.hypot(amplitude, np.pi / 2) * np.exp(-k * eta)
    assert eta == pytest.approx(rate, abs=5e-4)
    np.testing.assert_allclose(np.abs(cosine_coefficients(tanh, amplitude, 21)[k]), limit, rtol=1e-2)


@pytest.mark.parametrize("amplitude", [2, 5])
def test_harmonics_of_silu_decay_at_the_rate_of_its_nearest_pole(amplitude):
    even = np.abs(cosine_coefficients(silu, amplitude, 24)[16::2])
    rate = -np.log(even[1:] / even[:-1]) / 2
    np.testing.assert_allclose(rate, np.arcsinh(np.pi / amplitude), rtol=1e-2)


def test_harmonics_of_elu_decay_with_the_cube_of_the_order():
    envelope = np.abs(cosine_coefficients(elu, 1, 400)) * np.arange(401) ** 3
    np.testing.assert_allclose(envelope[101:400:2], 2 / np.pi, rtol=1e-3)


@pytest.mark.parametrize(
    ("name", "amplitude", "thousandth", "millionth"),
    [
        *(("elu", 1, 8, 61), ("tanh", 1, 3, 6), ("gelu", 1, 4, 6), ("silu", 1, 4, 6), ("softplus", 1, 3, 5)),
        *(("tanh", 4, 9, 18), ("gelu", 4, 8, 12), ("silu", 4, 6, 11)),
    ],
)
def test_smooth_activations_create_few_harmonics(name, amplitude, thousandth, millionth):
    a = np.abs(cosine_coefficients(ACTIVATIONS[name], amplitude, 400))
    assert [(a > part * a.max()).sum() for part in (1e-3, 1e-6)] == [thousandth, millionth]


signals = arrays(np.float64, array_shapes(max_side=5), elements=st.floats(-1e6, 1e6))


@given(signals, st.floats(0, 1))
def test_piecewise_polynomials_are_sums_of_relus(x, slope):
    np.testing.assert_array_equal(identity(x), relu(x) - relu(-x))
    np.testing.assert_array_equal(abs(x), relu(x) + relu(-x))
    np.testing.assert_array_equal(square(x), relu_squared(x) + relu_squared(-x))
    np.testing.assert_array_equal(leaky_relu(x, slope), relu(x) - slope * relu(-x))
    np.testing.assert_array_equal(sign(x), np.sign(relu(x)) - np.sign(relu(-x)))
    np.testing.assert_allclose(hardtanh(x), -1 + relu(x + 1) - relu(x - 1), atol=1e-9)


def test_spectrum_of_relu_is_a_convolution_with_the_spectrum_of_its_mask():
    x = np.random.default_rng(0).normal(size=32)
    X, mask = np.fft.fft(x), np.fft.fft(x > 0)
    shift = np.subtract.outer(np.arange(32), np.arange(32)) % 32
    np.testing.assert_allclose(np.fft.fft(relu(x)), mask[shift] @ X / 32, atol=1e-12)


def test_spectrum_of_the_square_is_the_spectrum_convolved_with_itself():
    X = np.fft.fft(x := np.random.default_rng(1).normal(size=32))
    shift = np.subtract.outer(np.arange(32), np.arange(32)) % 32
    np.testing.assert_allclose(np.fft.fft(square(x)), X[shift] @ X / 32, atol=1e-11)


def test_identity_returns_a_copy():
    x = np.ones(3)
    assert not np.shares_memory(identity(x), x)


def test_hardtanh_with_an_empty_interval_raises():
    with pytest.raises(ValueError, match="min_val must not exceed max_val, got 1 and 0"):
        hardtanh([0.0], 1, 0)


def test_energy_of_relu_of_gaussian_noise_by_hermite_order():
    """Price's theorem, orders 0, 1, 2 and 4: the mean, the noise itself, and convolutions of its spectrum."""
    x = np.linspace(-12, 12, 240_001)
    weight = np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi) * (x[1] - x[0])
    hermite = {0: 1, 1: x, 2: x**2 - 1, 4: x**4 - 6 * x**2 + 3}
    orders = {0: 1, 1: 1, 2: 2, 4: 24}  # n!
    energy = (relu(x) ** 2 * weight).sum()
    shares = [(relu(x) * h * weight).sum() ** 2 / orders[n] / energy for n, h in hermite.items()]
    np.testing.assert_allclose(shares, [1 / np.pi, 1 / 2, 1 / (2 * np.pi), 1 / (24 * np.pi)], rtol=1e-7)


def test_mean_product_of_relu_of_correlated_gaussians_is_the_arc_cosine_kernel():
    """Cho and Saul, 2009."""
    r = 0.3
    u = np.linspace(-9, 9, 1801)
    density = np.exp(-(u**2) / 2) / np.sqrt(2 * np.pi) * (u[1] - u[0])
    other = r * u[:, None] + np.sqrt(1 - r**2) * u
    mean = density @ (relu(u)[:, None] * relu(other)) @ density
    kernel = (np.sqrt(1 - r**2) + r * (np.pi - np.arccos(r))) / (2 * np.pi)
    assert mean == pytest.approx(kernel, abs=1e-5)
    assert kernel == pytest.approx(0.24137, abs=5e-6)
