"""Activations that are polynomials piece by piece, with PyTorch's names, defaults and values.

Each takes real numbers of any shape and returns as many: float32 for float32, float64 otherwise.
`fdnn_core.series` holds their exact spectra.
"""

import numpy as np

from fdnn_core._floating import Real, elementwise

__all__ = ["abs", "hardtanh", "identity", "leaky_relu", "relu", "relu_squared", "sign", "square"]


@elementwise
def identity(x: Real) -> Real:
    """Return a copy of x."""
    return np.positive(x)


@elementwise
def relu(x: Real) -> Real:
    """Rectified linear unit, max(x, 0).

    Examples
    --------
    >>> from fdnn_core import relu
    >>> relu([-1, 0, 2])
    array([0., 0., 2.])
    """
    return np.maximum(x, 0)


@elementwise
def leaky_relu(x: Real, negative_slope: float = 0.01) -> Real:
    """Return x where it is positive, `negative_slope` times x elsewhere.

    Examples
    --------
    >>> from fdnn_core import leaky_relu
    >>> leaky_relu([-1, 0, 2], negative_slope=0.25)
    array([-0.25,  0.  ,  2.  ])
    """
    return np.where(x > 0, x, negative_slope * x)


@elementwise
def hardtanh(x: Real, min_val: float = -1.0, max_val: float = 1.0) -> Real:
    """Return x clipped to the interval from `min_val` to `max_val`.

    Examples
    --------
    >>> from fdnn_core import hardtanh
    >>> hardtanh([-3, 0.5, 2])
    array([-1. ,  0.5,  1. ])
    """
    if min_val > max_val:
        raise ValueError(f"min_val must not exceed max_val, got {min_val} and {max_val}")
    return np.clip(x, min_val, max_val)


@elementwise
def abs(x: Real) -> Real:
    """Absolute value, relu(x) + relu(-x)."""
    return np.abs(x)


@elementwise
def square(x: Real) -> Real:
    """Square, x²; its spectrum is the spectrum of x convolved with itself."""
    return np.square(x)


@elementwise
def relu_squared(x: Real) -> Real:
    """Squared rectified linear unit, max(x, 0)²."""
    return np.square(np.maximum(x, 0))


@elementwise
def sign(x: Real) -> Real:
    """Return -1, 0 or 1, and 0 for NaN, as PyTorch does.

    Examples
    --------
    >>> from fdnn_core import sign
    >>> sign([-3, 0, 2])
    array([-1.,  0.,  1.])
    """
    return np.where(np.isnan(x), 0, np.sign(x))
