"""Polar form of an image: the magnitude and the phase of its coefficients, and the exactly real inverse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core.transforms.dct import dctn, idctn
from fdnn_core.transforms.layout import centred_spectrum
from fdnn_core.validation.arguments import choice, image_shape, real_array
from fdnn_core.validation.floating import InexactArray, RealArray
from fdnn_core.validation.images import TRANSFORMS, Transform, channels_first, channels_restored, real_images

__all__ = ["from_polar", "image_of", "phase_spectrum", "polar_parts", "to_polar"]

_AXES = (-2, -1)


def to_polar(
    image: ArrayLike,
    s: Sequence[SupportsIndex] | None = None,
    transform: Transform = "dft",
    channel_axis: SupportsIndex | None = None,
) -> tuple[RealArray, RealArray]:
    """Split an image into the magnitude and the phase of its coefficients.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real images, each transformed separately.
    s : (int, int), optional
        Height and width to which each image is first padded with zeros, at the bottom and on the right.
    transform : {"dft", "dct"}
        ``numpy.fft.rfft2``, which stores one of each pair of mirrored frequencies, or the orthonormal DCT.
    channel_axis : int, optional
        The axis of the colour channels, each treated separately. Without it, an array that looks like
        (..., H, W, 3) or (..., H, W, 4) is refused.

    Returns
    -------
    magnitude, phase : ndarray, shape (..., H, W // 2 + 1), or (..., H, W) for the DCT
        The phase is in radians, from -π to π; for the DCT it is the sign, 0 or π. float32 stays float32.

    Raises
    ------
    ValueError
        If `image` is empty, not finite, not (..., height, width), or ambiguous without `channel_axis`; if `s`
        is smaller than the image; or if `transform` is unknown.
    TypeError
        If `image` is complex.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import from_polar, photograph, to_polar
    >>> image = photograph("camera")
    >>> np.allclose(from_polar(*to_polar(image), image.shape), image)
    True
    """
    images = real_images("image", image, channel_axis)
    if s is not None:
        s = image_shape(s)
        if s[0] < images.shape[-2] or s[1] < images.shape[-1]:
            raise ValueError(f"s must be at least {images.shape[-2:]}, got {s}")
    magnitude, phase = polar_parts(images, choice("transform", transform, TRANSFORMS), s)
    return channels_restored(magnitude, channel_axis), channels_restored(phase, channel_axis)


def from_polar(
    magnitude: ArrayLike,
    phase: ArrayLike,
    s: Sequence[SupportsIndex],
    transform: Transform = "dft",
    channel_axis: SupportsIndex | None = None,
) -> RealArray:
    """Return the real image with a given magnitude and phase: the inverse of `to_polar`.

    Because the image is real, a few coefficients are not free. A coefficient that must be real, as all are
    in the DCT, takes the nearer of the phases 0 and π (0 at half-way). In the columns of horizontal frequency
    0 and W / 2, a coefficient at a negative vertical frequency is the conjugate of the one at the positive
    frequency; what is given for it is ignored.

    Parameters
    ----------
    magnitude, phase : array_like
        As `to_polar` returns them. The phase may be any real number.
    s : (int, int)
        Height and width of the image; the shape of the spectrum does not determine the width.
    transform : {"dft", "dct"}
        As in `to_polar`.
    channel_axis : int, optional
        The axis of the colour channels of `magnitude` and `phase`.

    Returns
    -------
    ndarray, shape (..., H, W)

    Raises
    ------
    ValueError
        If `magnitude` or `phase` is empty, not finite or does not fit `s`, or `transform` is unknown.
    TypeError
        If either is complex.

    Examples
    --------
    >>> from fdnn_core import from_polar
    >>> from_polar([[6.0, 2.0]], [[0.0, 3.14159]], (1, 2)).round(9).tolist()
    [[2.0, 4.0]]
    """
    choice("transform", transform, TRANSFORMS)
    height, width = image_shape(s)
    expected = height, (width if transform == "dct" else width // 2 + 1)
    given = {"magnitude": real_array("magnitude", magnitude), "phase": real_array("phase", phase)}
    for name, part in given.items():
        given[name] = part if channel_axis is None else channels_first(name, part, channel_axis)
        if given[name].shape[-2:] != expected:
            raise ValueError(f"{name} must be (..., {expected[0]}, {expected[1]}), got shape {part.shape}")
    images = image_of(given["magnitude"], given["phase"], (height, width), transform)
    return channels_restored(images, channel_axis)


def phase_spectrum(
    image: ArrayLike, transform: Transform = "dft", channel_axis: SupportsIndex | None = None
) -> RealArray:
    """Return the phase of all coefficients of an image, in the layout of `log_spectrum`.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real images, each transformed separately.
    transform : {"dft", "dct"}
        The lowest frequency is in the centre for the DFT, at the top left for the DCT.
    channel_axis : int, optional
        The axis of the colour channels, as in `to_polar`.

    Returns
    -------
    ndarray, shape (..., H, W)
        Radians from -π to π; 0 or π for the DCT.

    Raises
    ------
    ValueError, TypeError
        As `to_polar`: among others, if `image` is not finite.

    Examples
    --------
    >>> from fdnn_core import phase_spectrum
    >>> phase_spectrum([[1.0, -3.0]]).round(4).tolist()
    [[0.0, 3.1416]]
    """
    images = real_images("image", image, channel_axis)
    _, phase = polar_parts(images, choice("transform", transform, TRANSFORMS))
    if transform == "dft":
        phase = centred_spectrum(phase, images.shape[-1], sign=-1)
    return channels_restored(phase, channel_axis)


def polar_parts(
    images: RealArray, transform: Transform, s: tuple[int, int] | None = None
) -> tuple[RealArray, RealArray]:
    """Return magnitude and phase of checked images (..., H, W)."""
    if transform == "dct":
        coefficients: InexactArray = dctn(images, s=s, axes=_AXES, norm="ortho")
    else:
        coefficients = np.fft.rfft2(images, s)
    return np.abs(coefficients), np.angle(coefficients)


def image_of(magnitude: RealArray, phase: RealArray, s: tuple[int, int], transform: Transform) -> RealArray:
    """Return the real images (..., H, W) of checked magnitudes and phases."""
    if transform == "dct":
        return idctn(magnitude * np.copysign(1, np.cos(phase)), axes=_AXES, norm="ortho")
    magnitude, phase = np.broadcast_arrays(magnitude, phase)
    spectrum = np.empty(phase.shape, np.result_type(magnitude, phase, np.complex64))
    spectrum.real, spectrum.imag = magnitude * np.cos(phase), magnitude * np.sin(phase)
    width = s[1]
    for column in {0, width // 2} if width % 2 == 0 else {0}:
        _impose_symmetry(spectrum[..., column])
    return np.fft.irfft2(spectrum, s)


def _impose_symmetry(column: InexactArray) -> None:
    """Make a column of coefficients, in place, the spectrum of a real signal."""
    height = column.shape[-1]
    positive = (height - 1) // 2
    column[..., height - positive :] = column[..., positive:0:-1].conj()
    for real in {0, height // 2} if height % 2 == 0 else {0}:
        column[..., real] = np.copysign(np.abs(column[..., real]), column[..., real].real)
