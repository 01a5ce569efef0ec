"""Keeping some frequencies of an image: those of a mask, a picture with frequency 0 in the centre."""

from collections.abc import Sequence
from typing import Any, Literal, SupportsIndex

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.arguments import choice, image_shape, real
from fdnn_core._validation.floating import Real
from fdnn_core._validation.images import real_images

__all__ = [
    "apply_mask",
    "high_pass_mask",
    "low_pass_mask",
    "notch_mask",
    "ring_mask",
    "symmetric_mask",
    "wedge_mask",
]


def symmetric_mask(mask: ArrayLike, keep: Literal["both", "either"] = "both") -> NDArray[Any]:
    """Make a painted mask treat every frequency k as it does -k, as the spectrum of a real image asks.

    Parameters
    ----------
    mask : array_like, shape (H, W)
        Truth values, or shares from 0 to 1, of what to keep; frequency 0 at (H // 2, W // 2).
    keep : {"both", "either"}
        Keep a frequency if it and its mirror image are kept (to brush away), or one of the two (to brush on).

    Returns
    -------
    ndarray, shape (H, W)
        Of the same type.

    Raises
    ------
    ValueError
        If `mask` is empty or not (height, width), or `keep` is unknown.

    Examples
    --------
    >>> from fdnn_core import symmetric_mask
    >>> symmetric_mask([[True, True, False]]).tolist()
    [[False, True, False]]
    """
    choice("keep", keep, ("both", "either"))
    values = np.asarray(mask)
    image_shape(values.shape)
    combine = np.minimum if keep == "both" else np.maximum
    return np.asarray(combine(values, _mirrored(values)))


def apply_mask(image: ArrayLike, mask: ArrayLike) -> Real:
    """Keep of an image the frequencies that a mask keeps.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real.
    mask : array_like, shape (H, W)
        As `symmetric_mask` returns it.

    Returns
    -------
    ndarray, shape (..., H, W)
        Real.

    Raises
    ------
    ValueError
        If `image` is not finite or not an image, or `mask` is not of its shape, finite and symmetric.
    TypeError
        If either is complex.

    Examples
    --------
    >>> from fdnn_core import apply_mask, low_pass_mask, photograph
    >>> image = photograph("camera")
    >>> bool(apply_mask(image, low_pass_mask(image.shape, 10)).std() < image.std())
    True
    """
    image, shares = real_images("image", image), real_images("mask", mask)
    if shares.shape != image.shape[-2:]:
        raise ValueError(f"mask must be of shape {image.shape[-2:]}, got {shares.shape}")
    if (shares != _mirrored(shares)).any():
        raise ValueError("mask must be symmetric, got one that symmetric_mask would change")
    half = np.fft.ifftshift(shares)[:, : image.shape[-1] // 2 + 1].astype(image.dtype)
    return np.fft.irfft2(np.fft.rfft2(image) * half, image.shape[-2:])


def _mirrored(mask: NDArray[Any]) -> NDArray[Any]:
    """Return the mask turned by 180 degrees about frequency 0."""
    return np.roll(mask[::-1, ::-1], [1 - n % 2 for n in mask.shape], axis=(0, 1))


Shape = Sequence[SupportsIndex]
Mask = NDArray[np.bool_]


def low_pass_mask(shape: Shape, radius: float) -> Mask:
    """Keep frequencies up to `radius`.

    Examples
    --------
    >>> from fdnn_core import low_pass_mask
    >>> low_pass_mask((3, 5), 1.0).astype(int).tolist()
    [[0, 0, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 0, 0]]
    """
    return np.asarray(_distances(shape) <= real("radius", radius, 0))


def high_pass_mask(shape: Shape, radius: float) -> Mask:
    """Keep frequencies from `radius` on.

    Examples
    --------
    >>> from fdnn_core import high_pass_mask
    >>> high_pass_mask((3, 3), 1.2).astype(int).tolist()
    [[1, 0, 1], [0, 1, 0], [1, 0, 1]]
    """
    distance = _distances(shape)
    return np.asarray((distance >= real("radius", radius, 0)) | (distance == 0))


def ring_mask(shape: Shape, low: float, high: float) -> Mask:
    """Keep frequencies from `low` to `high`.

    Examples
    --------
    >>> from fdnn_core import ring_mask
    >>> ring_mask((3, 3), 1.0, 1.2).astype(int).tolist()
    [[0, 1, 0], [1, 1, 1], [0, 1, 0]]
    """
    return high_pass_mask(shape, low) & low_pass_mask(shape, real("high", high, low))


def notch_mask(shape: Shape, frequency: tuple[float, float], radius: float) -> Mask:
    """Drop the disc of `radius` about a `frequency`, vertical and horizontal, and its mirror image.

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
    """Keep waves that run at an `angle`, anticlockwise from the horizontal, give or take half the `width`.

    Both are in degrees: 0 and a small width keep waves that vary from left to right, upright edges.

    Examples
    --------
    >>> from fdnn_core import wedge_mask
    >>> wedge_mask((3, 3), angle=45, width=10).astype(int).tolist()
    [[0, 0, 1], [0, 1, 0], [1, 0, 0]]
    """
    y, x = _frequencies(shape)
    off = np.abs((np.degrees(np.arctan2(-y, x)) - real("angle", angle) + 90) % 180 - 90)
    kept = symmetric_mask(off <= real("width", width, 0, 180) / 2, keep="either")
    return np.asarray(kept | (_distances(shape) == 0))


def _frequencies(shape: Shape) -> tuple[Real, Real]:
    """Return the vertical and the horizontal frequencies, (H, 1) and (W,), in cycles per shorter side."""
    height, width = image_shape(shape)
    side = min(height, width)
    y, x = ((np.arange(n) - n // 2) * (side / n) for n in (height, width))
    return y[:, None], x


def _distances(shape: Shape, centre: tuple[float, float] = (0.0, 0.0)) -> Real:
    y, x = _frequencies(shape)
    return np.asarray(np.hypot(y - centre[0], x - centre[1]))
