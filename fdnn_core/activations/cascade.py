"""Activations in a row, with convolutions between them: what depth does to a spectrum."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.transforms.convolution import circular_convolve, gaussian_kernel

__all__ = ["cascade", "standardise"]

Array = NDArray[np.float64]
Mixing = Literal["none", "random", "low-pass"]


def standardise(x: ArrayLike) -> Array:
    """Return `x` with zero mean and unit variance; a constant becomes zero.

    Parameters
    ----------
    x : ndarray of float

    Returns
    -------
    ndarray
        Same shape as `x`.

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
    """Apply an activation `depth` times, with standardisation and a convolution between.

    Parameters
    ----------
    x : ndarray of float
        Signal (N,) or image (H, W).
    activation : callable
        Takes and returns an array of the shape of `x`.
    depth : int, optional
        Number of times the activation is applied, at least 1.
    mixing : {"none", "random", "low-pass"}, optional
        The convolution between two activations: none, 7 taps a side drawn from a normal distribution,
        or a Gaussian of standard deviation 2 samples with a random bias added afterwards.
    seed : int, optional
        Seed of kernels and biases.

    Returns
    -------
    ndarray
        Same shape as `x`. At depth 1 it is ``activation(x)``.

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
