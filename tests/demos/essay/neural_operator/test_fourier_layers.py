import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demos.essay.neural_operator.fourier_layers import apply_fourier_layer, fit_fourier_layer
from fdnn_core import circular_convolve

rng = np.random.default_rng(0)


@given(st.integers(1, 3), st.integers(4, 9), st.integers(1, 12), st.integers(0, 99))
def test_fit_recovers_a_layer_from_its_outputs(count, signals, n, seed):
    rng = np.random.default_rng(seed)
    features = rng.normal(size=(count, signals, n))
    multipliers = np.fft.rfft(rng.normal(size=(count, n)))  # of real kernels
    outputs = apply_fourier_layer(multipliers, features)
    np.testing.assert_allclose(fit_fourier_layer(features, outputs), multipliers, atol=1e-8)


def test_one_feature_is_a_circular_convolution():
    x, kernel = rng.normal(size=(4, 16)), np.zeros(16)
    kernel[:3] = [1.0, -2.0, 0.5]
    found = apply_fourier_layer(np.fft.rfft(kernel)[None], x[None])
    expected = [circular_convolve(row, np.array([0.0, 0.0, 1.0, -2.0, 0.5])) for row in x]
    np.testing.assert_allclose(found, expected, atol=1e-12)


def test_fit_agrees_with_least_squares_at_every_frequency():
    features, outputs = rng.normal(size=(2, 7, 8)), rng.normal(size=(7, 8))
    found = fit_fourier_layer(features, outputs)
    for k in range(5):
        columns, wanted = np.fft.rfft(features)[:, :, k].T, np.fft.rfft(outputs)[:, k]
        np.testing.assert_allclose(found[:, k], np.linalg.lstsq(columns, wanted, rcond=None)[0])


def test_more_features_never_fit_worse():
    x = rng.normal(size=(20, 16))
    outputs = np.tanh(x)
    errors = []
    for degree in range(1, 5):
        features = np.stack([x**power for power in range(1, degree + 1)])
        fit = apply_fourier_layer(fit_fourier_layer(features, outputs), features)
        errors.append(np.mean((fit - outputs) ** 2))
    assert (np.diff(errors) < 0).all()


def test_degenerate_features_get_the_smallest_multipliers():
    x = rng.normal(size=(5, 8))
    twice = fit_fourier_layer(np.stack([x, x]), x)
    np.testing.assert_allclose(twice, 0.5, atol=1e-12)
    constant = np.ones((1, 5, 8)) * rng.normal(size=(5, 1))
    assert np.abs(fit_fourier_layer(constant, x)[0, 1:]).max() < 1e-12


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: fit_fourier_layer(np.ones((2, 3)), np.ones((2, 3))), r"shape \(F, S, N\), got \(2, 3\)"),
        (lambda: fit_fourier_layer(np.ones((1, 2, 3)), np.ones((3, 2))), r"shape \(2, 3\), got \(3, 2\)"),
        (lambda: apply_fourier_layer([[1.0]], np.ones((1, 2, 3))), r"shape \(1, 2\), got \(1, 1\)"),
        (lambda: fit_fourier_layer([[[np.inf]]], [[1.0]]), "features must be finite, got inf"),
    ],
)
def test_rejects_invalid_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
