"""Degrading the phase or the magnitude of an image, and keeping the other part and the mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core.phase.polar import image_of, polar_parts
from fdnn_core.transforms.layout import radial_frequencies
from fdnn_core.validation.arguments import choice, integer, real
from fdnn_core.validation.floating import RealArray
from fdnn_core.validation.images import TRANSFORMS, Transform, channels_restored, real_images

__all__ = [
    "flat_magnitude",
    "noisy_phase",
    "power_law_magnitude",
    "quantise_magnitude",
    "quantise_phase",
    "random_phase",
    "zero_phase",
]

_AXES = (-2, -1)
_DECADES = 4.0  # of magnitude: 80 dB


def quantise_phase(
    image: ArrayLike, bits: int, transform: Transform = "dft", channel_axis: SupportsIndex | None = None
) -> RealArray:
    """Round every phase to the nearest of 2**bits evenly spaced phases, one of which is 0.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real images, or patches of images, each treated separately.
    bits : int
        From 1, which keeps the sign of the real part only, to 16.
    transform : {"dft", "dct"}
        As in `to_polar`. The phase of the DCT is a sign, which one bit stores exactly.
    channel_axis : int, optional
        The axis of the colour channels, each treated separately. Without it, an array that looks like
        (..., H, W, 3) or (..., H, W, 4) is refused.

    Returns
    -------
    ndarray, shape (..., H, W)

    Raises
    ------
    ValueError
        If `image` is empty, not finite, not (..., height, width), or ambiguous without `channel_axis`; or if
        another argument is out of range.
    TypeError
        If `image` is complex.

    Examples
    --------
    >>> from fdnn_core import correlation, photograph, quantise_phase
    >>> image = photograph("camera")
    >>> [round(correlation(quantise_phase(image, bits), image), 1) for bits in (1, 2, 3)]
    [0.5, 0.9, 1.0]
    """
    step = 2 * np.pi / 2 ** integer("bits", bits, 1, 16)
    return _with_phase(image, transform, channel_axis, lambda phase: np.rint(phase / step) * step)


def noisy_phase(
    image: ArrayLike,
    deviation: float,
    seed: int = 0,
    transform: Transform = "dft",
    channel_axis: SupportsIndex | None = None,
) -> RealArray:
    """Add Gaussian noise to every phase.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real images, or patches of images, each with noise of its own.
    deviation : float
        Standard deviation of the noise in radians.
    seed : int
        Seed of the noise.
    transform : {"dft", "dct"}
        As in `to_polar`. In the DCT, noise beyond a right angle flips the sign.
    channel_axis : int, optional
        The axis of the colour channels, as in `quantise_phase`.

    Returns
    -------
    ndarray, shape (..., H, W)

    Raises
    ------
    ValueError, TypeError
        As `quantise_phase`: among others, if `image` is not finite.

    Examples
    --------
    >>> from fdnn_core import correlation, noisy_phase, photograph
    >>> image = photograph("camera")
    >>> [round(correlation(noisy_phase(image, deviation), image), 1) for deviation in (0.0, 0.5, 2.0)]
    [1.0, 0.9, 0.1]
    """
    deviation = real("deviation", deviation, 0)
    rng = np.random.default_rng(integer("seed", seed, 0))
    return _with_phase(
        image, transform, channel_axis, lambda phase: phase + deviation * rng.standard_normal(phase.shape)
    )


def random_phase(
    image: ArrayLike,
    seed: int = 0,
    transform: Transform = "dft",
    channel_axis: SupportsIndex | None = None,
) -> RealArray:
    """Replace every phase by a uniformly distributed random phase.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real images, or patches of images, each with random phases of its own.
    seed : int
        Seed of the random phases.
    transform : {"dft", "dct"}
        As in `to_polar`.
    channel_axis : int, optional
        The axis of the colour channels, as in `quantise_phase`.

    Returns
    -------
    ndarray, shape (..., H, W)

    Raises
    ------
    ValueError, TypeError
        As `quantise_phase`: among others, if `image` is not finite.

    Examples
    --------
    >>> from fdnn_core import photograph, random_phase
    >>> image = photograph("brick")
    >>> bool(abs(random_phase(image).std() - image.std()) < 1e-12)
    True
    """
    rng = np.random.default_rng(integer("seed", seed, 0))
    return _with_phase(image, transform, channel_axis, lambda phase: rng.uniform(-np.pi, np.pi, phase.shape))


def zero_phase(
    image: ArrayLike, transform: Transform = "dft", channel_axis: SupportsIndex | None = None
) -> RealArray:
    """Set every phase to 0, so that all waves have a crest at the first pixel.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real images, or patches of images, each treated separately.
    transform : {"dft", "dct"}
        As in `to_polar`.
    channel_axis : int, optional
        The axis of the colour channels, as in `quantise_phase`.

    Returns
    -------
    ndarray, shape (..., H, W)

    Raises
    ------
    ValueError, TypeError
        As `quantise_phase`: among others, if `image` is not finite.

    Examples
    --------
    >>> from fdnn_core import photograph, zero_phase
    >>> int(zero_phase(photograph("camera")).argmax())
    0
    """
    return _with_phase(image, transform, channel_axis, np.zeros_like)


def _with_phase(
    image: ArrayLike,
    transform: Transform,
    channel_axis: SupportsIndex | None,
    change: Callable[[RealArray], RealArray],
) -> RealArray:
    """Change the phases of an image but not its mean, which may be negative."""
    choice("transform", transform, TRANSFORMS)
    images = real_images("image", image, channel_axis)
    magnitude, phase = polar_parts(images, transform)
    changed = change(phase).astype(phase.dtype)
    changed[..., 0, 0] = phase[..., 0, 0]
    return channels_restored(image_of(magnitude, changed, _sides(images), transform), channel_axis)


def _sides(images: RealArray) -> tuple[int, int]:
    return images.shape[-2], images.shape[-1]


def quantise_magnitude(
    image: ArrayLike, bits: int, transform: Transform = "dft", channel_axis: SupportsIndex | None = None
) -> RealArray:
    """Round every magnitude to one of 2**bits levels, evenly spaced in decibels.

    The 80 dB below the largest magnitude, the mean aside, are divided into 2**bits equal intervals. A
    magnitude in an interval becomes the interval's midpoint; a magnitude below all intervals becomes 0.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real images, or patches of images, each treated separately.
    bits : int
        From 1 to 16.
    transform : {"dft", "dct"}
        As in `to_polar`.
    channel_axis : int, optional
        The axis of the colour channels, as in `quantise_phase`.

    Returns
    -------
    ndarray, shape (..., H, W)

    Raises
    ------
    ValueError, TypeError
        As `quantise_phase`: among others, if `image` is not finite.

    Examples
    --------
    >>> from fdnn_core import correlation, photograph, quantise_magnitude
    >>> image = photograph("camera")
    >>> [round(correlation(quantise_magnitude(image, bits), image), 1) for bits in (1, 2, 5)]
    [0.4, 0.7, 1.0]
    """
    count = 2 ** integer("bits", bits, 1, 16)
    choice("transform", transform, TRANSFORMS)
    images = real_images("image", image, channel_axis)
    magnitude, phase = polar_parts(images, transform)
    mean = magnitude[..., 0, 0].copy()
    magnitude[..., 0, 0] = 0
    largest = magnitude.max(axis=_AXES, keepdims=True)
    kept = magnitude > largest * 10**-_DECADES
    decades_below = np.log10(np.divide(largest, magnitude, where=kept, out=np.ones_like(magnitude)))
    level = np.minimum(np.floor(decades_below * (count / _DECADES)), count - 1)
    magnitude = np.where(kept, largest * 10 ** (-_DECADES * (level + 0.5) / count), 0)
    magnitude[..., 0, 0] = mean
    return channels_restored(image_of(magnitude, phase, _sides(images), transform), channel_axis)


def power_law_magnitude(
    image: ArrayLike,
    exponent: float = 2.0,
    transform: Transform = "dft",
    channel_axis: SupportsIndex | None = None,
) -> RealArray:
    """Replace every magnitude by that of a power law, keeping phases, mean and standard deviation.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real images, or patches of images, each treated separately.
    exponent : float
        The power falls as 1 / f**exponent, equally in all directions; 2 is typical of photographs.
    transform : {"dft", "dct"}
        As in `to_polar`.
    channel_axis : int, optional
        The axis of the colour channels, as in `quantise_phase`.

    Returns
    -------
    ndarray, shape (..., H, W)
        With the mean and the standard deviation of each image.

    Raises
    ------
    ValueError, TypeError
        As `quantise_phase`: among others, if `image` is not finite.

    Examples
    --------
    >>> from fdnn_core import correlation, photograph, power_law_magnitude
    >>> image = photograph("astronaut")
    >>> round(correlation(power_law_magnitude(image), image), 1)
    0.8
    """
    choice("transform", transform, TRANSFORMS)
    images = real_images("image", image, channel_axis)
    _, phase = polar_parts(images, transform)
    radius = radial_frequencies(images.shape, transform)
    radius[0, 0] = 1
    law = (radius ** (-real("exponent", exponent) / 2)).astype(phase.dtype)
    law[0, 0] = 0
    detail = image_of(law, phase, _sides(images), transform)
    mean, contrast = images.mean(axis=_AXES, keepdims=True), images.std(axis=_AXES, keepdims=True)
    spread = detail.std(axis=_AXES, keepdims=True)
    gain: RealArray = np.divide(contrast, spread, where=spread > 0, out=np.zeros_like(spread))
    return channels_restored(np.asarray(mean + gain * detail), channel_axis)


def flat_magnitude(
    image: ArrayLike, transform: Transform = "dft", channel_axis: SupportsIndex | None = None
) -> RealArray:
    """Give every frequency the same magnitude, keeping phases, mean and standard deviation.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real images, or patches of images, each treated separately.
    transform : {"dft", "dct"}
        As in `to_polar`.
    channel_axis : int, optional
        The axis of the colour channels, as in `quantise_phase`.

    Returns
    -------
    ndarray, shape (..., H, W)
        With the mean and the standard deviation of each image.

    Raises
    ------
    ValueError, TypeError
        As `quantise_phase`: among others, if `image` is not finite.

    Examples
    --------
    >>> from fdnn_core import correlation, flat_magnitude, photograph
    >>> image = photograph("astronaut")
    >>> round(correlation(flat_magnitude(image), image), 1)
    0.3
    """
    return power_law_magnitude(image, 0.0, transform, channel_axis)
