"""Hermite expansions of functions of Gaussian noise, and what they say about its power spectrum."""

from __future__ import annotations

from collections.abc import Callable
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.validation.arguments import double_array, finite_array, integer
from fdnn_core.validation.floating import Float64Array, InexactArray
from fdnn_core.validation.functions import call_pointwise

__all__ = ["arc_cosine_kernel", "gaussian_mean", "hermite_coefficients", "hermite_functions", "output_power"]

_REACH = 12  # standard deviations: the density beyond is below rounding
_NODES = 24  # Gauss-Legendre nodes per interval
_MAX_INTERVALS = 400  # halved at the same time; a jump or a kink needs one or two
_MAX_LEVELS = 50  # halvings of an interval, down to the rounding of its ends
_TOLERANCE = 1e-14  # error of an interval at which it is no longer halved, relative to the mean of |f|
_UNRELIABLE = 1e-6  # error estimate of the mean above which an error is raised, relative to the mean of |f|


def gaussian_mean(function: Callable[[Float64Array], ArrayLike], kinks: ArrayLike = ()) -> Float64Array:
    """Return the mean of a function of a standard normal variable.

    The mean is computed by Gauss-Legendre quadrature on the intervals between the integers and `kinks`.
    Intervals on which it has not converged are halved, so kinks and jumps elsewhere are found, too.

    Parameters
    ----------
    function : callable
        Takes points of shape (P,) and returns values of shape (..., P), or one value for all points. It may
        overwrite its argument, which is a copy.
    kinks : array_like, optional
        Points at which the function has a kink or a jump. Integers need not be listed. With all kinks listed,
        fewer points are evaluated.

    Returns
    -------
    ndarray of float64, shape (...)
        The means.

    Raises
    ------
    ValueError
        If the values are not finite or have another shape, the quadrature does not converge, or `kinks` is
        not finite.

    Examples
    --------
    >>> from fdnn_core import gaussian_mean, relu
    >>> round(float(gaussian_mean(lambda x: relu(x) ** 2)), 12)
    0.5
    """
    edges = np.arange(-_REACH, _REACH + 1.0)
    if np.size(kinks):
        points = double_array("kinks", kinks)
        edges = np.union1d(edges, points[np.abs(points) < _REACH])
    left, right = edges[:-1], edges[1:]
    estimates, magnitudes = _integrals(function, left, right)
    scale = np.sum(magnitudes, axis=-1, keepdims=True)  # mean of |f|
    tails = magnitudes[..., [0, -1]]
    total = np.zeros(estimates.shape[:-1], estimates.dtype)
    error = np.sum(tails, axis=-1)  # the intervals beyond contribute about as much
    for level in range(_MAX_LEVELS + 1):
        middle = (left + right) / 2
        halves, _ = _integrals(function, np.append(left, middle), np.append(middle, right))
        first, second = np.split(halves, 2, axis=-1)
        errors = np.abs(estimates - (first + second))
        unconverged = (errors > _TOLERANCE * scale).reshape(-1, left.size).any(axis=0)
        if level == _MAX_LEVELS or 2 * np.count_nonzero(unconverged) > _MAX_INTERVALS:
            unconverged[:] = False
        error += np.sum(errors[..., ~unconverged], axis=-1)
        total += np.sum((first + second)[..., ~unconverged], axis=-1)
        if not unconverged.any():
            break
        estimates = np.concatenate([first[..., unconverged], second[..., unconverged]], axis=-1)
        left, middle, right = left[unconverged], middle[unconverged], right[unconverged]
        left, right = np.append(left, middle), np.append(middle, right)
    if np.any(error > _UNRELIABLE * scale[..., 0]):
        raise ValueError(f"mean of function must converge, got an error estimate of {np.max(error):g}")
    return np.asarray(total)


def _integrals(
    function: Callable[[Float64Array], ArrayLike], left: Float64Array, right: Float64Array
) -> tuple[InexactArray, NDArray[np.float64]]:
    """Return the integrals of f and |f| times the normal density, each of shape (..., intervals)."""
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    width = right - left
    x = left[:, None] + width[:, None] * (nodes + 1) / 2  # (intervals, nodes)
    density = width[:, None] * (weights / 2) * np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)
    values = finite_array("values of function", function(x.ravel()))
    if values.ndim and values.shape[-1] != x.size:
        raise ValueError(f"function must return shape (..., {x.size}), got {values.shape}")
    values = np.broadcast_to(values, (*values.shape[:-1], x.size)).reshape(*values.shape[:-1], *x.shape)
    return np.sum(values * density, axis=-1), np.sum(np.abs(values) * density, axis=-1)


