"""Circular convolution and the Gaussian kernel."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["circular_convolve", "gaussian_kernel"]

Array = NDArray[np.float64]


def gaussian_kernel(sigma: float, radius: int, ndim: int = 1) -> Array:
    """Return a Gaussian kernel whose taps sum to 1.

    Parameters
    ----------
    sigma : float
        Standard deviation in samples, positive.
    radius : int
        Distance from the central tap to the outermost tap along an axis.
    ndim : int, optional
        Number of axes.

    Returns
    -------
    ndarray of float64, shape ``(2 * radius + 1,) * ndim``
        The taps.

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
    """Return the circular convolution of an array with a centred kernel, over all axes.

    Parameters
    ----------
    x : array_like
        Signal with any number of axes.
    kernel : array_like
        Kernel with the same number of axes as `x`, of odd lengths not longer than `x`. Its middle tap is at
        the origin.

    Returns
    -------
    ndarray
        Same shape as `x`: ``y[n] = sum_m kernel[m] x[n - m]``, with indices modulo the lengths of `x`.

    Raises
    ------
    ValueError
        If `kernel` differs in the number of axes, or has an even length or one longer than `x`.

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
