"""Functions of a standard normal variable, split into the orders of Hermite's polynomials."""

from collections.abc import Callable
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.arguments import double_array, integer

__all__ = ["arc_cosine_kernel", "gaussian_mean", "hermite_coefficients", "hermite_functions", "output_power"]

Array = NDArray[np.float64]

_REACH, _NODES = 12, 24  # deviations from the mean; points in each unit of them, exact for kinks at its ends


def gaussian_mean(function: Callable[[Array], ArrayLike]) -> Array:
    """Return the mean of a function of a standard normal variable.

    Parameters
    ----------
    function : callable
        Takes points (P,) and returns values (..., P), smooth but for kinks and jumps at whole numbers.

    Returns
    -------
    ndarray, shape (...)

    Examples
    --------
    >>> from fdnn_core import gaussian_mean, relu
    >>> round(float(gaussian_mean(lambda x: relu(x) ** 2)), 12)
    0.5
    """
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    x = (np.arange(-_REACH, _REACH)[:, None] + (nodes + 1) / 2).ravel()
    density = np.tile(weights / 2, 2 * _REACH) * np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)
    return np.asarray(np.sum(np.asarray(function(x)) * density, axis=-1))


def hermite_functions(x: ArrayLike, highest: SupportsIndex) -> Array:
    """Return the Hermite polynomials that are orthonormal for a standard normal variable.

    Parameters
    ----------
    x : array_like
        Real, any shape.
    highest : int
        The highest order.

    Returns
    -------
    ndarray of float64, shape (highest + 1, *x.shape)
        1, x, (x² - 1) / √2, and so on.

    Raises
    ------
    ValueError
        If `x` is empty or not finite, or `highest` is negative.

    Examples
    --------
    >>> from fdnn_core import hermite_functions
    >>> hermite_functions([3.0], 2).round(4).T.tolist()
    [[1.0, 3.0, 5.6569]]
    """
    x = double_array("x", x)
    rows = [np.ones_like(x), x]
    for n in range(1, integer("highest", highest, 0)):
        rows.append((x * rows[n] - np.sqrt(n) * rows[n - 1]) / np.sqrt(n + 1))
    return np.stack(rows[: int(highest) + 1])


def hermite_coefficients(function: Callable[[Array], ArrayLike], highest: SupportsIndex) -> Array:
    """Return how much of each Hermite polynomial a function of Gaussian noise holds.

    Their squares share out the energy: all of them add up to the mean of the function's square.

    Parameters
    ----------
    function : callable
        Pointwise, smooth but for kinks and jumps at whole numbers.
    highest : int
        The highest order.

    Returns
    -------
    ndarray of float64, shape (highest + 1,)
        Of order 0 the mean, of order 1 the gain of the signal itself.

    Raises
    ------
    ValueError
        If `highest` is negative.

    References
    ----------
    R. O'Donnell, "Analysis of Boolean functions", Cambridge University Press, 2014, section 11.2.

    Examples
    --------
    >>> from fdnn_core import hermite_coefficients, relu
    >>> (hermite_coefficients(relu, 4) ** 2 / 0.5).round(4).tolist()
    [0.3183, 0.5, 0.1592, 0.0, 0.0133]
    """
    return gaussian_mean(lambda x: np.asarray(function(x)) * hermite_functions(x, highest))


def output_power(power: ArrayLike, coefficients: ArrayLike) -> Array:
    """Return the power spectrum of a pointwise function of a Gaussian field.

    Order n adds the input's spectrum convolved with itself n - 1 times; in terms of the correlation between
    two places it is a plain power. Coefficients that are zero but for some give what those orders add.

    Parameters
    ----------
    power : array_like, any shape
        Of the input at all frequencies, as ``numpy.fft.fftn`` orders them: its mean is the variance, 1.
    coefficients : array_like, shape (K,)
        Of the function from order 0 on, as `hermite_coefficients` returns them.

    Returns
    -------
    ndarray of float64
        Of the shape of `power`.

    Raises
    ------
    ValueError
        If either is empty or not finite, the mean of `power` is not 1, or `coefficients` is no row.

    References
    ----------
    R. Price, "A useful theorem for nonlinear devices having Gaussian inputs", IRE Trans. Inf. Theory 4:69,
    1958.

    Examples
    --------
    >>> from fdnn_core import output_power
    >>> output_power([0.0, 2.0, 0.0, 2.0], [0.0, 0.0, 1.0]).round(9).tolist()  # twice the tone, and none
    [2.0, 0.0, 2.0, 0.0]
    """
    spectrum, c = double_array("power", power), double_array("coefficients", coefficients)
    if c.ndim != 1:
        raise ValueError(f"coefficients must have shape (K,), got {c.shape}")
    if abs(spectrum.mean() - 1) > 1e-6:
        raise ValueError(f"power must have a mean of 1, got {spectrum.mean():g}")
    correlation = np.fft.ifftn(spectrum).real  # between places so far apart
    return np.asarray(np.fft.fftn(np.polynomial.polynomial.polyval(correlation, c**2)).real)


def arc_cosine_kernel(correlation: ArrayLike) -> Array:
    """Return the mean product of the ReLU of two standard normal variables so correlated.

    Parameters
    ----------
    correlation : array_like
        From -1 to 1, any shape.

    Returns
    -------
    ndarray of float64
        (√(1 - r²) + r (π - arccos r)) / 2π.

    Raises
    ------
    ValueError
        If a correlation is out of range.

    References
    ----------
    Y. Cho, L. K. Saul, "Kernel methods for deep learning", NIPS 2009.

    Examples
    --------
    >>> from fdnn_core import arc_cosine_kernel
    >>> arc_cosine_kernel([0.0, 0.3, 1.0]).round(5).tolist()
    [0.15915, 0.24137, 0.5]
    """
    r = double_array("correlation", correlation)
    if np.abs(r).max() > 1:
        raise ValueError(f"correlation must be between -1 and 1, got {r.flat[np.abs(r).argmax()]:g}")
    return np.asarray((np.sqrt(1 - r**2) + r * (np.pi - np.arccos(r))) / (2 * np.pi))
