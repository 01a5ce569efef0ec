"""Pointwise activation functions with PyTorch's names, defaults and values.

Each takes a real array of any shape and returns one of the same shape, in float32 for float32 input and in
float64 for integers. NaN gives NaN, except for `sign`. Infinity gives the limit, or NaN where there is none.
`fdnn_core.closed_forms.fourier_series` holds the exact Fourier series of the piecewise polynomials and of the
sine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import pi, sqrt
from typing import Literal

import numpy as np

from fdnn_core.activations._erf import erf
from fdnn_core.validation.floating import RealArray, elementwise, in_slabs

__all__ = [
    "ACTIVATIONS",
    "abs",
    "elu",
    "gelu",
    "hardtanh",
    "identity",
    "leaky_relu",
    "relu",
    "relu_squared",
    "sigmoid",
    "sign",
    "silu",
    "sin",
    "softplus",
    "square",
    "tanh",
]


@elementwise
def identity(x: RealArray) -> RealArray:
    """Return a copy of x. NaN gives NaN."""
    return np.positive(x)


@elementwise
def relu(x: RealArray) -> RealArray:
    """Rectified linear unit, max(x, 0).

    NaN gives NaN.

    Examples
    --------
    >>> from fdnn_core import relu
    >>> relu([-1, 0, 2])
    array([0., 0., 2.])
    """
    return np.maximum(x, 0)


@elementwise
def leaky_relu(x: RealArray, negative_slope: float = 0.01) -> RealArray:
    """Leaky rectified linear unit: x where x is positive, `negative_slope` times x elsewhere.

    NaN gives NaN.

    Examples
    --------
    >>> from fdnn_core import leaky_relu
    >>> leaky_relu([-1, 0, 2], negative_slope=0.25)
    array([-0.25,  0.  ,  2.  ])
    """
    return np.where(x > 0, x, negative_slope * x)


@elementwise
def hardtanh(x: RealArray, min_val: float = -1.0, max_val: float = 1.0) -> RealArray:
    """Hard tanh: x clipped to the interval from `min_val` to `max_val`.

    NaN gives NaN.

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
def abs(x: RealArray) -> RealArray:
    """Absolute value, relu(x) + relu(-x). NaN gives NaN."""
    return np.abs(x)


@elementwise
def square(x: RealArray) -> RealArray:
    """Square, x². Its spectrum is the spectrum of x convolved with itself. NaN gives NaN."""
    return np.square(x)


@elementwise
def relu_squared(x: RealArray) -> RealArray:
    """Squared rectified linear unit, max(x, 0)². NaN gives NaN."""
    return np.square(np.maximum(x, 0))


@elementwise
def sign(x: RealArray) -> RealArray:
    """Sign of x: -1, 0 or 1. As in PyTorch, the sign of NaN is 0.

    Examples
    --------
    >>> from fdnn_core import sign
    >>> sign([-3, 0, 2])
    array([-1.,  0.,  1.])
    """
    return np.where(np.isnan(x), 0, np.sign(x))


@elementwise
@in_slabs
def elu(x: RealArray, alpha: float = 1.0) -> RealArray:
    """Exponential linear unit: x where x is positive, `alpha` (exp(x) - 1) elsewhere.

    NaN gives NaN.

    Examples
    --------
    >>> from fdnn_core import elu
    >>> elu([-1.0, 0.0, 2.0]).round(4)
    array([-0.6321,  0.    ,  2.    ])
    """
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


@elementwise
@in_slabs
def gelu(x: RealArray, approximate: Literal["none", "tanh"] = "none") -> RealArray:
    """Gaussian error linear unit, x Φ(x), where Φ is the standard normal distribution function.

    Parameters
    ----------
    x : array_like
        Real numbers, any shape.
    approximate : {"none", "tanh"}, optional
        "none" uses Φ itself, "tanh" the approximation Φ(x) ≈ (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2.

    Returns
    -------
    ndarray
        Same shape as `x`. At minus infinity the value is the limit 0, where PyTorch returns NaN.

    Raises
    ------
    ValueError
        If `approximate` is unknown.

    References
    ----------
    D. Hendrycks, K. Gimpel, "Gaussian error linear units (GELUs)", arXiv:1606.08415, 2016.

    Examples
    --------
    >>> from fdnn_core import gelu
    >>> gelu([-1.0, 0.0, 1.0]).round(4)
    array([-0.1587,  0.    ,  0.8413])
    """
    if approximate == "none":
        odd = erf(x / sqrt(2))
    elif approximate == "tanh":
        odd = np.tanh(sqrt(2 / pi) * x * (1 + 0.044715 * x * x))
    else:
        raise ValueError(f"approximate must be 'none' or 'tanh', got {approximate!r}")
    return np.asarray(_above_minus_infinity(x) * 0.5 * (1 + odd))


@elementwise
@in_slabs
def silu(x: RealArray) -> RealArray:
    """Sigmoid linear unit, x / (1 + exp(-x)), also called swish.

    At minus infinity the value is the limit 0, where PyTorch returns NaN.
    """
    return np.asarray(_above_minus_infinity(x) * (1 / (1 + np.exp(-x))))


def _above_minus_infinity(x: RealArray) -> RealArray:
    """Return x with minus infinity replaced by the lowest finite number, because -inf * 0 is NaN."""
    return np.asarray(np.maximum(x, np.finfo(x.dtype).min))


@elementwise
@in_slabs
def softplus(x: RealArray, beta: float = 1.0, threshold: float = 20.0) -> RealArray:
    """Softplus, log(1 + exp(`beta` x)) / `beta`, and x itself where `beta` x exceeds `threshold`.

    NaN gives NaN.

    Examples
    --------
    >>> from fdnn_core import softplus
    >>> softplus([-2.0, 0.0, 50.0]).round(4)
    array([ 0.1269,  0.6931, 50.    ])
    """
    if beta == 0:
        raise ValueError(f"beta must not be zero, got {beta}")
    return np.where(beta * x > threshold, x, np.logaddexp(0, beta * x) / beta)


@elementwise
def tanh(x: RealArray) -> RealArray:
    """Hyperbolic tangent. NaN gives NaN."""
    return np.tanh(x)


@elementwise
@in_slabs
def sigmoid(x: RealArray) -> RealArray:
    """Logistic function, 1 / (1 + exp(-x)). NaN gives NaN."""
    denominator: RealArray = 1 + np.exp(-x)
    return 1 / denominator


@elementwise
def sin(x: RealArray) -> RealArray:
    """Sine of x in radians, the activation of SIREN networks (arXiv:2006.09661). NaN gives NaN."""
    return np.sin(x)


#: All activations by name.
ACTIVATIONS: Mapping[str, Callable[..., RealArray]] = {
    function.__name__: function
    for function in (
        *(identity, relu, leaky_relu, elu, gelu, silu, softplus, tanh),
        *(sigmoid, hardtanh, abs, square, relu_squared, sin, sign),
    )
}
