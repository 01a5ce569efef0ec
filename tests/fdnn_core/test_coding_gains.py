"""How near the DCT comes to the optimal transform for a strongly correlated signal (AR(1), rho = 0.95)."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.linalg import hadamard

from fdnn_core import dct

SIZES = (8, 16, 32)


def covariance(n, rho=0.95):
    return rho ** np.abs(np.subtract.outer(np.arange(n), np.arange(n)))


def karhunen_loeve(n, rho=0.95):
    return np.linalg.eigh(covariance(n, rho))[1].T[::-1]


def cosine(n):
    return dct(np.eye(n), norm="ortho", axis=0)


def walsh_hadamard(n):
    return hadamard(n) / np.sqrt(n)


def fourier(n):
    return np.fft.fft(np.eye(n), norm="ortho")


def in_basis(basis, rho=0.95):
    return basis @ covariance(len(basis), rho) @ basis.conj().T


def coding_gain(basis, rho=0.95):
    """Arithmetic over geometric mean of the coefficients' variances, in decibels."""
    variances = np.diag(in_basis(basis, rho)).real
    return 10 * np.log10(variances.mean() / np.exp(np.log(variances).mean()))


@pytest.mark.parametrize(
    ("transform", "gains"),
    [
        (karhunen_loeve, (8.8462, 9.4781, 9.7940)),
        (cosine, (8.8259, 9.4555, 9.7736)),
        (walsh_hadamard, (7.9461, 8.1941, 8.2693)),
        (fourier, (7.5873, 7.9991, 8.4802)),
    ],
)
def test_coding_gain(transform, gains):
    assert_allclose([coding_gain(transform(n)) for n in SIZES], gains, atol=6e-5)


@pytest.mark.parametrize(
    ("transform", "n", "shares"),
    [
        (karhunen_loeve, 8, (0.8788, 0.9507, 0.9717, 0.9819)),
        (cosine, 8, (0.8781, 0.9500, 0.9716, 0.9819)),
        (cosine, 16, (0.7754, 0.8968, 0.9373, 0.9557)),
        (cosine, 32, (0.6203, 0.8005, 0.8737, 0.9083)),
    ],
)
def test_energy_in_the_first_coefficients(transform, n, shares):
    variances = np.diag(in_basis(transform(n)))
    assert_allclose(variances[:4].cumsum() / n, shares, atol=6e-5)


@pytest.mark.parametrize(("n", "efficiency"), [(8, 0.9894), (16, 0.9886), (32, 0.9881)])
def test_decorrelation_efficiency(n, efficiency):
    def off_diagonal(matrix):
        return np.abs(matrix).sum() - np.trace(np.abs(matrix))

    left = off_diagonal(in_basis(cosine(n))) / off_diagonal(covariance(n))
    assert 1 - left == pytest.approx(efficiency, abs=6e-5)


@pytest.mark.parametrize("n", SIZES)
def test_the_optimum_is_approached_with_growing_correlation(n):
    losses = [
        coding_gain(karhunen_loeve(n, rho), rho) - coding_gain(cosine(n), rho) for rho in (0.9, 0.99, 0.999)
    ]
    assert losses[0] > losses[1] > losses[2] > 0
    assert losses[2] < 1e-3
