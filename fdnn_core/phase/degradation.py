"""An image with its magnitudes and its mean as they were, and less of its phase."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core._validation.arguments import integer, real
from fdnn_core._validation.floating import Real
from fdnn_core._validation.images import Transform, real_images
from fdnn_core.phase.polar import from_polar, to_polar
from fdnn_core.transforms.layout import radial_frequencies

__all__ = [
    "flat_magnitude",
    "noisy_phase",
    "power_law_magnitude",
    "quantise_magnitude",
    "quantise_phase",
    "random_phase",
    "zero_phase",
]


def quantise_phase(image: ArrayLike, bits: int, transform: Transform = "dft") -> Real:
    """Round every phase to the nearest of 2**bits that are evenly spaced, 0 among them.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real; several images, or patches, are treated each by itself.
    bits : int
        From 1, which keeps the sign of the real part, to 16.
    transform : {"dft", "dct"}
        As in `to_polar`. Of the DCT the phase is the sign, which one bit holds.

    Returns
    -------
    ndarray, shape (..., H, W)

    Raises
    ------
    ValueError
        If `image` is not finite or not an image, or another argument is out of range.
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
    return _rephased(image, transform, lambda phase: np.rint(phase / step) * step)


def noisy_phase(image: ArrayLike, deviation: float, seed: int = 0, transform: Transform = "dft") -> Real:
    """Add Gaussian noise to every phase.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
    deviation : float
        Standard deviation of the noise in radians.
    seed : int
        Chooses the noise.
    transform : {"dft", "dct"}
        As in `to_polar`. Of the DCT, noise beyond a right angle turns the sign.

    Returns
    -------
    ndarray, shape (..., H, W)

    Raises
    ------
    ValueError, TypeError
        As `quantise_phase`.

    Examples
    --------
    >>> from fdnn_core import correlation, noisy_phase, photograph
    >>> image = photograph("camera")
    >>> [round(correlation(noisy_phase(image, deviation), image), 1) for deviation in (0.0, 0.5, 2.0)]
    [1.0, 0.9, 0.1]
    """
    deviation = real("deviation", deviation, 0)
    rng = np.random.default_rng(integer("seed", seed, 0))
    return _rephased(image, transform, lambda phase: phase + deviation * rng.standard_normal(phase.shape))


def random_phase(image: ArrayLike, seed: int = 0, transform: Transform = "dft") -> Real:
    """Replace every phase by one that chance chooses from all alike.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
    seed : int
        Chooses the phases.
    transform : {"dft", "dct"}
        As in `to_polar`.

    Returns
    -------
    ndarray, shape (..., H, W)

    Raises
    ------
    ValueError, TypeError
        As `quantise_phase`.

    Examples
    --------
    >>> from fdnn_core import photograph, random_phase
    >>> image = photograph("brick")
    >>> bool(abs(random_phase(image).std() - image.std()) < 1e-12)
    True
    """
    rng = np.random.default_rng(integer("seed", seed, 0))
    return _rephased(image, transform, lambda phase: rng.uniform(-np.pi, np.pi, phase.shape))


def zero_phase(image: ArrayLike, transform: Transform = "dft") -> Real:
    """Set every phase to 0: all waves have their crest at the first pixel.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
    transform : {"dft", "dct"}
        As in `to_polar`.

    Returns
    -------
    ndarray, shape (..., H, W)

    Raises
    ------
    ValueError, TypeError
        As `quantise_phase`.

    Examples
    --------
    >>> from fdnn_core import photograph, zero_phase
    >>> int(zero_phase(photograph("camera")).argmax())
    0
    """
    return _rephased(image, transform, np.zeros_like)


def _rephased(image: ArrayLike, transform: Transform, change: Callable[[Real], Real]) -> Real:
    images = real_images("image", image)
    magnitude, phase = to_polar(images, transform=transform)
    changed = change(phase).astype(phase.dtype)
    changed[..., 0, 0] = phase[..., 0, 0]  # the mean stays, though it be negative
    return from_polar(magnitude, changed, images.shape[-2:], transform)


