"""Circular convolution and the Gaussian kernel."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.validation.arguments import integer, real
from fdnn_core.validation.floating import InexactArray, floating

__all__ = ["circular_convolve", "gaussian_kernel"]


def gaussian_kernel(sigma: float, radius: int, ndim: int = 1) -> NDArray[np.float64]:
    """Return a Gaussian kernel whose taps sum to 1.

    Parameters
    ----------
    sigma : float
        Standard deviation in samples, positive and finite.
    radius : int
        Distance from the central tap to the outermost tap along an axis, at least 0.
    ndim : int, optional
        Number of axes, at least 1.

    Returns
    -------
    ndarray of float64, shape ``(2 * radius + 1,) * ndim``
        The taps.

    Raises
    ------
    ValueError
        If `sigma`, `radius` or `ndim` is out of range.

    Examples
    --------
    >>> from fdnn_core import gaussian_kernel
    >>> gaussian_kernel(1.0, 1).round(4)
    array([0.2741, 0.4519, 0.2741])
    """
    sigma, radius = real("sigma", sigma, above=0), integer("radius", radius, 0)
    row = np.exp(-0.5 * (np.arange(-radius, radius + 1) / sigma) ** 2)
    kernel = row
    for _ in range(integer("ndim", ndim, 1) - 1):
        kernel = np.multiply.outer(kernel, row)
    return np.asarray(kernel / kernel.sum())


def circular_convolve(x: ArrayLike, kernel: ArrayLike) -> InexactArray:
    """Return the circular convolution of an array with a centred kernel, over all axes.

    Parameters
    ----------
    x : array_like
        Real or complex signal with any number of axes.
    kernel : array_like
        Real or complex kernel with the same number of axes as `x`, of odd lengths not longer than `x`. Its
        middle tap is at the origin.

    Returns
    -------
    ndarray
        ``y[n] = sum_m kernel[m] x[n - m]``, with indices modulo the lengths of `x`. Shape and precision are
        those of `x`; the result is complex if `x` or `kernel` is. A NaN or an infinity in either makes all
        values NaN.

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
    x, kernel = floating("x", x), floating("kernel", kernel)
    fits = kernel.ndim == x.ndim and all(k % 2 and k <= n for k, n in zip(kernel.shape, x.shape, strict=True))
    if not fits:
        raise ValueError(f"kernel must have odd lengths of at most {x.shape}, got {kernel.shape}")
    is_complex = np.iscomplexobj(x) or np.iscomplexobj(kernel)
    axes = tuple(range(x.ndim))
    padded = np.zeros(x.shape, np.result_type(x.real.dtype, 1j) if is_complex else x.dtype)
    padded[tuple(slice(k) for k in kernel.shape)] = kernel
    padded = np.roll(padded, [-(k // 2) for k in kernel.shape], axis=axes)
    with np.errstate(invalid="ignore", over="ignore"):
        if is_complex:
            return np.fft.ifftn(np.fft.fftn(x) * np.fft.fftn(padded)).astype(padded.dtype, copy=False)
        return np.fft.irfftn(np.fft.rfftn(x) * np.fft.rfftn(padded), s=x.shape, axes=axes)
