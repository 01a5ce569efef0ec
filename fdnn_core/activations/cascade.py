"""A cascade of activations and convolutions, which shows how depth changes a spectrum."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core.transforms.convolution import circular_convolve, gaussian_kernel
from fdnn_core.validation.arguments import choice, integer
from fdnn_core.validation.floating import Float64Array, real_floating
from fdnn_core.validation.functions import call_pointwise

__all__ = ["Mixing", "cascade", "standardise"]

Mixing = Literal["none", "random", "low-pass"]


def standardise(x: ArrayLike) -> Float64Array:
    """Return `x` shifted to zero mean and scaled to unit variance.

    Parameters
    ----------
    x : array_like
        Real numbers, any shape.

    Returns
    -------
    ndarray of float64
        Same shape as `x`. All values are 0 if `x` is constant, and NaN if `x` holds a NaN or an infinity.

    Raises
    ------
    ValueError
        If `x` is empty.
    TypeError
        If `x` is complex.

    Examples
    --------
    >>> from fdnn_core import standardise
    >>> standardise([1.0, 3.0])
    array([-1.,  1.])
    """
    x = _double("x", x)
    peak = np.abs(x).max()
    exponent = np.frexp(peak)[1]
    with np.errstate(invalid="ignore"):
        scaled = np.ldexp(x, -exponent)  # between -1 and 1, so that sums and squares cannot overflow
        centred = scaled - scaled.mean()
        deviation = centred.std()
        if np.ldexp(deviation, exponent) <= 1e-12 * max(1.0, float(peak)):  # rounding errors of a constant
            return np.zeros_like(x)
        return np.asarray(centred / deviation)


def cascade(
    x: ArrayLike, activation: Callable[..., ArrayLike], depth: int = 1, mixing: Mixing = "none", seed: int = 0
) -> Float64Array:
    """Apply an activation `depth` times, with a convolution and standardisation between two applications.

    Parameters
    ----------
    x : array_like
        Real signal (N,) or image (H, W).
    activation : callable
        Takes a real array and returns one of the same shape. It may overwrite its argument, which is a copy.
    depth : int, optional
        Number of times the activation is applied, at least 1.
    mixing : {"none", "random", "low-pass"}, optional
        Circular convolution between two activations. "random": a kernel of 7 taps per axis, sampled from a
        standard normal distribution. "low-pass": a Gaussian kernel of standard deviation 2 samples, with a
        random bias added after standardisation. "none": no convolution.
    seed : int, optional
        Seed of the random kernels and biases.

    Returns
    -------
    ndarray of float64
        Same shape as `x`. With `depth` 1 it is ``activation(x)``. NaN and infinity propagate: if a layer
        diverges, all values of the next layer are NaN before its activation.

    Raises
    ------
    ValueError
        If `x` is empty, `depth` is below 1, `mixing` is unknown, or `activation` changes the shape.
    TypeError
        If `x` or the result of `activation` is complex.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import cascade, relu
    >>> cascade(np.array([-1.0, 2.0]), relu)
    array([0., 2.])
    """
    depth, mixing = integer("depth", depth, 1), choice("mixing", mixing, get_args(Mixing))
    rng = np.random.default_rng(seed)
    h = _activated(activation, _double("x", x))
    for _ in range(depth - 1):
        bias = 0.0
        if mixing == "random":
            h = _convolved(h, rng.standard_normal((7,) * h.ndim))
        elif mixing == "low-pass":
            h = _convolved(h, gaussian_kernel(2.0, 8, h.ndim))
            bias = rng.normal(scale=0.5)
        h = _activated(activation, standardise(h) + bias)
    return h


def _activated(activation: Callable[..., ArrayLike], x: Float64Array) -> Float64Array:
    return _double("values of activation", call_pointwise("activation", activation, x, finite=False))


def _convolved(x: Float64Array, kernel: Float64Array) -> Float64Array:
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(circular_convolve(x - x.mean(), kernel), dtype=np.float64)


def _double(name: str, x: ArrayLike) -> Float64Array:
    array = real_floating(name, x).astype(np.float64, copy=False)
    if array.size == 0:
        raise ValueError(f"{name} must not be empty, got shape {array.shape}")
    return array
