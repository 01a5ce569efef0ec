"""Mixing the magnitude of one image with the phase of another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core.phase.polar import from_polar, image_of, polar_parts
from fdnn_core.transforms.layout import radial_frequencies
from fdnn_core.validation.arguments import choice, image_shape, real, same_shape
from fdnn_core.validation.floating import RealArray
from fdnn_core.validation.images import (
    TRANSFORMS,
    Transform,
    channels_first,
    channels_restored,
    real_images,
)

__all__ = ["mix_phase_magnitude", "mix_polar"]

Polar = tuple[ArrayLike, ArrayLike]


def mix_phase_magnitude(
    a: ArrayLike,
    b: ArrayLike,
    magnitude: float = 0.0,
    phase: float = 0.0,
    scale: Literal["linear", "geometric"] = "linear",
    transform: Transform = "dft",
    band: tuple[float, float] | None = None,
    channel_axis: SupportsIndex | None = None,
) -> RealArray:
    """Mix two images: their magnitudes in one proportion, their phases in another.

    Parameters
    ----------
    a, b : array_like, shape (..., H, W)
        Real images, or patches of images, each pair mixed separately.
    magnitude, phase : float
        The share of `b`, from 0 to 1: with 1 and 0 the result has b's magnitude and a's phase. The phase
        moves the shorter way round the circle. The phase of a coefficient that must be real, as all are
        in the DCT, is its sign: a's below a share of one half, b's above, and positive at exactly one half
        where the signs differ.
    scale : {"linear", "geometric"}
        Mix the magnitudes, or their logarithms. In the geometric mix, a magnitude of 0 makes the mix 0.
    transform : {"dft", "dct"}
        As in `to_polar`.
    band : (float, float), optional
        The lowest and the highest frequency to mix, in cycles per shorter side of the image; all other
        coefficients are a's. By default all frequencies are mixed.
    channel_axis : int, optional
        The axis of the colour channels, each mixed separately. Without it, arrays that look like
        (..., H, W, 3) or (..., H, W, 4) are refused.

    Returns
    -------
    ndarray, shape (..., H, W)
        Real. float32 stays float32.

    Raises
    ------
    ValueError
        If the images differ in shape, are not finite, not (..., height, width), or ambiguous without
        `channel_axis`; or if another argument is out of range.
    TypeError
        If either image is complex.

    References
    ----------
    A. V. Oppenheim, J. S. Lim, "The importance of phase in signals", Proc. IEEE 69(5), 529-541, 1981.

    Examples
    --------
    >>> from fdnn_core import correlation, mix_phase_magnitude, photograph
    >>> a, b = photograph("astronaut"), photograph("chelsea")
    >>> hybrid = mix_phase_magnitude(a, b, magnitude=1)
    >>> round(correlation(hybrid, a), 1), round(correlation(hybrid, b), 1)
    (0.8, 0.0)

    In colour, channel by channel:

    >>> a, b = photograph("astronaut", grey=False), photograph("chelsea", grey=False)
    >>> mix_phase_magnitude(a, b, magnitude=1, channel_axis=-1).shape
    (256, 256, 3)
    """
    choice("transform", transform, TRANSFORMS)
    one = real_images("a", a, channel_axis)
    two = channels_first("b", same_shape("a", a, "b", b)[1], channel_axis)
    parts = polar_parts(one, transform), polar_parts(two, transform)
    shape = one.shape[-2], one.shape[-1]
    mixed = _mixed(*parts, shape, magnitude, phase, scale, transform, band)
    return channels_restored(image_of(*mixed, shape, transform), channel_axis)


def mix_polar(
    a: Polar,
    b: Polar,
    s: Sequence[SupportsIndex],
    magnitude: float = 0.0,
    phase: float = 0.0,
    scale: Literal["linear", "geometric"] = "linear",
    transform: Transform = "dft",
    band: tuple[float, float] | None = None,
    channel_axis: SupportsIndex | None = None,
) -> RealArray:
    """Mix two images given as magnitude and phase: `mix_phase_magnitude` without the forward transforms.

    Parameters
    ----------
    a, b : (array_like, array_like)
        Magnitude and phase of each image, as `to_polar` returns them.
    s : (int, int)
        Height and width of the images.
    magnitude, phase, scale, transform, band
        As in `mix_phase_magnitude`.
    channel_axis : int, optional
        The axis of the colour channels of all four arrays.

    Returns
    -------
    ndarray, shape (..., H, W)

    Raises
    ------
    ValueError, TypeError
        As `mix_phase_magnitude` and `from_polar`: among others, if an array is not finite.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import mix_phase_magnitude, mix_polar, photograph, to_polar
    >>> a, b = photograph("astronaut"), photograph("chelsea")
    >>> mixed = mix_polar(to_polar(a), to_polar(b), a.shape, phase=0.5)
    >>> np.array_equal(mixed, mix_phase_magnitude(a, b, phase=0.5))
    True
    """
    choice("transform", transform, TRANSFORMS)
    magnitudes = same_shape("magnitude of a", a[0], "magnitude of b", b[0])
    phases = same_shape("phase of a", a[1], "phase of b", b[1])
    if channel_axis is not None:
        magnitudes = _channels_first("magnitude", magnitudes, channel_axis)
        phases = _channels_first("phase", phases, channel_axis)
    shape = image_shape(s)
    parts = (magnitudes[0], phases[0]), (magnitudes[1], phases[1])
    mixed = _mixed(*parts, shape, magnitude, phase, scale, transform, band)
    return channels_restored(from_polar(*mixed, shape, transform), channel_axis)


def _channels_first(
    name: str, pair: tuple[RealArray, RealArray], channel_axis: SupportsIndex
) -> tuple[RealArray, RealArray]:
    return channels_first(name, pair[0], channel_axis), channels_first(name, pair[1], channel_axis)


def _mixed(
    a: tuple[RealArray, RealArray],
    b: tuple[RealArray, RealArray],
    shape: tuple[int, int],
    magnitude: float,
    phase: float,
    scale: str,
    transform: Transform,
    band: tuple[float, float] | None,
) -> tuple[RealArray, RealArray]:
    """Return the mixed magnitude and phase."""
    choice("scale", scale, ("linear", "geometric"))
    magnitude_share: RealArray | float = real("magnitude", magnitude, 0, 1)
    phase_share: RealArray | float = real("phase", phase, 0, 1)
    (magnitude_a, phase_a), (magnitude_b, phase_b) = a, b
    if band is not None:
        low, high = real("band[0]", band[0], 0), real("band[1]", band[1], band[0])
        radius = radial_frequencies(shape, transform)
        inside = ((radius >= low) & (radius <= high)).astype(magnitude_a.dtype)
        magnitude_share, phase_share = magnitude_share * inside, phase_share * inside
    if scale == "linear":
        mixed = (1 - magnitude_share) * magnitude_a + magnitude_share * magnitude_b
    else:
        mixed = magnitude_a ** (1 - magnitude_share) * magnitude_b**magnitude_share
    turn = phase_b - phase_a
    turn -= 2 * np.pi * np.rint(turn / (2 * np.pi))  # the shorter way round
    return mixed, phase_a + phase_share * turn
