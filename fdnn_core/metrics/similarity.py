"""Similarity of two images: pixel by pixel, and by where their contrast lies."""

from __future__ import annotations

import math
from typing import Any, SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core.metrics._data_range import checked_data_range
from fdnn_core.metrics._smoothing import smooth_inside
from fdnn_core.transforms.convolution import gaussian_kernel
from fdnn_core.validation.arguments import real, same_shape
from fdnn_core.validation.floating import Float64Array, RealArray
from fdnn_core.validation.images import channels_first

__all__ = ["correlation", "cosine", "direction", "local_energy", "local_energy_correlation", "psnr"]


def correlation(a: ArrayLike, b: ArrayLike) -> float:
    """Return Pearson's correlation of two images over all their values.

    Parameters
    ----------
    a, b : array_like
        Real, of the same shape: grey, colour or a batch. All axes are treated alike.

    Returns
    -------
    float
        Between -1 and 1; NaN if either image is constant, because its standard deviation is 0.

    Raises
    ------
    ValueError
        If the images differ in shape, are empty or not finite.
    TypeError
        If either is complex.

    Examples
    --------
    >>> from fdnn_core import correlation
    >>> round(correlation([1.0, 2.0, 3.0], [5.0, 7.0, 9.0]), 9)
    1.0
    """
    one, two = same_shape("a", a, "b", b)
    return cosine(direction(one), direction(two))


def local_energy_correlation(
    a: ArrayLike, b: ArrayLike, sigma: float = 0.0, channel_axis: SupportsIndex | None = None
) -> Any:
    """Return the correlation of the local contrast of two images, regardless of its sign.

    The local energy of an image is the root of the local mean of its squared deviation from its mean.

    Parameters
    ----------
    a, b : array_like, shape (..., H, W)
        Real images, each pair compared separately.
    sigma : float
        Standard deviation in pixels of the Gaussian window of the local mean, with the image mirrored at
        its edges; at 0 the window is the pixel alone.
    channel_axis : int, optional
        The axis of the colour channels; the result is the mean over the channels. Without it, arrays that
        look like (..., H, W, 3) or (..., H, W, 4) are refused.

    Returns
    -------
    float, or ndarray of float64, shape (...)
        Between -1 and 1; NaN if the local energy of either image is constant.

    Raises
    ------
    ValueError
        If the images differ in shape, are not finite, not (..., height, width) or ambiguous without
        `channel_axis`, or if `sigma` is negative or greater than their longer side.
    TypeError
        If either is complex.

    References
    ----------
    M. J. Morgan, J. Ross, A. Hayes, "The relative importance of local phase and local amplitude in patchwise
    image reconstruction", Biological Cybernetics 65, 113-119, 1991, on what such a measure shows.

    Examples
    --------
    >>> from fdnn_core import local_energy_correlation, photograph
    >>> image = photograph("camera")
    >>> round(local_energy_correlation(image, 1 - image, sigma=2.0), 9)
    1.0
    """
    one, two = (
        channels_first(name, values, channel_axis)
        for name, values in zip("ab", same_shape("a", a, "b", b), strict=True)
    )
    sigma = real("sigma", sigma, 0, max(one.shape[-2:]))
    scores = np.empty(one.shape[:-2])
    for k in np.ndindex(scores.shape):
        x, y = (direction(local_energy(image[k], sigma)) for image in (one, two))
        scores[k] = cosine(x, y)
    if channel_axis is not None:
        scores = scores.mean(axis=0)
    return scores if scores.ndim else float(scores)


def psnr(image: ArrayLike, reference: ArrayLike, data_range: float | None = None) -> float:
    """Return the peak signal-to-noise ratio of an image in decibels.

    Parameters
    ----------
    image, reference : array_like
        Real, of the same shape: grey, colour or a batch. All axes are treated alike.
    data_range : float, optional
        The difference between the largest and the smallest possible value. By default 1 for floating-point
        images; for integers of 8 or 16 bits, the range of the type: 255 for uint8.

    Returns
    -------
    float
        10 log10(data_range² / mean squared difference); infinite if the images are equal.

    Raises
    ------
    ValueError
        If the images differ in shape, are empty or not finite; if `data_range` is not positive; or if it is
        missing for integers of other sizes or for images of two types.
    TypeError
        If either is complex.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import psnr
    >>> round(psnr([0.5, 0.5], [0.6, 0.4]), 9)
    20.0
    >>> a, b = np.array([[0, 255], [100, 200]], np.uint8), np.array([[0, 255], [100, 198]], np.uint8)
    >>> abs(psnr(a, b) - psnr(a / 255, b / 255)) < 1e-9
    True
    """
    one, two = same_shape("image", image, "reference", reference)
    data_range = checked_data_range(data_range, np.asarray(image).dtype, np.asarray(reference).dtype)
    error = float(np.mean(np.subtract(one, two, dtype=np.float64) ** 2))
    return 10 * math.log10(data_range**2 / error) if error else math.inf


def cosine(one: Float64Array, two: Float64Array) -> float:
    """Return the cosine of the angle between two unit vectors."""
    return float(np.clip(np.sum(one * two), -1, 1))  # without @, whose threads cost more than they save


def direction(image: RealArray) -> Float64Array:
    """Return the flat deviations from the mean, scaled to a unit vector; NaN for a constant image."""
    values = image.astype(np.float64).ravel()
    detail = values - values.mean()
    length = np.sqrt(np.sum(detail**2))
    rounding = 1e-13 * np.sqrt(np.sum(values**2))  # the threshold of scipy.stats.pearsonr
    return np.asarray(detail / length if length > rounding else np.full_like(values, np.nan))


def local_energy(image: RealArray, sigma: float) -> Float64Array:
    """Return the root of the Gaussian-weighted mean squared deviation from the mean around each pixel."""
    detail = image.astype(np.float64) - image.mean(dtype=np.float64)
    if sigma == 0:
        return np.asarray(np.abs(detail))
    radius = int(4 * sigma + 0.5)  # as scipy.ndimage.gaussian_filter
    mirrored = np.pad(detail**2, radius, mode="symmetric")
    return np.asarray(np.sqrt(smooth_inside(mirrored, gaussian_kernel(sigma, radius), (0, 1))))
