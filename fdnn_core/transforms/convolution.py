"""Circular convolution and the kernels that the demos use."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["circular_convolve", "gaussian_kernel"]

Array = NDArray[np.float64]


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
    return np.asarray(kernel / kernel.sum())


def circular_convolve(x: ArrayLike, kernel: ArrayLike) -> Array:
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