def hermite_functions(x: ArrayLike, highest: SupportsIndex) -> Float64Array:
    """Return the values of the Hermite polynomials that are orthonormal for a standard normal variable.

    Parameters
    ----------
    x : array_like
        Real points, any shape.
    highest : int
        Highest order.

    Returns
    -------
    ndarray of float64, shape (highest + 1, *x.shape)
        Values of 1, x, (x² - 1) / √2 and so on.

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


def hermite_coefficients(
    function: Callable[[Float64Array], ArrayLike], highest: SupportsIndex, kinks: ArrayLike = ()
) -> Float64Array:
    """Return the coefficients of a pointwise function in the orthonormal Hermite polynomials.

    Coefficient n is the mean of f(x) times the polynomial of order n, for a standard normal x. The squares of
    all coefficients sum to the mean of f(x)².

    Parameters
    ----------
    function : callable
        Pointwise function. It may overwrite its argument, which is a copy.
    highest : int
        Highest order.
    kinks : array_like, optional
        Points at which the function has a kink or a jump, as for `gaussian_mean`.

    Returns
    -------
    ndarray of float64, shape (highest + 1,)
        The coefficients by order. Order 0 is the mean of f(x), order 1 the linear gain.

    Raises
    ------
    ValueError
        If `highest` is negative, the values of `function` are not finite or have another shape, or the
        quadrature does not converge.

    References
    ----------
    R. O'Donnell, "Analysis of Boolean functions", Cambridge University Press, 2014, section 11.2.

    Examples
    --------
    >>> from fdnn_core import hermite_coefficients, relu
    >>> (hermite_coefficients(relu, 4) ** 2 / 0.5).round(4).tolist()
    [0.3183, 0.5, 0.1592, 0.0, 0.0133]
    """
    return gaussian_mean(
        lambda x: call_pointwise("function", function, x) * hermite_functions(x, highest), kinks
    )


def output_power(power: ArrayLike, coefficients: ArrayLike) -> Float64Array:
    """Return the power spectrum of a pointwise function of a Gaussian random field.

    The function turns the correlation r between two points of the field into the sum over n of c_n² r^n. In
    the spectrum, order n therefore adds the input's spectrum convolved with itself n - 1 times. To see the
    contribution of some orders, set the other coefficients to zero.

    Parameters
    ----------
    power : array_like, any shape
        Power spectrum of the input, in the order of ``numpy.fft.fftn``. Its mean is the variance of the
        field and must be 1.
    coefficients : array_like, shape (K,)
        Hermite coefficients c_0 ... of the function, as `hermite_coefficients` returns them.

    Returns
    -------
    ndarray of float64
        Power spectrum of the output, in the shape of `power`.

    Raises
    ------
    ValueError
        If `power` or `coefficients` is empty or not finite, the mean of `power` is not 1, or `coefficients`
        is not one-dimensional.

    References
    ----------
    R. Price, "A useful theorem for nonlinear devices having Gaussian inputs", IRE Trans. Inf. Theory 4(2),
    69-72, 1958.

    Examples
    --------
    >>> from fdnn_core import output_power
    >>> output_power([0.0, 2.0, 0.0, 2.0], [0.0, 0.0, 1.0]).round(9).tolist()  # frequencies 0 and 2
    [2.0, 0.0, 2.0, 0.0]
    """
    spectrum, c = double_array("power", power), double_array("coefficients", coefficients)
    if c.ndim != 1:
        raise ValueError(f"coefficients must have shape (K,), got {c.shape}")
    if abs(spectrum.mean() - 1) > 1e-6:
        raise ValueError(f"power must have a mean of 1, got {spectrum.mean():g}")
    correlation = np.fft.ifftn(spectrum).real  # by distance
    return np.asarray(np.fft.fftn(np.polynomial.polynomial.polyval(correlation, c**2)).real)


def arc_cosine_kernel(correlation: ArrayLike) -> Float64Array:
    """Return the mean of ReLU(x) ReLU(y) for two standard normal variables x and y of given correlation.

    Parameters
    ----------
    correlation : array_like
        Correlation r of x and y, from -1 to 1, any shape.

    Returns
    -------
    ndarray of float64
        (√(1 - r²) + r (π - arccos r)) / 2π, in the shape of `correlation`.

    Raises
    ------
    ValueError
        If a correlation is not finite or not between -1 and 1.

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
        raise ValueError(f"correlation must be in [-1, 1], got {r.flat[np.abs(r).argmax()]:g}")
    return np.asarray((np.sqrt(1 - r**2) + r * (np.pi - np.arccos(r))) / (2 * np.pi))
