"""Phase retrieval: an image from the magnitude, or from the phase, of its spectrum alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core.metrics.similarity import correlation
from fdnn_core.validation.arguments import integer, real, real_array, same_shape
from fdnn_core.validation.floating import InexactArray, RealArray
from fdnn_core.validation.images import channels_first, channels_restored, real_images

__all__ = ["Estimate", "retrieve_from_magnitude", "retrieve_from_phase", "upright"]


_AXES = (-2, -1)

#: Largest autocorrelation at half the frame, relative to its mean. Exact magnitudes of a padded image give 0,
#: and up to about 0.7 with random errors of 20 %; photographs that fill the frame give 0.94 or more.
_MAX_OVERLAP = 0.8


class Estimate(NamedTuple):
    """The estimate of an image after one step of phase retrieval.

    Attributes
    ----------
    image : ndarray, shape (..., H, W)
        The estimate inside the support, the top left quarter of the padded frame.
    residual : float, or ndarray of shape (...)
        Root mean square of the part of the frame that violates the constraints, relative to that of the
        whole frame.
    """

    image: RealArray
    residual: Any


def upright(image: ArrayLike, reference: ArrayLike, channel_axis: SupportsIndex | None = None) -> RealArray:
    """Turn an image by 180 degrees if that increases its correlation with a reference.

    Parameters
    ----------
    image, reference : array_like, shape (..., H, W)
        Real images of the same shape, each turned or not. Magnitudes alone do not determine which way up an
        image is.
    channel_axis : int, optional
        The axis of the colour channels, which are turned together. Without it, arrays that look like
        (..., H, W, 3) or (..., H, W, 4) are refused.

    Returns
    -------
    ndarray, shape (..., H, W)
        `image` with some images turned.

    Raises
    ------
    ValueError
        If the shapes differ, are not (..., height, width) or ambiguous without `channel_axis`, or either
        image is not finite.
    TypeError
        If either is complex.

    Examples
    --------
    >>> from fdnn_core import upright
    >>> upright([[4.0, 3.0], [2.0, 1.0]], [[0.1, 0.2], [0.3, 0.4]]).tolist()
    [[1.0, 2.0], [3.0, 4.0]]
    """
    planes = real_images("image", image, channel_axis)
    goal = channels_first("reference", same_shape("image", image, "reference", reference)[1], channel_axis)
    oriented = planes.copy()
    first = 0 if channel_axis is None else 1
    for k in np.ndindex(planes.shape[first:-2]):
        one = (slice(None),) * first + k
        turned = planes[one][..., ::-1, ::-1]
        if correlation(turned, goal[one]) > correlation(planes[one], goal[one]):
            oriented[one] = turned
    return channels_restored(oriented, channel_axis)


def retrieve_from_magnitude(magnitude: ArrayLike, seed: int = 0, beta: float = 0.9) -> Iterator[Estimate]:
    """Find a non-negative image from the magnitude of its spectrum, possibly upside down.

    The method is hybrid input-output. Each step imposes the known magnitude on the spectrum. Where the
    result is negative or outside the support, feedback pushes it back. The residual is the part that is
    negative or outside the support. It rises and falls; from some starts it never vanishes, because the
    problem is not convex.

    Parameters
    ----------
    magnitude : array_like, shape (..., 2 * H, W + 1)
        Magnitude of the spectrum of an image, or of each image of a batch, padded with zeros to twice its
        height and width: ``to_polar(image, s=(2 * H, 2 * W))[0]``.
    seed : int
        Seed of the random images to start from.
    beta : float
        Strength of the feedback, in (0, 1].

    Yields
    ------
    Estimate
        One after each step, without end. A step takes two FFTs.

    Raises
    ------
    ValueError
        If `magnitude` is negative somewhere, not finite, of another shape, or not that of an image with such
        padding; or if `beta` or `seed` is out of range.
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
    magnitude = _padded_spectrum("magnitude", magnitude)
    if magnitude.min() < 0:
        raise ValueError(f"magnitude must not be negative, got {magnitude.min()}")
    _require_padding(magnitude)
    beta = real("beta", beta, maximum=1, above=0)
    *batch, height, width = magnitude.shape[:-2] + _support(magnitude)
    noise = np.random.default_rng(integer("seed", seed, 0)).random((*batch, height, width))
    start = np.zeros((*batch, 2 * height, 2 * width), magnitude.dtype)
    start[..., :height, :width] = noise
    return _hybrid_input_output(magnitude, start, beta)


