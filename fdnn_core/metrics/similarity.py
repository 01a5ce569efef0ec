"""How alike two images are, pixel by pixel and in where their detail lies."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.arguments import real, same_shape
from fdnn_core._validation.floating import Real
from fdnn_core.metrics._smoothing import smooth_inside
from fdnn_core.transforms.convolution import gaussian_kernel

__all__ = ["correlation", "local_energy_correlation", "psnr"]

Array = NDArray[np.float64]


def correlation(a: ArrayLike, b: ArrayLike) -> float:
    """Return Pearson's correlation of two images over all their values.

    Parameters
    ----------
    a, b : array_like
        Real, of the same shape.

    Returns
    -------
    float
        Between -1 and 1; NaN if either is constant, as of a constant there is none.

    Raises
    ------
    ValueError
        If they differ in shape, are empty or not finite.
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


def local_energy_correlation(a: ArrayLike, b: ArrayLike, sigma: float = 0.0) -> float:
    """Return the correlation of where two images hold their contrast, whatever its sign.

    Each image's mean is taken off; its local energy is the root of the mean square around each pixel.

    Parameters
    ----------
    a, b : array_like, shape (H, W)
        Real.
    sigma : float
        Standard deviation in pixels of the Gaussian window of that mean, the image mirrored at its
        edges; at 0 it is the pixel alone.

    Returns
    -------
    float
        Between -1 and 1; NaN if either energy is constant.

    Raises
    ------
    ValueError
        If the images differ in shape, are not finite or not (height, width), or `sigma` is negative or
        greater than their longer side.
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
    one, two = same_shape("a", a, "b", b)
    if one.ndim != 2:
        raise ValueError(f"a must be (height, width), got shape {one.shape}")
    sigma = real("sigma", sigma, 0, max(one.shape))
    return cosine(direction(local_energy(one, sigma)), direction(local_energy(two, sigma)))


def psnr(image: ArrayLike, reference: ArrayLike, data_range: float = 1.0) -> float:
    """Return the peak signal-to-noise ratio of an image in decibels.

    Parameters
    ----------
    image, reference : array_like
        Real, of the same shape.
    data_range : float
        From the darkest possible value to the brightest: 1, or 255 for 8 bits.

    Returns
    -------
    float
        10 log10(data_range² / mean squared difference), infinite if the two are the same.

    Raises
    ------
    ValueError
        If they differ in shape, are empty or not finite, or `data_range` is not positive.
    TypeError
        If either is complex.

    Examples
    --------
    >>> from fdnn_core import psnr
    >>> round(psnr([0.5, 0.5], [0.6, 0.4]), 9)
    20.0
    """
    one, two = same_shape("image", image, "reference", reference)
    data_range = real("data_range", data_range, above=0)
    error = float(np.mean(np.subtract(one, two, dtype=np.float64) ** 2))
    return 10 * math.log10(data_range**2 / error) if error else math.inf


def cosine(one: Array, two: Array) -> float:
    """Return the cosine of the angle between two directions."""
    return float(np.clip(np.sum(one * two), -1, 1))  # @ would wait for threads


def direction(image: Real) -> Array:
    """Return the flat values about their mean, of length 1; NaN for a constant."""
    values = image.astype(np.float64).ravel()
    detail = values - values.mean()
    length = np.sqrt(np.sum(detail**2))
    rounding = 1e-13 * np.sqrt(np.sum(values**2))  # scipy.stats.pearsonr draws the same line
    return np.asarray(detail / length if length > rounding else np.full_like(values, np.nan))


def local_energy(image: Real, sigma: float) -> Array:
    """Return the root of the mean square about the image's mean in a window around each pixel."""
    detail = image.astype(np.float64) - image.mean(dtype=np.float64)
    if sigma == 0:
        return np.asarray(np.abs(detail))
    radius = int(4 * sigma + 0.5)  # as scipy.ndimage.gaussian_filter
    mirrored = np.pad(detail**2, radius, mode="symmetric")
    return np.asarray(np.sqrt(smooth_inside(mirrored, gaussian_kernel(sigma, radius), (0, 1))))
