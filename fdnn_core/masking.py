"""Keeping some frequencies of an image: those of a mask, a picture with frequency 0 in the centre."""

from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._arguments import plane
from fdnn_core._floating import Real
from fdnn_core._images import real_images

__all__ = ["apply_mask", "symmetric_mask"]


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
    if keep not in ("both", "either"):
        raise ValueError(f"keep must be 'both' or 'either', got {keep!r}")
    values = np.asarray(mask)
    plane(values.shape)
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
