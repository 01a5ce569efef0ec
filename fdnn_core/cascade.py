"""Activations in a row, with convolutions between them: what depth does to a spectrum."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

__all__ = ["cascade", "circular_convolve", "gaussian_kernel", "standardise"]

Array = NDArray[np.float64]
Mixing = Literal["none", "random", "low-pass"]


def standardise(x: Array) -> Array:
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


def gaussian_kernel(sigma: float, radius: int, ndim: int = 1) -> Array:
    """Return a Gaussian sampled on a grid, with sum 1.

    Parameters
    ----------
    sigma : float
        Standard deviation in samples, positive.
    radius : int
        The kernel has ``2 * radius + 1`` taps along each axis.
    ndim : int, optional
        Number of axes.

    Returns
    -------
    ndarray
        Shape ``(2 * radius + 1,) * ndim``.

    Raises
    ------
    ValueError
        If `sigma` is not positive.

    Examples
    --------
    >>> from fdnn_core import gaussian_kernel
    >>> gaussian_kernel(1.0, 1).round(4)
    array([0.2741, 0.4519, 0.2741])
    """
    if not sigma > 0:
        raise ValueError(f"sigma must be positive, got {sigma}")
    row = np.exp(-0.5 * (np.arange(-radius, radius + 1) / sigma) ** 2)
    kernel = row
    for _ in range(ndim - 1):
        kernel = np.multiply.outer(kernel, row)
    return kernel / kernel.sum()


def circular_convolve(x: Array, kernel: Array) -> Array:
    """Convolve over all axes with wrap-around, the kernel's centre at its middle tap.

    Parameters
    ----------
    x : ndarray of float
    kernel : ndarray of float
        As many axes as `x`, odd lengths, none longer than `x`.

    Returns
    -------
    ndarray
        Same shape as `x`: ``y[n] = sum_m kernel[m] x[n - m]``, indices modulo the lengths.

    Raises
    ------
    ValueError
        If the kernel does not fit.

    Examples
    --------
    >>> from fdnn_core import circular_convolve
    >>> circular_convolve([1.0, 0.0, 0.0, 0.0], [1.0, 2.0, 3.0]).round(12)
    array([2., 3., 0., 1.])
    """
    x, kernel = np.asarray(x, dtype=np.float64), np.asarray(kernel, dtype=np.float64)
    fits = kernel.ndim == x.ndim and all(k % 2 and k <= n for k, n in zip(kernel.shape, x.shape, strict=True))
    if not fits:
        raise ValueError(f"kernel must have odd lengths of at most {x.shape}, got {kernel.shape}")
    axes = tuple(range(x.ndim))
    placed = np.zeros(x.shape)
    placed[tuple(slice(k) for k in kernel.shape)] = kernel
    placed = np.roll(placed, [-(k // 2) for k in kernel.shape], axis=axes)
    return np.fft.irfftn(np.fft.rfftn(x) * np.fft.rfftn(placed), s=x.shape, axes=axes)


def cascade(
    x: Array, activation: Callable[[Array], Array], depth: int = 1, mixing: Mixing = "none", seed: int = 0
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
        The convolution between two activations: none, 7 taps a side drawn from a normal distribution, or a Gaussian
        of standard deviation 2 samples with a random bias added afterwards.
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
