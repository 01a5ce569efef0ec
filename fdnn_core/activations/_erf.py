"""The error function in numpy, by Taylor polynomials about tabulated points; GELU needs it."""

from __future__ import annotations

import math

import numpy as np

from fdnn_core.validation.floating import RealArray, elementwise, in_slabs

__all__ = ["erf"]

_POINTS = 128  # expansion points per unit of x: the nearest is at most 1/256 away
_DEGREE = 6  # the next term, of order (1/256)**7, is below rounding
_SATURATION = 6.0  # 1 - erf(6) = 2e-17 is below rounding


def _taylor_coefficients() -> list[RealArray]:
    """Return the m-th derivative over m! at all points, for m = 0 ... degree, from y'' = -2 x y'."""
    x = np.arange(_SATURATION * _POINTS + 1) / _POINTS
    rows = [np.array([math.erf(point) for point in x]), 2 / math.sqrt(math.pi) * np.exp(-(x**2))]
    for m in range(1, _DEGREE):
        rows.append(-2 * (m * x * rows[m] + (m - 1) * rows[m - 1]) / (m * (m + 1)))
    return rows


_COEFFICIENTS = _taylor_coefficients()


@elementwise
@in_slabs
def erf(x: RealArray) -> RealArray:
    """Return the error function, 2/√π times the integral of exp(-t²) from 0 to `x`.

    Parameters
    ----------
    x : array_like
        Real numbers, any shape.

    Returns
    -------
    ndarray
        Same shape and precision as `x`, accurate to three units in the last place. NaN where `x` is NaN, ±1
        where it is infinite.

    Raises
    ------
    TypeError
        If `x` is complex.

    References
    ----------
    NIST Digital Library of Mathematical Functions, 7.2.1 (definition) and 7.10.1 (derivatives).

    Examples
    --------
    >>> from fdnn_core import erf
    >>> erf([0.0, 0.5, float("inf")]).round(6)
    array([0.    , 0.5205, 1.    ])
    """
    distance = np.asarray(np.minimum(np.abs(x), _SATURATION), np.float64)
    nearest = np.rint(np.fmin(distance, _SATURATION) * _POINTS).astype(np.intp)  # fmin replaces NaN
    offset = distance - nearest / _POINTS
    value = _COEFFICIENTS[-1].take(nearest)
    for coefficient in _COEFFICIENTS[-2::-1]:
        value *= offset
        value += coefficient.take(nearest)
    return np.asarray(np.copysign(value, x).astype(x.dtype))
