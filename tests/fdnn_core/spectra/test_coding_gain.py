import math

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.signal import lfilter

from fdnn_core import (
    autoregressive_covariance,
    coding_gain,
    coefficient_variances,
    cosine_basis,
    decorrelation,
    fourier_basis,
    karhunen_loeve_basis,
    row_covariance,
    walsh_hadamard_basis,
)

SIZES = (8, 16, 32)


def optimal(n, rho=0.95):
    return karhunen_loeve_basis(autoregressive_covariance(n, rho))


def gain(make, n, rho=0.95):
    return coding_gain(make(n), autoregressive_covariance(n, rho))


@pytest.mark.parametrize(
    ("make", "gains"),
    [
        (optimal, (8.8462, 9.4781, 9.7940)),
        (cosine_basis, (8.8259, 9.4555, 9.7736)),
        (walsh_hadamard_basis, (7.9461, 8.1941, 8.2693)),
        (fourier_basis, (7.5873, 7.9991, 8.4802)),
    ],
)
def test_coding_gain(make, gains):
    assert_allclose([gain(make, n) for n in SIZES], gains, atol=6e-5)


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("rho", [0.5, 0.95])
def test_optimal_coding_gain_in_closed_form(n, rho):
    """The determinant of the covariance is (1 - rho²) ** (n - 1)."""
    expected = -10 * np.log10(1 - rho**2) * (n - 1) / n
    assert coding_gain(optimal(n, rho), autoregressive_covariance(n, rho)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("make", "n", "shares"),
    [
        (optimal, 8, (0.8788, 0.9507, 0.9717, 0.9819)),
        (cosine_basis, 8, (0.8781, 0.9500, 0.9716, 0.9819)),
        (cosine_basis, 16, (0.7754, 0.8968, 0.9373, 0.9557)),
        (cosine_basis, 32, (0.6203, 0.8005, 0.8737, 0.9083)),
    ],
)
def test_energy_in_the_first_coefficients(make, n, shares):
    variances = coefficient_variances(make(n), autoregressive_covariance(n, 0.95))
    assert_allclose(variances[:4].cumsum() / n, shares, atol=6e-5)


@pytest.mark.parametrize(("n", "efficiency"), [(8, 0.9894), (16, 0.9886), (32, 0.9881)])
def test_decorrelation_efficiency(n, efficiency):
    assert decorrelation(cosine_basis(n), autoregressive_covariance(n, 0.95)) == pytest.approx(
        efficiency, abs=6e-5
    )


def test_decorrelation_of_the_optimal_and_the_identity_basis():
    covariance = autoregressive_covariance(8)
    assert decorrelation(karhunen_loeve_basis(covariance), covariance) == pytest.approx(1)
    assert decorrelation(np.eye(8), covariance) == 0
    assert math.isnan(decorrelation(np.eye(8), np.eye(8)))


@pytest.mark.parametrize("n", SIZES)
def test_dct_approaches_the_optimum_with_growing_correlation(n):
    losses = [
        coding_gain(optimal(n, rho), autoregressive_covariance(n, rho)) - gain(cosine_basis, n, rho)
        for rho in (0.9, 0.99, 0.999)
    ]
    assert losses[0] > losses[1] > losses[2] > 0
    assert losses[2] < 1e-3


@pytest.mark.parametrize("make", [cosine_basis, walsh_hadamard_basis, fourier_basis])
def test_white_noise_has_no_gain_and_a_constant_an_infinite_one(make):
    assert gain(make, 8, 0) == pytest.approx(0, abs=1e-12)
    assert gain(make, 8, 1) == math.inf


def test_invalid_bases_and_covariances_raise():
    with pytest.raises(ValueError, match="covariance must have a positive trace, got 0"):
        coding_gain(np.eye(2), np.zeros((2, 2)))
    with pytest.raises(ValueError, match=r"covariance must have the shape of basis, \(2, 2\), got \(3, 3\)"):
        coefficient_variances(np.eye(2), np.eye(3))
    with pytest.raises(ValueError, match=r"basis must be a square matrix, got shape \(2, 3\)"):
        coefficient_variances(np.ones((2, 3)), np.eye(3))


def test_samples_of_the_process_have_its_covariance():
    """Rows follow x[t] = rho x[t - 1] + noise; the first 100 samples are dropped to reach stationarity."""
    rho = 0.8
    noise = np.random.default_rng(0).standard_normal((4000, 164)) * np.sqrt(1 - rho**2)
    rows = lfilter([1], [1, -rho], noise)[:, 100:]
    assert_allclose(row_covariance(rows, 8), autoregressive_covariance(8, rho), atol=0.04)


def test_row_covariance_agrees_with_numpy_for_segments_of_equal_mean():
    runs = np.random.default_rng(1).standard_normal((50, 4))
    runs -= runs.mean(axis=0)
    assert_allclose(row_covariance(runs.reshape(10, 20), 4), np.cov(runs.T, bias=True), atol=1e-12)


def test_incomplete_segments_are_not_used():
    image = np.array([[1.0, -1.0, 5.0], [1.0, -1.0, -5.0]])
    assert_allclose(row_covariance(image, 2), [[1, -1], [-1, 1]])


def test_invalid_rows_and_correlations_raise():
    with pytest.raises(ValueError, match=r"correlation must be in \[-1, 1\], got 1\.5"):
        autoregressive_covariance(4, 1.5)
    with pytest.raises(ValueError, match=r"length must be in \[1, 3\], got 4"):
        row_covariance(np.zeros((2, 3)), 4)
    with pytest.raises(ValueError, match=r"image must be \(height, width\), got shape \(2, 2, 2\)"):
        row_covariance(np.zeros((2, 2, 2)), 1)
