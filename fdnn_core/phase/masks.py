"""Frequency masks: which frequencies of an image to keep, with frequency 0 in the centre of the mask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, SupportsIndex

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.validation.arguments import choice, finite_array, image_shape, real
from fdnn_core.validation.floating import RealArray
from fdnn_core.validation.images import channels_restored, real_images

__all__ = [
    "apply_mask",
    "high_pass_mask",
    "low_pass_mask",
    "notch_mask",
    "ring_mask",
    "symmetric_mask",
    "wedge_mask",
]

Shape = Sequence[SupportsIndex]
Mask = NDArray[np.bool_]


def symmetric_mask(mask: ArrayLike, keep: Literal["both", "either"] = "both") -> NDArray[Any]:
    """Make a mask treat the frequencies k and -k alike, as the spectrum of a real image requires.

    Parameters
    ----------
    mask : array_like, shape (H, W)
        Booleans, or the share of each frequency to keep, from 0 to 1. Frequency 0 is at (H // 2, W // 2).
    keep : {"both", "either"}
        Keep a frequency if the mask keeps both k and -k (for erasing with a brush), or at least one of the
        two (for painting with a brush).

    Returns
    -------
    ndarray, shape (H, W)
        The type of `mask` is kept.

    Raises
    ------
    ValueError
        If `mask` is empty, not (height, width) or not finite, or `keep` is unknown.

    Examples
    --------
    >>> from fdnn_core import symmetric_mask
    >>> symmetric_mask([[True, True, False]]).tolist()
    [[False, True, False]]
    """
    choice("keep", keep, ("both", "either"))
    values = np.asarray(mask)
    image_shape(values.shape)
    finite_array("mask", values)
    combine = np.minimum if keep == "both" else np.maximum
    return np.asarray(combine(values, _mirrored(values)))


def apply_mask(image: ArrayLike, mask: ArrayLike, channel_axis: SupportsIndex | None = None) -> RealArray:
    """Multiply the spectrum of an image by a mask.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real images, each filtered separately.
    mask : array_like, shape (H, W)
        Real and symmetric, as `symmetric_mask` returns it.
    channel_axis : int, optional
        The axis of the colour channels of `image`, each filtered separately. Without it, an array that looks
        like (..., H, W, 3) or (..., H, W, 4) is refused.

    Returns
    -------
    ndarray, shape (..., H, W)
        Real.

    Raises
    ------
    ValueError
        If `image` is not finite, not (..., height, width), or ambiguous without `channel_axis`; or if `mask`
        is not finite, symmetric and of the same height and width.
    TypeError
        If either is complex.

    Examples
    --------
    >>> from fdnn_core import apply_mask, low_pass_mask, photograph
    >>> image = photograph("camera")
    >>> bool(apply_mask(image, low_pass_mask(image.shape, 10)).std() < image.std())
    True
    """
    images, shares = real_images("image", image, channel_axis), real_images("mask", mask)
    sides = images.shape[-2], images.shape[-1]
    if shares.shape != sides:
        raise ValueError(f"mask must have shape {sides}, got {shares.shape}")
    if (shares != _mirrored(shares)).any():
        raise ValueError("mask must be symmetric, got a mask that symmetric_mask would change")
    half = np.fft.ifftshift(shares)[:, : sides[1] // 2 + 1].astype(images.dtype)
    return channels_restored(np.fft.irfft2(np.fft.rfft2(images) * half, sides), channel_axis)


def _mirrored(mask: NDArray[Any]) -> NDArray[Any]:
    """Return the mask turned by 180 degrees about frequency 0."""
    return np.roll(mask[::-1, ::-1], [1 - n % 2 for n in mask.shape], axis=(0, 1))


def low_pass_mask(shape: Shape, radius: float) -> Mask:
    """Keep frequencies up to `radius`.

    Parameters
    ----------
    shape : (int, int)
        Height and width.
    radius : float
        The highest frequency to keep, in cycles per shorter side.

    Returns
    -------
    ndarray of bool, shape `shape`

    Raises
    ------
    ValueError
        If `shape` is not (height, width), or `radius` is negative or not finite.

    Examples
    --------
    >>> from fdnn_core import low_pass_mask
    >>> low_pass_mask((3, 5), 1.0).astype(int).tolist()
    [[0, 0, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 0, 0]]
    """
    return np.asarray(_distances(shape) <= real("radius", radius, 0))


def high_pass_mask(shape: Shape, radius: float) -> Mask:
    """Keep frequencies of at least `radius`, and the mean.

    Parameters
    ----------
    shape : (int, int)
        Height and width.
    radius : float
        The lowest frequency to keep besides 0, in cycles per shorter side.

    Returns
    -------
    ndarray of bool, shape `shape`

    Raises
    ------
    ValueError
        If `shape` is not (height, width), or `radius` is negative or not finite.

    Examples
    --------
    >>> from fdnn_core import high_pass_mask
    >>> high_pass_mask((3, 3), 1.2).astype(int).tolist()
    [[1, 0, 1], [0, 1, 0], [1, 0, 1]]
    """
    distance = _distances(shape)
    return np.asarray((distance >= real("radius", radius, 0)) | (distance == 0))


def ring_mask(shape: Shape, low: float, high: float) -> Mask:
    """Keep frequencies from `low` to `high`, and the mean.

    Parameters
    ----------
    shape : (int, int)
        Height and width.
    low, high : float
        The lowest and the highest frequency to keep, in cycles per shorter side.

    Returns
    -------
    ndarray of bool, shape `shape`

    Raises
    ------
    ValueError
        If `shape` is not (height, width), `low` is negative, `high` is below `low`, or either is not finite.

    Examples
    --------
    >>> from fdnn_core import ring_mask
    >>> ring_mask((3, 3), 1.0, 1.2).astype(int).tolist()
    [[0, 1, 0], [1, 1, 1], [0, 1, 0]]
    """
    return high_pass_mask(shape, low) & low_pass_mask(shape, real("high", high, low))


def notch_mask(shape: Shape, frequency: tuple[float, float], radius: float) -> Mask:
    """Drop the frequencies within `radius` of a frequency or its negative, but keep the mean.

    Parameters
    ----------
    shape : (int, int)
        Height and width.
    frequency : (float, float)
        Vertical and horizontal frequency, in cycles per shorter side.
    radius : float
        In cycles per shorter side.

    Returns
    -------
    ndarray of bool, shape `shape`

    Raises
    ------
    ValueError
        If `shape` is not (height, width), `radius` is negative, or a number is not finite.

    Examples
    --------
    >>> from fdnn_core import notch_mask
    >>> notch_mask((3, 3), frequency=(0, 1), radius=0.5).astype(int).tolist()
    [[1, 1, 1], [0, 1, 0], [1, 1, 1]]
    """
    distance = _distances(shape, (real("frequency[0]", frequency[0]), real("frequency[1]", frequency[1])))
    kept = symmetric_mask(distance > real("radius", radius, 0))
    return np.asarray(kept | (_distances(shape) == 0))


def wedge_mask(shape: Shape, angle: float, width: float) -> Mask:
    """Keep waves whose direction is within half of `width` of an angle, and the mean.

    Parameters
    ----------
    shape : (int, int)
        Height and width.
    angle : float
        Direction in degrees, anticlockwise from the horizontal. At 0, with a small width, the mask keeps
        waves that vary from left to right: vertical edges.
    width : float
        Opening of the wedge in degrees, from 0 to 180.

    Returns
    -------
    ndarray of bool, shape `shape`

    Raises
    ------
    ValueError
        If `shape` is not (height, width), `angle` is not finite, or `width` is out of range.

    Examples
    --------
    >>> from fdnn_core import wedge_mask
    >>> wedge_mask((3, 3), angle=45, width=10).astype(int).tolist()
    [[0, 0, 1], [0, 1, 0], [1, 0, 0]]
    """
    y, x = _frequencies(shape)
    deviation = np.abs((np.degrees(np.arctan2(-y, x)) - real("angle", angle) + 90) % 180 - 90)
    kept = symmetric_mask(deviation <= real("width", width, 0, 180) / 2, keep="either")
    return np.asarray(kept | (_distances(shape) == 0))


def _frequencies(shape: Shape) -> tuple[RealArray, RealArray]:
    """Return the vertical and the horizontal frequencies, (H, 1) and (W,), in cycles per shorter side."""
    height, width = image_shape(shape)
    side = min(height, width)
    y, x = ((np.arange(n) - n // 2) * (side / n) for n in (height, width))
    return y[:, None], x


def _distances(shape: Shape, centre: tuple[float, float] = (0.0, 0.0)) -> RealArray:
    """Return the distance of each frequency from `centre`, in cycles per shorter side."""
    y, x = _frequencies(shape)
    return np.asarray(np.hypot(y - centre[0], x - centre[1]))
