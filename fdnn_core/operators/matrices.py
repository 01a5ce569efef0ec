"""Linear operators as matrices, and how much they mix frequencies."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.validation.arguments import choice, double_array, integer, square_matrix

__all__ = ["convolution_matrix", "in_fourier_basis", "off_diagonal_share"]


def convolution_matrix(
    kernel: ArrayLike, n: int, boundary: Literal["circular", "zero"] = "circular"
) -> NDArray[np.float64]:
    """Return the matrix of a convolution of n samples, with the kernel centred at its middle tap.

    Parameters
    ----------
    kernel : array_like, shape (taps,)
        Real, an odd number of taps, at most `n`.
    n : int
        Number of samples.
    boundary : {"circular", "zero"}
        The samples beyond the ends: those from the other end, or zeros.

    Returns
    -------
    ndarray of float64, shape (n, n)
        A circulant matrix for the circular boundary; for zeros, a Toeplitz matrix with empty corners.

    Raises
    ------
    ValueError
        If `kernel` does not have an odd number of taps, is longer than `n` or not finite; if `n` is not
        positive; or if `boundary` is unknown.

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
    lag = np.subtract.outer(np.arange(n), np.arange(n))  # output index - input index
    if boundary == "circular":
        lag = (lag + half) % n - half
    inside = np.abs(lag) <= half
    return np.where(inside, taps[np.where(inside, lag + half, 0)], 0)


def in_fourier_basis(matrix: ArrayLike) -> NDArray[np.complex128]:
    """Return the matrix of an operator in the Fourier basis: F A F*, with F the unitary DFT.

    Parameters
    ----------
    matrix : array_like, shape (n, n)
        Real or complex.

    Returns
    -------
    ndarray of complex128, shape (n, n)
        Entry (j, k) is the gain from input frequency k to output frequency j, in the order of
        `numpy.fft.fft`. For a circular convolution the matrix is diagonal and contains the DFT of the kernel.
        For a gain at each sample it is circulant and contains the DFT of the gains divided by n.

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
    """Return the share of the energy of a matrix that is off its diagonal.

    Parameters
    ----------
    matrix : array_like, shape (n, n)
        Real or complex.

    Returns
    -------
    float
        From 0, for a diagonal matrix, to 1; 0 for the zero matrix. In the Fourier basis and for white noise,
        the expected share of the output's energy that comes from other frequencies of the input.

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
    total = float(energies.sum())
    np.fill_diagonal(energies, 0)  # subtracting the two sums would lose tiny shares
    return float(energies.sum()) / total if total > 0 else 0.0
