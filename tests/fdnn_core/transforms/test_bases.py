"""Bases are orthonormal and ordered, and agree with scipy.linalg."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy.linalg import dft, hadamard

from fdnn_core import (
    autoregressive_covariance,
    coefficient_variances,
    cosine_basis,
    dct,
    fourier_basis,
    karhunen_loeve_basis,
    photograph,
    row_covariance,
    walsh_hadamard_basis,
)


@pytest.mark.parametrize("make", [cosine_basis, fourier_basis, walsh_hadamard_basis])
@pytest.mark.parametrize("n", [1, 2, 8, 32])
def test_rows_are_orthonormal(make, n):
    assert_allclose(make(n) @ make(n).conj().T, np.eye(n), atol=1e-13)


def test_bases_agree_with_the_fast_transforms():
    x = np.random.default_rng(0).standard_normal(12)
    assert_allclose(cosine_basis(12) @ x, dct(x, norm="ortho"), atol=1e-13)
    assert_allclose(fourier_basis(12), dft(12, scale="sqrtn"), atol=1e-13)


@pytest.mark.parametrize("n", [1, 4, 32])
def test_walsh_functions_are_hadamard_rows_ordered_by_sign_changes(n):
    walsh = walsh_hadamard_basis(n)
    assert_array_equal(np.count_nonzero(np.diff(np.sign(walsh), axis=1), axis=1), np.arange(n))
    assert {tuple(row) for row in np.sign(walsh)} == {tuple(row) for row in hadamard(n)}


@given(st.integers(1, 12), st.integers(0, 99))
def test_karhunen_loeve_basis_decorrelates_in_order_of_variance(n, seed):
    samples = np.random.default_rng(seed).standard_normal((n, 20))
    basis = karhunen_loeve_basis(samples @ samples.T)
    inside = basis @ samples @ samples.T @ basis.T
    assert_allclose(inside, np.diag(np.diag(inside)), atol=1e-9)
    assert (np.diff(np.diag(inside)) <= 1e-9).all()
    assert_allclose(basis @ basis.T, np.eye(n), atol=1e-12)


@pytest.mark.parametrize("n", [8, 16, 32])
def test_karhunen_loeve_basis_compacts_energy_best(n):
    for covariance in (autoregressive_covariance(n, 0.9), row_covariance(photograph("camera"), n)):
        best = np.cumsum(coefficient_variances(karhunen_loeve_basis(covariance), covariance))
        for make in (cosine_basis, fourier_basis, walsh_hadamard_basis):
            held = np.cumsum(np.sort(coefficient_variances(make(n), covariance))[::-1])
            assert (held <= best + 1e-9 * best[-1]).all()
            assert held[-1] == pytest.approx(best[-1])


def test_invalid_arguments_raise():
    with pytest.raises(ValueError, match="n must be a power of two, got 6"):
        walsh_hadamard_basis(6)
    with pytest.raises(ValueError, match="covariance must be symmetric"):
        karhunen_loeve_basis([[1.0, 2.0], [0.0, 1.0]])
    with pytest.raises(ValueError, match=r"covariance must be a square matrix, got shape \(2,\)"):
        karhunen_loeve_basis([1.0, 2.0])
    with pytest.raises(TypeError, match="covariance must be real, got complex128"):
        karhunen_loeve_basis([[1.0, 1j], [-1j, 1.0]])
    with pytest.raises(ValueError, match="n must be at least 1, got 0"):
        cosine_basis(0)
