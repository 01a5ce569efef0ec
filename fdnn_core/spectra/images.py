"""Spectra of images: radial power spectrum, its slope, and log spectra for display."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.arguments import finite_array
from fdnn_core._validation.floating import Real, real_floating
from fdnn_core.spectra.amplitude import decibels
from fdnn_core.transforms.dct import dctn
from fdnn_core.transforms.layout import centred_spectrum

__all__ = ["log_spectrum", "radial_power", "radial_slope"]

_FLOOR = -120.0  # dB: a millionth of the largest magnitude is black


def radial_power(image: ArrayLike) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return the radially averaged power spectrum of an image.

    The mean is subtracted and a Hann window is applied. Without the window, jumps between opposite edges
    would add power at high frequencies.

    Parameters
    ----------
    image : array_like, shape (H, W)
        Real and finite image of at least 2 by 2 pixels.

    Returns
    -------
    radius : ndarray of int, shape (R,)
        Spatial frequencies 1 .. R in cycles per shorter side, R = min(H, W) // 2.
    power : ndarray of float64, shape (R,)
        Mean power of all frequencies within half a cycle of the radius. White noise has its variance at every
        radius.

    Raises
    ------
    ValueError
        If `image` is not finite, or not two-dimensional with at least 2 by 2 pixels.
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
    image = _image(image, 2)
    window = np.outer(*(np.sin(np.pi * (np.arange(n) + 0.5) / n) ** 2 for n in image.shape))
    power = np.abs(np.fft.fft2((image - image.mean()) * window)) ** 2 / np.sum(window**2)
    side = min(image.shape)
    frequencies = np.meshgrid(*(np.fft.fftfreq(n) * side for n in image.shape), indexing="ij")
    ring = np.rint(np.hypot(*frequencies)).astype(np.intp).ravel()
    means = np.bincount(ring, power.ravel()) / np.bincount(ring)
    radius = np.arange(1, side // 2 + 1, dtype=np.intp)
    return radius, means[radius]


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
    radius, power = radial_power(_image(image, 6))
    if not power[1:].all():
        raise ValueError(f"image must have power at every radius, got none at {radius[power == 0][0]}")
    slope, _ = np.polyfit(np.log(radius[1:]), np.log(power[1:]), 1)
    return float(slope)


def log_spectrum(image: ArrayLike, transform: Literal["dct", "dft"] = "dct") -> Real:
    """Return the log magnitude spectrum of an image, scaled to brightness from 0 to 1.

    Parameters
    ----------
    image : array_like, shape (H, W)
        Real and finite image.
    transform : {"dct", "dft"}, optional
        Transform: "dct" has frequency 0 at the top left, "dft" in the centre.

    Returns
    -------
    ndarray, shape (H, W)
        Brightness: 1 for the largest magnitude and 1/6 less per decade, down to 0. float32 stays float32.

    Raises
    ------
    ValueError
        If `image` is empty, not finite or not two-dimensional, or `transform` is unknown.
    TypeError
        If `image` is complex.

    Examples
    --------
    >>> from fdnn_core import log_spectrum
    >>> log_spectrum([[1.0, 1.0], [1.0, 1.0]]).tolist()
    [[1.0, 0.0], [0.0, 0.0]]
    """
    if transform not in ("dct", "dft"):
        raise ValueError(f"transform must be 'dct' or 'dft', got {transform!r}")
    image = _image(image, 1)
    coefficients = dctn(image, norm="ortho") if transform == "dct" else np.fft.rfft2(image)
    brightness = 1 - decibels(coefficients, floor=_FLOOR) / _FLOOR
    return brightness if transform == "dct" else centred_spectrum(brightness, image.shape[-1])


def _image(image: ArrayLike, minimum: int) -> Real:
    """Return a finite image of at least `minimum` pixels per side."""
    array = real_floating("image", finite_array("image", image))
    if array.ndim != 2 or min(array.shape) < minimum:
        raise ValueError(
            f"image must be (height, width), at least {minimum} by {minimum}, got shape {array.shape}"
        )
    return array
