"""An image with its magnitudes and its mean as they were, and less of its phase."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core._arguments import integer, real
from fdnn_core._floating import Real
from fdnn_core._images import Transform, real_images
from fdnn_core.polar import from_polar, to_polar

__all__ = ["noisy_phase", "quantise_phase", "random_phase", "zero_phase"]


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
