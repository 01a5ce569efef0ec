"""Circular convolution is diagonal in the Fourier basis; a gain at each sample is circulant."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.linalg import circulant, toeplitz

from fdnn_core import (
    circular_convolve,
    convolution_matrix,
    fourier_basis,
    in_fourier_basis,
    off_diagonal_share,
    relu,
)

seeds = st.integers(0, 999)


def sampled(seed, n, taps):
    rng = np.random.default_rng(seed)
    return rng.standard_normal(taps), rng.standard_normal(n)


@given(seeds, st.integers(7, 20), st.sampled_from([1, 3, 7]))
def test_convolution_matrix_agrees_with_circular_convolve_and_numpy(seed, n, taps):
    kernel, x = sampled(seed, n, taps)
    assert_allclose(convolution_matrix(kernel, n) @ x, circular_convolve(x, kernel), atol=1e-12)
    assert_allclose(
        convolution_matrix(kernel, n, "zero") @ x, np.convolve(x, kernel, mode="same"), atol=1e-12
    )


def test_convolution_matrix_agrees_with_scipy_circulant_and_toeplitz():
    kernel = np.array([1.0, 2.0, 3.0])
    assert_allclose(convolution_matrix(kernel, 6), circulant([2, 3, 0, 0, 0, 1]))
    assert_allclose(convolution_matrix(kernel, 6, "zero"), toeplitz([2, 3, 0, 0, 0, 0], [2, 1, 0, 0, 0, 0]))


@given(seeds, st.integers(7, 40), st.sampled_from([1, 3, 7]))
def test_circular_convolution_is_diagonal_with_the_kernels_dft(seed, n, taps):
    matrix = convolution_matrix(sampled(seed, n, taps)[0], n)
    inside = in_fourier_basis(matrix)
    assert_allclose(inside, np.diag(np.fft.fft(matrix[:, 0])), atol=1e-13)
    assert off_diagonal_share(inside) < 1e-28


@given(seeds, st.integers(9, 40), st.sampled_from([3, 7]))
def test_off_diagonal_share_of_zero_padded_convolution(seed, n, taps):
    """The diagonal in the Fourier basis holds (n - lag) / n of each tap: the mean of a circulant diagonal."""
    kernel, _ = sampled(seed, n, taps)
    lag = np.abs(np.arange(taps) - taps // 2)
    energy = kernel**2 * (n - lag)
    expected = 1 - (energy * (n - lag) / n).sum() / energy.sum()
    share = off_diagonal_share(in_fourier_basis(convolution_matrix(kernel, n, "zero")))
    assert share == pytest.approx(expected, abs=1e-12)


@given(seeds, st.integers(2, 40))
def test_off_diagonal_share_of_relu_is_the_share_of_zeroed_samples(seed, n):
    x = np.random.default_rng(seed).standard_normal(n)
    open_gates = (x > 0).astype(float)
    inside = in_fourier_basis(np.diag(open_gates))
    assert_allclose(inside[:, 0], np.fft.fft(open_gates) / n, atol=1e-14)
    assert_allclose(inside, circulant(inside[:, 0]), atol=1e-14)
    expected = 1 - open_gates.mean() if open_gates.any() else 0
    assert off_diagonal_share(inside) == pytest.approx(expected, abs=1e-12)
    assert_allclose(inside @ np.fft.fft(x), np.fft.fft(relu(x)), atol=1e-12)


def test_the_change_of_basis_is_unitary():
    matrix = np.random.default_rng(0).standard_normal((9, 9))
    basis = fourier_basis(9)
    assert_allclose(in_fourier_basis(matrix), basis @ matrix @ basis.conj().T, atol=1e-14)
    assert np.linalg.norm(in_fourier_basis(matrix)) == pytest.approx(np.linalg.norm(matrix))


def test_off_diagonal_share_of_zero_is_0():
    assert off_diagonal_share(np.zeros((3, 3))) == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: convolution_matrix([1, 2], 4), r"odd number of taps, at most 4, got shape \(2,\)"),
        (lambda: convolution_matrix([1, 2, 3], 2), r"odd number of taps, at most 2, got shape \(3,\)"),
        (lambda: convolution_matrix([1], 2, "mirror"), "must be 'circular' or 'zero', got 'mirror'"),
        (lambda: in_fourier_basis(np.ones((2, 3))), r"must be a square matrix, got shape \(2, 3\)"),
    ],
)
def test_rejects_invalid_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
