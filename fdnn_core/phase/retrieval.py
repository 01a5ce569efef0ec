"""An image found again from the magnitude of its spectrum alone."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core._validation.arguments import integer, real
from fdnn_core._validation.floating import Inexact, Real
from fdnn_core._validation.images import real_images
from fdnn_core.metrics.similarity import correlation

__all__ = ["Estimate", "retrieve_from_magnitude", "retrieve_from_phase", "upright"]


class Estimate(NamedTuple):
    """The state after a step.

    Attributes
    ----------
    image : ndarray, shape (H, W)
        What is within the support.
    residual : float
        Root mean square of what contradicts the knowledge of the image, over that of the whole frame.
    """

    image: Real
    residual: float


def upright(image: ArrayLike, reference: ArrayLike) -> Real:
    """Return the image, or the image turned by 180 degrees if that correlates better with the reference.

    Examples
    --------
    >>> from fdnn_core import upright
    >>> upright([[4.0, 3.0], [2.0, 1.0]], [[0.1, 0.2], [0.3, 0.4]]).tolist()
    [[1.0, 2.0], [3.0, 4.0]]
    """
    image = real_images("image", image)
    turned = image[::-1, ::-1]
    return turned if correlation(turned, reference) > correlation(image, reference) else image


def framed(name: str, values: ArrayLike) -> Real:
    """Return half a spectrum, refused unless it is that of a frame of even height and width."""
    array = real_images(name, values)
    if array.ndim != 2 or array.shape[0] % 2 or array.shape[1] < 2:
        raise ValueError(f"{name} must be (2 * height, width + 1), got shape {array.shape}")
    return array


def residual(contradiction: Real, frame: Real) -> float:
    """Return the share of a frame's root mean square; nothing contradicts an empty frame."""
    return float(np.sqrt(np.sum(contradiction**2) / (np.sum(frame**2) or 1)))


def retrieve_from_magnitude(magnitude: ArrayLike, seed: int = 0, beta: float = 0.9) -> Iterator[Estimate]:
    """Find an image without negative values from the magnitude of its spectrum, perhaps upside down.

    This is the hybrid input-output algorithm. Each step gives the spectrum the known magnitude; where that
    leads to something outside the support or negative, which is the residual, feedback pushes against it.
    The residual goes up and down, and from some starts it never vanishes: the problem is not convex.

    Parameters
    ----------
    magnitude : array_like, shape (2 * H, W + 1)
        Of the image padded with zeros to twice its height and width.
    seed : int
        Chooses the noise to start from.
    beta : float
        Strength of the feedback, above 0 up to 1.

    Yields
    ------
    Estimate
        Without end; a step takes two FFTs.

    Raises
    ------
    ValueError
        If `magnitude` is negative somewhere, not finite or not of such a shape, or `beta` is out of range.
    TypeError
        If `magnitude` is complex.

    References
    ----------
    J. R. Fienup, "Phase retrieval algorithms: a comparison", Applied Optics 21(15), 2758-2769, 1982.

    Examples
    --------
    >>> from itertools import islice
    >>> from fdnn_core import correlation, photograph, retrieve_from_magnitude, to_polar, upright
    >>> image = photograph("camera").reshape(32, 8, 32, 8).mean(axis=(1, 3))
    >>> magnitude, _ = to_polar(image, s=(64, 64))
    >>> *_, last = islice(retrieve_from_magnitude(magnitude), 400)
    >>> correlation(upright(last.image, image), image) > 0.99
    True
    """
    magnitude = framed("magnitude", magnitude)
    if magnitude.min() < 0:
        raise ValueError(f"magnitude must not be negative, got {magnitude.min()}")
    beta = real("beta", beta, maximum=1, above=0)
    height, width = magnitude.shape[0] // 2, magnitude.shape[1] - 1
    noise = np.random.default_rng(integer("seed", seed, 0)).random((height, width))
    start = np.pad(noise.astype(magnitude.dtype), ((0, height), (0, width)))
    return _steps(magnitude, start, beta)


def _steps(magnitude: Real, frame: Real, beta: float) -> Iterator[Estimate]:
    height, width = (side // 2 for side in frame.shape)
    inside = np.zeros(frame.shape, bool)
    inside[:height, :width] = True
    limits = np.finfo(magnitude.dtype)
    rounding = max(limits.tiny, limits.eps * magnitude.max())
    while True:
        spectrum = np.fft.rfft2(frame)
        spectrum *= magnitude / np.maximum(np.abs(spectrum), rounding)
        output = np.fft.irfft2(spectrum, frame.shape)
        possible = inside & (output >= 0)
        frame = np.where(possible, output, frame - beta * output)
        kept = np.where(possible, output, 0)
        yield Estimate(kept[:height, :width], residual(output - kept, output))


def retrieve_from_phase(phase: ArrayLike) -> Iterator[Estimate]:
    """Find an image from the phase of its spectrum, up to a positive factor.

    Each step gives the spectrum of the estimate the known phase, and then sets to zero what is outside the
    support: that is the residual, which falls at every step for photographs, though for a few pixels of noise
    it may rise for a while. The first estimate is a grey card.

    Parameters
    ----------
    phase : array_like, shape (2 * H, W + 1)
        In radians, of the image padded with zeros to twice its height and width.

    Yields
    ------
    Estimate
        Without end; a step takes two FFTs.

    Raises
    ------
    ValueError
        If `phase` is not finite or not of such a shape.
    TypeError
        If `phase` is complex.

    References
    ----------
    M. H. Hayes, J. S. Lim, A. V. Oppenheim, "Signal reconstruction from phase or magnitude", IEEE Trans.
    Acoustics, Speech, and Signal Processing 28(6), 672-680, 1980.

    Examples
    --------
    >>> from itertools import islice
    >>> from fdnn_core import correlation, photograph, retrieve_from_phase, to_polar
    >>> image = photograph("camera")[64:128, 96:160]
    >>> _, phase = to_polar(image, s=(128, 128))
    >>> *_, last = islice(retrieve_from_phase(phase), 100)
    >>> correlation(last.image, image) > 0.99
    True
    """
    phase = framed("phase", phase)
    return _steps_from_phase(np.cos(phase) + 1j * np.sin(phase))


def _steps_from_phase(rotation: Inexact) -> Iterator[Estimate]:
    height, width = rotation.shape[0] // 2, rotation.shape[1] - 1
    whole = 2 * height, 2 * width
    image = np.ones((height, width), rotation.real.dtype)
    while True:
        frame = np.fft.irfft2(np.abs(np.fft.rfft2(image, whole)) * rotation, whole)
        image = frame[:height, :width]
        outside = frame.copy()
        outside[:height, :width] = 0
        yield Estimate(image.copy(), residual(outside, frame))
