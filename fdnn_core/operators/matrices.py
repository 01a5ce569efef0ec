"""Operators as matrices, and how much of them mixes frequencies: whatever is off the diagonal."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.arguments import choice, double_array, integer, square_matrix

__all__ = ["convolution_matrix", "in_fourier_basis", "off_diagonal_share"]


def convolution_matrix(
    kernel: ArrayLike, n: int, boundary: Literal["circular", "zero"] = "circular"
) -> NDArray[np.float64]:
    """Return the matrix that convolves n samples, the kernel's centre at its middle tap.

    Parameters
    ----------
    kernel : array_like, shape (taps,)
        Real, an odd number of taps, at most `n`.
    n : int
        Number of samples.
    boundary : {"circular", "zero"}
        What lies beyond the ends: the other end of the samples, or zeros.

    Returns
    -------
    ndarray of float64, shape (n, n)
        Circular, it is a circulant matrix; with zeros, a Toeplitz matrix with empty corners.

    Raises
    ------
    ValueError
        If `kernel` does not fit or is not finite, `n` is not positive, or `boundary` is unknown.

    Examples
    --------
    >>> from fdnn_core import convolution_matrix
    >>> convolution_matrix([1, 2, 3], 4).astype(int).tolist()
    [[2, 1, 0, 3], [3, 2, 1, 0], [0, 3, 2, 1], [1, 0, 3, 2]]
    >>> convolution_matrix([1, 2, 3], 4, boundary="zero").astype(int).tolist()
    [[2, 1, 0, 0], [3, 2, 1, 0], [0, 3, 2, 1], [0, 0, 3, 2]]
    """
    taps, n = double_array("kernel", kernel), integer("n", n, 1)
    if taps.ndim != 1 or taps.size % 2 == 0 or taps.size > n:
        raise ValueError(f"kernel must have an odd number of taps, at most {n}, got shape {taps.shape}")
    choice("boundary", boundary, ("circular", "zero"))
    half = taps.size // 2
    lag = np.subtract.outer(np.arange(n), np.arange(n))  # output less input
    if boundary == "circular":
        lag = (lag + half) % n - half
    inside = np.abs(lag) <= half
    return np.where(inside, taps[np.where(inside, lag + half, 0)], 0)


def in_fourier_basis(matrix: ArrayLike) -> NDArray[np.complex128]:
    """Return what an operator on samples does to their Fourier coefficients: F A F*, with F unitary.

    Parameters
    ----------
    matrix : array_like, shape (n, n)
        Real or complex.

    Returns
    -------
    ndarray of complex128, shape (n, n)
        How strongly each frequency of the input (column) reaches each of the output (row), as
        `numpy.fft.fft` orders them. A circular convolution's is diagonal, the kernel's DFT; a pointwise
        gain's is circulant, that of the gains over n.

    Raises
    ------
    ValueError
        If `matrix` is not finite or not square.

    Examples
    --------
    >>> from fdnn_core import convolution_matrix, in_fourier_basis
    >>> in_fourier_basis(convolution_matrix([1, 2, 1], 4)).real.round(9).tolist()
    [[4.0, 0.0, 0.0, 0.0], [0.0, 2.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 2.0]]
    """
    square = square_matrix("matrix", matrix).astype(np.complex128)
    return np.fft.ifft(np.fft.fft(square, axis=0), axis=1)


def off_diagonal_share(matrix: ArrayLike) -> float:
    """Return the share of a matrix's energy that is off its diagonal.

    Parameters
    ----------
    matrix : array_like, shape (n, n)
        Real or complex.

    Returns
    -------
    float
        From 0, diagonal, to 1; 0 where the matrix is zero. In the Fourier basis it is the share of the
        output's energy that is at other frequencies than the input's, on the mean over white noise.

    Raises
    ------
    ValueError
        If `matrix` is not finite or not square.

    Examples
    --------
    >>> from fdnn_core import off_diagonal_share
    >>> off_diagonal_share([[1.0, 1.0], [0.0, 0.0]])
    0.5
    """
    energies = np.abs(square_matrix("matrix", matrix)) ** 2
    whole = float(energies.sum())
    np.fill_diagonal(energies, 0)  # a difference of the two sums would lose what is tiny
    return float(energies.sum()) / whole if whole > 0 else 0.0
