"""Smooth activations, with PyTorch's names, defaults and values, and the table of all activations.

Each takes real numbers of any shape and returns as many: float32 for float32, float64 otherwise.
"""

from collections.abc import Callable, Mapping
from math import pi, sqrt
from typing import Literal

import numpy as np

from fdnn_core._floating import Real, elementwise
from fdnn_core.error_function import erf
from fdnn_core.piecewise import abs, hardtanh, identity, leaky_relu, relu, relu_squared, sign, square

__all__ = ["ACTIVATIONS", "elu", "gelu", "sigmoid", "silu", "sin", "softplus", "tanh"]


@elementwise
def elu(x: Real, alpha: float = 1.0) -> Real:
    """Exponential linear unit, x where it is positive, `alpha` (exp(x) - 1) elsewhere.

    Examples
    --------
    >>> from fdnn_core import elu
    >>> elu([-1.0, 0.0, 2.0]).round(4)
    array([-0.6321,  0.    ,  2.    ])
    """
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


@elementwise
def gelu(x: Real, approximate: Literal["none", "tanh"] = "none") -> Real:
    """Gaussian error linear unit, x Φ(x), where Φ is the standard normal distribution function.

    Parameters
    ----------
    x : array_like
        Real, any shape.
    approximate : {"none", "tanh"}, optional
        With "tanh", Φ(x) is taken as (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2.

    Returns
    -------
    ndarray
        Same shape as `x`.

    Raises
    ------
    ValueError
        If `approximate` is neither.

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
    return x * 0.5 * (1 + odd)


@elementwise
def silu(x: Real) -> Real:
    """Sigmoid linear unit, x / (1 + exp(-x)), also called swish."""
    return x * (1 / (1 + np.exp(-x)))


@elementwise
def softplus(x: Real, beta: float = 1.0, threshold: float = 20.0) -> Real:
    """Smooth ReLU, log(1 + exp(`beta` x)) / `beta`, and x itself where `beta` x exceeds `threshold`.

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
def tanh(x: Real) -> Real:
    """Hyperbolic tangent."""
    return np.tanh(x)


@elementwise
def sigmoid(x: Real) -> Real:
    """Logistic function, 1 / (1 + exp(-x))."""
    denominator: Real = 1 + np.exp(-x)
    return 1 / denominator


@elementwise
def sin(x: Real) -> Real:
    """Sine of x in radians, the activation of SIREN (arXiv:2006.09661)."""
    return np.sin(x)


#: Every activation by its name.
ACTIVATIONS: Mapping[str, Callable[..., Real]] = {
    function.__name__: function
    for function in (
        *(identity, relu, leaky_relu, elu, gelu, silu, softplus, tanh),
        *(sigmoid, hardtanh, abs, square, relu_squared, sin, sign),
    )
}
