"""Orthonormal bases as matrices: each row is a basis vector, so ``basis @ x`` holds the coefficients of x."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.transforms.dct import dct
from fdnn_core.validation.arguments import integer, square_matrix
from fdnn_core.validation.floating import Float64Array, real_floating

__all__ = ["cosine_basis", "fourier_basis", "karhunen_loeve_basis", "walsh_hadamard_basis"]


def cosine_basis(n: int) -> Float64Array:
    """Return the orthonormal basis of the discrete cosine transform (DCT-II).

    Parameters
    ----------
    n : int
        Number of samples.

    Returns
    -------
    ndarray of float64, shape (n, n)
        The basis vectors by increasing frequency, from the constant to the fastest cosine.

    Raises
    ------
    ValueError
        If `n` is below 1.

    References
    ----------
    N. Ahmed, T. Natarajan, K. R. Rao, "Discrete cosine transform", IEEE Transactions on Computers C-23,
    90-93, 1974, doi:10.1109/T-C.1974.223784.

    Examples
    --------
    >>> from fdnn_core import cosine_basis
    >>> cosine_basis(2).round(4).tolist()
    [[0.7071, 0.7071], [0.7071, -0.7071]]
    """
    return np.asarray(dct(np.eye(integer("n", n, 1)), norm="ortho", axis=0))


def fourier_basis(n: int) -> NDArray[np.complex128]:
    """Return the unitary matrix of the discrete Fourier transform.

    Parameters
    ----------
    n : int
        Number of samples.

    Returns
    -------
    ndarray of complex128, shape (n, n)
        ``exp(-2j * pi * k * t / n) / sqrt(n)`` in row k and column t.

    Raises
    ------
    ValueError
        If `n` is below 1.

    Examples
    --------
    >>> from fdnn_core import fourier_basis
    >>> fourier_basis(2).real.round(4).tolist()
    [[0.7071, 0.7071], [0.7071, -0.7071]]
    """
    return np.fft.fft(np.eye(integer("n", n, 1)), axis=0, norm="ortho")


def walsh_hadamard_basis(n: int) -> Float64Array:
    """Return the orthonormal basis of Walsh functions, whose values are ±1 / sqrt(n).

    Parameters
    ----------
    n : int
        Number of samples, a power of two.

    Returns
    -------
    ndarray of float64, shape (n, n)
        The basis vectors by their number of sign changes, from 0 to n - 1.

    Raises
    ------
    ValueError
        If `n` is not a power of two.

    References
    ----------
    J. L. Walsh, "A closed set of normal orthogonal functions", American Journal of Mathematics 45(1), 5-24,
    1923, doi:10.2307/2387224.

    Examples
    --------
    >>> from fdnn_core import walsh_hadamard_basis
    >>> (2 * walsh_hadamard_basis(4)).astype(int).tolist()
    [[1, 1, 1, 1], [1, 1, -1, -1], [1, -1, -1, 1], [1, -1, 1, -1]]
    """
    n = integer("n", n, 1)
    if n & (n - 1):
        raise ValueError(f"n must be a power of two, got {n}")
    signs = np.ones((1, 1))
    while len(signs) < n:
        signs = np.block([[signs, signs], [signs, -signs]])
    changes = np.count_nonzero(np.diff(signs, axis=1), axis=1)
    return np.asarray(signs[np.argsort(changes)] / np.sqrt(n))


def karhunen_loeve_basis(covariance: ArrayLike) -> Float64Array:
    """Return the Karhunen-Loève basis of a covariance: its principal components.

    In this basis, the coefficients of the random vector are uncorrelated. For every k, its first k vectors
    hold at least as much energy, on average, as any k vectors of any other orthonormal basis.

    Parameters
    ----------
    covariance : array_like, shape (n, n)
        Covariance of the samples, real and symmetric.

    Returns
    -------
    ndarray of float64, shape (n, n)
        The basis vectors by decreasing variance. The first entry of each is not negative.

    Raises
    ------
    ValueError
        If `covariance` is not square, not finite or not symmetric.
    TypeError
        If `covariance` is complex.

    Examples
    --------
    >>> from fdnn_core import karhunen_loeve_basis
    >>> karhunen_loeve_basis([[1.0, 0.5], [0.5, 1.0]]).round(4).tolist()
    [[0.7071, 0.7071], [0.7071, -0.7071]]
    """
    matrix = real_floating("covariance", square_matrix("covariance", covariance)).astype(np.float64)
    if not np.allclose(matrix, matrix.T, rtol=1e-10, atol=1e-12 * np.abs(matrix).max()):
        asymmetry = np.abs(matrix - matrix.T).max()
        raise ValueError(f"covariance must be symmetric, got entries that differ by {asymmetry:g}")
    vectors = np.linalg.eigh(matrix)[1].T[::-1]
    return np.asarray(np.where(vectors[:, :1] < 0, -vectors, vectors))
