"""Spectra of images: radial power spectrum, its slope, and log spectra for display."""

from __future__ import annotations

from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.spectra.amplitude import decibels
from fdnn_core.transforms.dct import dctn
from fdnn_core.transforms.layout import centred_spectrum
from fdnn_core.validation.arguments import choice
from fdnn_core.validation.floating import RealArray
from fdnn_core.validation.images import TRANSFORMS, Transform, channels_restored, real_images

__all__ = ["log_spectrum", "radial_power", "radial_slope"]

_FLOOR = -120.0  # dB: a millionth of the largest magnitude is black


def radial_power(
    image: ArrayLike, channel_axis: SupportsIndex | None = None
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return the radially averaged power spectrum of an image.

    The mean is subtracted and a Hann window is applied. Without the window, jumps between opposite edges
    would add power at high frequencies.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real and finite image of at least 2 by 2 pixels, or a batch of images.
    channel_axis : int, optional
        Axis of colour channels, each of which is treated separately. It becomes the first axis of `power`.

    Returns
    -------
    radius : ndarray of int, shape (R,)
        Spatial frequencies 1 .. R in cycles per shorter side, R = min(H, W) // 2.
    power : ndarray of float64, shape (..., R)
        Mean power of all frequencies within half a cycle of the radius. White noise has its variance at every
        radius.

    Raises
    ------
    ValueError
        If `image` is empty or not finite, has fewer than 2 by 2 pixels, or has the shape of a colour image
        without `channel_axis`.
    TypeError
        If `image` is complex.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import radial_power
    >>> radius, power = radial_power(np.random.default_rng(0).normal(size=(64, 64)))
    >>> int(radius[-1]), round(float(power.mean()), 1)
    (32, 1.0)
    """
    images = _images(image, 2, channel_axis)
    *batch, height, width = images.shape
    window = np.outer(*(np.sin(np.pi * (np.arange(n) + 0.5) / n) ** 2 for n in (height, width)))
    centred = images - images.mean(axis=(-2, -1), keepdims=True)
    power = np.abs(np.fft.fft2(centred * window)) ** 2 / np.sum(window**2)
    side = min(height, width)
    frequencies = np.meshgrid(*(np.fft.fftfreq(n) * side for n in (height, width)), indexing="ij")
    ring = np.rint(np.hypot(*frequencies)).astype(np.intp).ravel()
    radius = np.arange(1, side // 2 + 1, dtype=np.intp)
    sums = np.array([np.bincount(ring, one)[radius] for one in power.reshape(-1, height * width)])
    return radius, (sums / np.bincount(ring)[radius]).reshape(*batch, radius.size)


def radial_slope(image: ArrayLike) -> float:
    """Return the exponent of a power law fitted to an image's power spectrum, about -2 for photographs.

    Parameters
    ----------
    image : array_like, shape (H, W)
        Real and finite image of at least 6 by 6 pixels.

    Returns
    -------
    float
        Least-squares slope of log power against log radius (see `radial_power`) from radius 2 up. Radius 1 is
        left out because the window blurs it.

    Raises
    ------
    ValueError
        If `image` is not finite, not two-dimensional with at least 6 by 6 pixels, or has no power at a radius
        in use.
    TypeError
        If `image` is complex.

    References
    ----------
    D. J. Field, "Relations between the statistics of natural images and the response properties of cortical
    cells", J. Opt. Soc. Am. A 4, 2379-2394, 1987.

    Examples
    --------
    >>> from fdnn_core import power_law_field, radial_slope
    >>> round(radial_slope(power_law_field((256, 256), exponent=2.0)), 1)
    -2.0
    """
    pixels = _images(image, 6)
    if pixels.ndim != 2:
        raise ValueError(f"image must be (height, width), got shape {pixels.shape}")
    radius, power = radial_power(pixels)
    if not power[1:].all():
        raise ValueError(f"image must have power at every radius, got none at {radius[power == 0][0]}")
    slope, _ = np.polyfit(np.log(radius[1:]), np.log(power[1:]), 1)
    return float(slope)


def log_spectrum(
    image: ArrayLike, transform: Transform = "dct", channel_axis: SupportsIndex | None = None
) -> RealArray:
    """Return the log magnitude spectrum of an image, scaled to brightness from 0 to 1.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real and finite image, or a batch of images.
    transform : {"dct", "dft"}, optional
        Transform: "dct" has frequency 0 at the top left, "dft" in the centre.
    channel_axis : int, optional
        Axis of colour channels, each of which is treated separately.

    Returns
    -------
    ndarray, shape of `image`
        Brightness: 1 for the largest magnitude of an image and 1/6 less per decade, down to 0. float32 stays
        float32.

    Raises
    ------
    ValueError
        If `image` is empty, not finite, has fewer than two axes, or has the shape of a colour image without
        `channel_axis`; or if `transform` is unknown.
    TypeError
        If `image` is complex.

    Examples
    --------
    >>> from fdnn_core import log_spectrum
    >>> log_spectrum([[1.0, 1.0], [1.0, 1.0]]).tolist()
    [[1.0, 0.0], [0.0, 0.0]]
    """
    choice("transform", transform, TRANSFORMS)
    images = _images(image, 1, channel_axis)
    coefficients = dctn(images, axes=(-2, -1), norm="ortho") if transform == "dct" else np.fft.rfft2(images)
    magnitudes = np.abs(coefficients)
    peak = magnitudes.max(axis=(-2, -1), keepdims=True)
    relative = magnitudes / np.where(peak > 0, peak, 1)
    brightness = 1 - decibels(relative, reference=1.0, floor=_FLOOR) / _FLOOR
    if transform == "dft":
        brightness = centred_spectrum(brightness, images.shape[-1])
    return channels_restored(brightness, channel_axis)


def _images(image: ArrayLike, minimum: int, channel_axis: SupportsIndex | None = None) -> RealArray:
    """Return finite images of at least `minimum` pixels per side, the channels (if any) on the first axis."""
    images = real_images("image", image, channel_axis)
    if min(images.shape[-2:]) < minimum:
        raise ValueError(f"image must have at least {minimum} by {minimum} pixels, got shape {images.shape}")
    return images
