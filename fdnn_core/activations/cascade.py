"""A cascade of activations and convolutions, which shows how depth changes a spectrum."""

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.transforms.convolution import circular_convolve, gaussian_kernel

__all__ = ["cascade", "standardise"]

Array = NDArray[np.float64]
Mixing = Literal["none", "random", "low-pass"]


def standardise(x: ArrayLike) -> Array:
    """Return `x` shifted to zero mean and scaled to unit variance.

    Parameters
    ----------
    x : array_like
        Real numbers, any shape.

    Returns
    -------
    ndarray of float64
        Same shape as `x`; zeros if `x` is constant.

    Examples
    --------
    >>> from fdnn_core import standardise
    >>> standardise([1.0, 3.0])
    array([-1.,  1.])
    """
    x = np.asarray(x, dtype=np.float64)
    centred = x - x.mean()
    deviation = centred.std()
    return centred / deviation if deviation > 1e-12 * max(1.0, float(np.abs(x).max())) else np.zeros_like(x)


def cascade(
    x: ArrayLike, activation: Callable[[Array], Array], depth: int = 1, mixing: Mixing = "none", seed: int = 0
) -> Array:
    """Apply an activation `depth` times, with a convolution and standardisation between two applications.

    Parameters
    ----------
    x : array_like
        Real signal (N,) or image (H, W).
    activation : callable
        Takes an array and returns one of the same shape.
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
    ndarray
        Same shape as `x`. With `depth` 1 it is ``activation(x)``.

    Raises
    ------
    ValueError
        If `depth` is below 1 or `mixing` is unknown.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import cascade, relu
    >>> cascade(np.array([-1.0, 2.0]), relu)
    array([0., 2.])
    """
    if depth < 1:
        raise ValueError(f"depth must be at least 1, got {depth}")
    if mixing not in ("none", "random", "low-pass"):
        raise ValueError(f"mixing must be none, random or low-pass, got {mixing!r}")
    rng = np.random.default_rng(seed)
    h = activation(np.asarray(x, dtype=np.float64))
    for _ in range(depth - 1):
        bias = 0.0
        if mixing == "random":
            h = circular_convolve(h - h.mean(), rng.standard_normal((7,) * h.ndim))
        elif mixing == "low-pass":
            h = circular_convolve(h - h.mean(), gaussian_kernel(2.0, 8, h.ndim))
            bias = rng.normal(scale=0.5)
        h = activation(standardise(h) + bias)
    return h
