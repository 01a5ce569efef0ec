"""How well a basis suits a random vector of known covariance: the classical scores of transform coding."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.arguments import integer, real
from fdnn_core._validation.images import real_images
from fdnn_core._validation.square_matrices import square_matrix

__all__ = [
    "autoregressive_covariance",
    "coding_gain",
    "coefficient_variances",
    "decorrelation",
    "row_covariance",
]


def coefficient_variances(basis: ArrayLike, covariance: ArrayLike) -> NDArray[np.float64]:
    """Return the variance of each coefficient.

    Parameters
    ----------
    basis : array_like, shape (n, n)
        Real or complex, orthonormal rows.
    covariance : array_like, shape (n, n)
        That of the samples.

    Returns
    -------
    ndarray of float64, shape (n,)
        In the order of the rows. They add up to the variance of all samples.

    Raises
    ------
    ValueError
        If either is not a finite square matrix, or they differ in size.

    Examples
    --------
    >>> from fdnn_core import autoregressive_covariance, coefficient_variances, cosine_basis
    >>> coefficient_variances(cosine_basis(2), autoregressive_covariance(2, 0.5)).round(9).tolist()
    [1.5, 0.5]
    """
    return np.asarray(np.diagonal(_in_basis(basis, covariance)).real)


def coding_gain(basis: ArrayLike, covariance: ArrayLike) -> float:
    """Return how much quantising coefficients gains over quantising samples at the same number of bits.

    Parameters
    ----------
    basis, covariance : array_like, shape (n, n)
        As for `coefficient_variances`.

    Returns
    -------
    float
        Decibels: the arithmetic over the geometric mean of the variances. Infinite if one is zero
        to within rounding, as then that coefficient needs no bits.

    Raises
    ------
    ValueError
        As `coefficient_variances`; also if the covariance is zero.

    References
    ----------
    N. S. Jayant, P. Noll, "Digital coding of waveforms", Prentice-Hall, 1984, chapter 12.

    Examples
    --------
    >>> from fdnn_core import autoregressive_covariance, coding_gain, cosine_basis
    >>> round(coding_gain(cosine_basis(8), autoregressive_covariance(8, 0.95)), 4)
    8.8259
    """
    variances = coefficient_variances(basis, covariance)
    mean = float(variances.mean())
    if not mean > 0:
        raise ValueError(f"covariance must have a positive trace, got {mean * len(variances):g}")
    if variances.min() <= len(variances) * np.finfo(float).eps * mean:
        return math.inf
    return max(0.0, float(-10 * np.mean(np.log10(variances / mean))))


def decorrelation(basis: ArrayLike, covariance: ArrayLike) -> float:
    """Return the share of the covariances that vanishes when samples become coefficients.

    Parameters
    ----------
    basis, covariance : array_like, shape (n, n)
        As for `coefficient_variances`.

    Returns
    -------
    float
        One less the sum of magnitudes off the diagonal, after over before: 1 in the Karhunen-Loève basis,
        0 if nothing changes. NaN if the samples are uncorrelated.

    Raises
    ------
    ValueError
        As `coefficient_variances`.

    Examples
    --------
    >>> from fdnn_core import autoregressive_covariance, cosine_basis, decorrelation
    >>> round(decorrelation(cosine_basis(8), autoregressive_covariance(8, 0.95)), 4)
    0.9894
    """
    after = _off_diagonal(_in_basis(basis, covariance))
    before = _off_diagonal(square_matrix("covariance", covariance))
    return 1 - after / before if before > 0 else math.nan


def _in_basis(basis: ArrayLike, covariance: ArrayLike) -> NDArray[np.inexact]:
    rows, matrix = square_matrix("basis", basis), square_matrix("covariance", covariance)
    if rows.shape != matrix.shape:
        raise ValueError(f"covariance must have the shape of basis, {rows.shape}, got {matrix.shape}")
    return np.asarray(rows @ matrix @ rows.conj().T)


def _off_diagonal(matrix: NDArray[np.inexact]) -> float:
    magnitudes = np.abs(matrix)
    return float(magnitudes.sum() - np.trace(magnitudes))


Matrix = NDArray[np.float64]


def autoregressive_covariance(n: int, correlation: float = 0.95) -> Matrix:
    """Return the covariance of n samples of a stationary autoregressive process of order 1.

    Parameters
    ----------
    n : int
        Number of samples.
    correlation : float
        Of neighbouring samples, from -1 to 1; 0.95 is the textbooks' model of a row of pixels.

    Returns
    -------
    ndarray of float64, shape (n, n)
        ``correlation ** abs(i - j)``.

    Raises
    ------
    ValueError
        If `n` is not positive, or `correlation` out of range.

    Examples
    --------
    >>> from fdnn_core import autoregressive_covariance
    >>> autoregressive_covariance(3, 0.5).tolist()
    [[1.0, 0.5, 0.25], [0.5, 1.0, 0.5], [0.25, 0.5, 1.0]]
    """
    index = np.arange(integer("n", n, 1))
    return np.asarray(real("correlation", correlation, -1, 1) ** np.abs(np.subtract.outer(index, index)))


def row_covariance(image: ArrayLike, length: int) -> Matrix:
    """Return the covariance of the runs of pixels that an image's rows are cut into.

    Parameters
    ----------
    image : array_like, shape (H, W)
        Real; the mean of all its pixels is taken off. What is left of a row after whole runs is not used.
    length : int
        Pixels in a run, at most W.

    Returns
    -------
    ndarray of float64, shape (length, length)

    Raises
    ------
    ValueError
        If `image` is not finite or not (height, width), or `length` out of range.
    TypeError
        If `image` is complex.

    Examples
    --------
    >>> from fdnn_core import row_covariance
    >>> row_covariance([[0.0, 2.0, 2.0, 0.0]], 2).tolist()
    [[1.0, -1.0], [-1.0, 1.0]]
    """
    pixels = real_images("image", image).astype(np.float64)
    if pixels.ndim != 2:
        raise ValueError(f"image must be (height, width), got shape {pixels.shape}")
    length = integer("length", length, 1, pixels.shape[1])
    whole = pixels.shape[1] // length * length
    runs = (pixels - pixels.mean())[:, :whole].reshape(-1, length)  # (runs, length)
    return np.asarray(runs.T @ runs / len(runs))