def _hybrid_input_output(magnitude: RealArray, frame: RealArray, beta: float) -> Iterator[Estimate]:
    height, width = _support(magnitude)
    padded = 2 * height, 2 * width
    support = np.zeros(padded, bool)
    support[:height, :width] = True
    limits = np.finfo(magnitude.dtype)
    rounding = np.maximum(limits.tiny, limits.eps * magnitude.max(axis=_AXES, keepdims=True))
    while True:
        spectrum = np.fft.rfft2(frame)
        spectrum *= magnitude / np.maximum(np.abs(spectrum), rounding)
        output = np.fft.irfft2(spectrum, padded)
        allowed = support & (output >= 0)
        frame = np.where(allowed, output, frame - beta * output)
        kept = np.where(allowed, output, 0)
        yield Estimate(kept[..., :height, :width], _residual(output - kept, output))


def retrieve_from_phase(phase: ArrayLike) -> Iterator[Estimate]:
    """Find an image, up to a positive factor, from the phase of its spectrum.

    Each step imposes the known phase on the spectrum of the estimate and then sets everything outside the
    support to zero. The residual is the part that is outside the support. For photographs it falls at every
    step; for a few pixels of noise it may rise for a while. The first estimate is constant.

    Parameters
    ----------
    phase : array_like, shape (..., 2 * H, W + 1)
        Phase in radians of the spectrum of an image, or of each image of a batch, padded with zeros to twice
        its height and width: ``to_polar(image, s=(2 * H, 2 * W))[1]``. Unlike
        `retrieve_from_magnitude`, this function cannot detect that the padding is missing: the estimate then
        has half the height and width.

    Yields
    ------
    Estimate
        One after each step, without end. A step takes two FFTs.

    Raises
    ------
    ValueError
        If `phase` is not finite or of another shape.
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
    phase = _padded_spectrum("phase", phase)
    return _alternating_projections(np.cos(phase) + 1j * np.sin(phase))


def _alternating_projections(rotation: InexactArray) -> Iterator[Estimate]:
    height, width = _support(rotation)
    padded = 2 * height, 2 * width
    image = np.ones((*rotation.shape[:-2], height, width), rotation.real.dtype)
    while True:
        frame = np.fft.irfft2(np.abs(np.fft.rfft2(image, padded)) * rotation, padded)
        image = frame[..., :height, :width]
        outside = frame.copy()
        outside[..., :height, :width] = 0
        yield Estimate(image.copy(), _residual(outside, frame))


def _padded_spectrum(name: str, values: ArrayLike) -> RealArray:
    """Return half of the spectrum of frames of even height and width; raise on another shape."""
    array = real_array(name, values)
    if array.ndim < 2 or array.shape[-2] % 2 or array.shape[-1] < 2:
        raise ValueError(f"{name} must be (..., 2 * height, width + 1), got shape {array.shape}")
    return array


def _support(spectrum: InexactArray) -> tuple[int, int]:
    """Return height and width of the image whose padded frame has this half spectrum."""
    return spectrum.shape[-2] // 2, spectrum.shape[-1] - 1


def _require_padding(magnitude: RealArray) -> None:
    """Raise unless these are magnitudes of an image inside a quarter of the frame.

    The inverse transform of the squared magnitude is the circular autocorrelation. Of such an image it
    vanishes at a shift by half the height or half the width. Of an image that fills the frame and has no
    negative values, it is about as large there as on average.
    """
    height, width = _support(magnitude)
    largest = float(magnitude.max()) or 1.0
    autocorrelation = np.fft.irfft2((magnitude / largest) ** 2, (2 * height, 2 * width))
    rows, columns = autocorrelation[..., height, :], autocorrelation[..., width]
    at_half = np.maximum(rows.mean(axis=-1), columns.mean(axis=-1))
    if (at_half > _MAX_OVERLAP * autocorrelation.mean(axis=_AXES)).any():
        raise ValueError(
            "magnitude must be that of an image padded with zeros to twice its height and width, as by "
            f"to_polar(image, s=(2 * H, 2 * W)), got that of an image that fills {2 * height} by {2 * width}"
        )


def _residual(violation: RealArray, frame: RealArray) -> Any:
    """Return the root mean square of the violation relative to that of the frame; 0 for an empty frame."""
    energy, total = (np.sum(part**2, axis=_AXES) for part in (violation, frame))
    residual = np.sqrt(energy / np.where(total > 0, total, 1))
    return residual if residual.ndim else float(residual)