AXES = (-2, -1)
DECADES = 4.0  # 80 dB


def quantise_magnitude(image: ArrayLike, bits: int, transform: Transform = "dft") -> Real:
    """Round every magnitude to one of 2**bits levels, evenly spaced in decibels.

    The levels share out the 80 dB below the largest magnitude, that of the mean aside; what is weaker is
    lost. A level stands in the middle of its share.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real; several images, or patches, are treated each by itself.
    bits : int
        From 1 to 16.
    transform : {"dft", "dct"}
        As in `to_polar`.

    Returns
    -------
    ndarray, shape (..., H, W)

    Raises
    ------
    ValueError
        If `image` is not finite or not an image, or another argument is out of range.
    TypeError
        If `image` is complex.

    Examples
    --------
    >>> from fdnn_core import correlation, photograph, quantise_magnitude
    >>> image = photograph("camera")
    >>> [round(correlation(quantise_magnitude(image, bits), image), 1) for bits in (1, 2, 5)]
    [0.4, 0.7, 1.0]
    """
    count = 2 ** integer("bits", bits, 1, 16)
    image = real_images("image", image)
    magnitude, phase = to_polar(image, transform=transform)
    mean = magnitude[..., 0, 0].copy()
    magnitude[..., 0, 0] = 0
    largest = magnitude.max(axis=AXES, keepdims=True)
    heard = magnitude > largest * 10**-DECADES
    below = np.log10(np.divide(largest, magnitude, where=heard, out=np.ones_like(magnitude)))
    level = np.minimum(np.floor(below * (count / DECADES)), count - 1)
    magnitude = np.where(heard, largest * 10 ** (-DECADES * (level + 0.5) / count), 0)
    magnitude[..., 0, 0] = mean
    return from_polar(magnitude, phase, image.shape[-2:], transform)


def power_law_magnitude(image: ArrayLike, exponent: float = 2.0, transform: Transform = "dft") -> Real:
    """Give every frequency the magnitude that a power law gives it, and keep the image's contrast.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real; several images, or patches, are treated each by itself.
    exponent : float
        Power falls as 1 / f**exponent, alike in all directions; 2 is typical of photographs.
    transform : {"dft", "dct"}
        As in `to_polar`.

    Returns
    -------
    ndarray, shape (..., H, W)
        Of the image's mean and standard deviation.

    Raises
    ------
    ValueError, TypeError
        As `quantise_magnitude`.

    Examples
    --------
    >>> from fdnn_core import correlation, photograph, power_law_magnitude
    >>> image = photograph("astronaut")
    >>> round(correlation(power_law_magnitude(image), image), 1)
    0.8
    """
    image = real_images("image", image)
    _, phase = to_polar(image, transform=transform)
    radius = radial_frequencies(image.shape, transform)
    radius[0, 0] = 1
    law = (radius ** (-real("exponent", exponent) / 2)).astype(phase.dtype)
    law[0, 0] = 0
    detail = from_polar(np.broadcast_to(law, phase.shape), phase, image.shape[-2:], transform)
    mean, contrast = image.mean(axis=AXES, keepdims=True), image.std(axis=AXES, keepdims=True)
    spread = detail.std(axis=AXES, keepdims=True)
    gain: Real = np.divide(contrast, spread, where=spread > 0, out=np.zeros_like(spread))
    return np.asarray(mean + gain * detail)


def flat_magnitude(image: ArrayLike, transform: Transform = "dft") -> Real:
    """Give every frequency the same magnitude, and keep the image's contrast.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real; several images, or patches, are treated each by itself.
    transform : {"dft", "dct"}
        As in `to_polar`.

    Returns
    -------
    ndarray, shape (..., H, W)
        Of the image's mean and standard deviation.

    Raises
    ------
    ValueError, TypeError
        As `quantise_magnitude`.

    Examples
    --------
    >>> from fdnn_core import correlation, flat_magnitude, photograph
    >>> image = photograph("astronaut")
    >>> round(correlation(flat_magnitude(image), image), 1)
    0.3
    """
    return power_law_magnitude(image, 0.0, transform)
