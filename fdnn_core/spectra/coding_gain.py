"""Coding gain and decorrelation: how well an orthonormal basis suits signals of a given covariance."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.validation.arguments import integer, real, square_matrix
from fdnn_core.validation.images import real_images

__all__ = [
    "autoregressive_covariance",
    "coding_gain",
    "coefficient_variances",
    "decorrelation",
    "row_covariance",
]


def coefficient_variances(basis: ArrayLike, covariance: ArrayLike) -> NDArray[np.float64]:
    """Return the variance of each coefficient of a random vector in a basis.

    Parameters
    ----------
    basis : array_like, shape (n, n)
        Real or complex matrix with orthonormal rows.
    covariance : array_like, shape (n, n)
        Covariance of the samples.

    Returns
    -------
    ndarray of float64, shape (n,)
        Variances in the order of the rows. Their sum is the sum of the variances of the samples.

    Raises
    ------
    ValueError
        If `basis` or `covariance` is not a finite square matrix, or they differ in size.

    Examples
    --------
    >>> from fdnn_core import autoregressive_covariance, coefficient_variances, cosine_basis
    >>> coefficient_variances(cosine_basis(2), autoregressive_covariance(2, 0.5)).round(9).tolist()
    [1.5, 0.5]
    """
    return np.asarray(np.diagonal(_in_basis(basis, covariance)).real)


def coding_gain(basis: ArrayLike, covariance: ArrayLike) -> float:
    """Return the coding gain of a basis in decibels.

    The gain is the ratio of the quantisation errors that remain if the samples, or instead the coefficients,
    are quantised with the same number of bits.

    Parameters
    ----------
    basis, covariance : array_like, shape (n, n)
        As for `coefficient_variances`.

    Returns
    -------
    float
        Ratio of the arithmetic mean of the coefficients' variances to their geometric mean, in dB. Infinity
        if a variance is 0 to within rounding, because that coefficient needs no bits.

    Raises
    ------
    ValueError
        As for `coefficient_variances`: if a value is not finite, among others. Also if the trace of
        `covariance` is not positive.

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
    """Return the decorrelation efficiency of a basis: the share of covariance that the transform removes.

    Parameters
    ----------
    basis, covariance : array_like, shape (n, n)
        As for `coefficient_variances`.

    Returns
    -------
    float
        1 - after / before, where both are the sum of the magnitudes of all covariances between two different
        coefficients (after) or samples (before). It is 1 in the Karhunen-Loève basis and 0 if nothing
        changes. NaN if the samples are uncorrelated.

    Raises
    ------
    ValueError
        As for `coefficient_variances`.

    Examples
    --------
    >>> from fdnn_core import autoregressive_covariance, cosine_basis, decorrelation
    >>> round(decorrelation(cosine_basis(8), autoregressive_covariance(8, 0.95)), 4)
    0.9894
    """
    after = _off_diagonal(_in_basis(basis, covariance))
    before = _off_diagonal(square_matrix("covariance", covariance))
    return 1 - after / before if before > 0 else math.nan


def autoregressive_covariance(n: int, correlation: float = 0.95) -> NDArray[np.float64]:
    """Return the covariance of n samples of a stationary autoregressive process of order 1.

    Parameters
    ----------
    n : int
        Number of samples.
    correlation : float, optional
        Correlation of neighbouring samples, from -1 to 1. The usual model of a row of pixels is 0.95.

    Returns
    -------
    ndarray of float64, shape (n, n)
        ``correlation ** abs(i - j)`` in row i and column j.

    Raises
    ------
    ValueError
        If `n` is below 1, or `correlation` is not finite or not between -1 and 1.

    Examples
    --------
    >>> from fdnn_core import autoregressive_covariance
    >>> autoregressive_covariance(3, 0.5).tolist()
    [[1.0, 0.5, 0.25], [0.5, 1.0, 0.5], [0.25, 0.5, 1.0]]
    """
    index = np.arange(integer("n", n, 1))
    return np.asarray(real("correlation", correlation, -1, 1) ** np.abs(np.subtract.outer(index, index)))


def row_covariance(image: ArrayLike, length: int) -> NDArray[np.float64]:
    """Return the covariance of pixels within a row of an image.

    The mean of the image is subtracted and every row is cut into segments of `length` pixels. Pixels at the
    end of a row that do not fill a segment are not used.

    Parameters
    ----------
    image : array_like, shape (H, W)
        Real and finite image.
    length : int
        Pixels in a segment, from 1 to W.

    Returns
    -------
    ndarray of float64, shape (length, length)
        Mean over all segments of the product of pixels i and j.

    Raises
    ------
    ValueError
        If `image` is empty, not finite or not two-dimensional, or `length` is out of range.
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
    segments = (pixels - pixels.mean())[:, :whole].reshape(-1, length)  # (segments, length)
    return np.asarray(segments.T @ segments / len(segments))


def _in_basis(basis: ArrayLike, covariance: ArrayLike) -> NDArray[np.inexact]:
    """Return the covariance of the coefficients."""
    rows, matrix = square_matrix("basis", basis), square_matrix("covariance", covariance)
    if rows.shape != matrix.shape:
        raise ValueError(f"covariance must have the shape of basis, {rows.shape}, got {matrix.shape}")
    return np.asarray(rows @ matrix @ rows.conj().T)


def _off_diagonal(matrix: NDArray[np.inexact]) -> float:
    """Return the sum of the magnitudes off the diagonal."""
    magnitudes = np.abs(matrix)
    return float(magnitudes.sum() - np.trace(magnitudes))
