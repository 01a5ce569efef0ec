"""Cutting an image into square patches, and joining them."""

from __future__ import annotations

from typing import SupportsIndex

from numpy.typing import ArrayLike

from fdnn_core.validation.arguments import integer, real_array
from fdnn_core.validation.floating import RealArray
from fdnn_core.validation.images import channels_restored, real_images

__all__ = ["join_patches", "split_patches", "without_patch_means"]


def split_patches(image: ArrayLike, size: int) -> RealArray:
    """Cut an image into square patches.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real images whose H and W are multiples of `size`. Move colour channels to the front first
        (``numpy.moveaxis(image, -1, 0)``): an array that looks like (..., H, W, 3) or (..., H, W, 4) is
        refused.
    size : int
        Height and width of a patch in pixels.

    Returns
    -------
    ndarray, shape (..., H // size, W // size, size, size)

    Raises
    ------
    ValueError
        If `image` is empty, not finite, ambiguous, or not a whole number of patches.
    TypeError
        If `image` is complex.

    Examples
    --------
    Swap magnitude and phase patch by patch:

    >>> from fdnn_core import join_patches, mix_phase_magnitude, photograph, split_patches
    >>> a, b = (split_patches(photograph(name), size=8) for name in ("camera", "coffee"))
    >>> join_patches(mix_phase_magnitude(a, b, magnitude=1)).shape
    (256, 256)
    """
    return _split(real_images("image", image), size)


def _split(images: RealArray, size: int) -> RealArray:
    size = integer("size", size, 1)
    *batch, height, width = images.shape
    if height % size or width % size:
        raise ValueError(f"image must have sides that are multiples of {size}, got shape {images.shape}")
    return images.reshape(*batch, height // size, size, width // size, size).swapaxes(-3, -2)


def join_patches(patches: ArrayLike) -> RealArray:
    """Join patches to an image: the inverse of `split_patches`.

    Parameters
    ----------
    patches : array_like, shape (..., rows, columns, height, width)
        Real.

    Returns
    -------
    ndarray, shape (..., rows * height, columns * width)

    Raises
    ------
    ValueError
        If `patches` is empty, not finite, or has fewer than four axes.
    TypeError
        If `patches` is complex.

    Examples
    --------
    >>> from fdnn_core import join_patches
    >>> join_patches([[[[2.0]], [[3.0]]]]).tolist()
    [[2.0, 3.0]]
    """
    tiles = real_array("patches", patches)
    if tiles.ndim < 4:
        raise ValueError(f"patches must be (..., rows, columns, height, width), got shape {tiles.shape}")
    *batch, rows, columns, height, width = tiles.shape
    return tiles.swapaxes(-3, -2).reshape(*batch, rows * height, columns * width)


def without_patch_means(image: ArrayLike, size: int, channel_axis: SupportsIndex | None = None) -> RealArray:
    """Subtract the mean of each patch, so that images can be compared by their detail alone.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real images whose H and W are multiples of `size`.
    size : int
        Height and width of a patch in pixels.
    channel_axis : int, optional
        The axis of the colour channels, each treated separately. Without it, an array that looks like
        (..., H, W, 3) or (..., H, W, 4) is refused.

    Returns
    -------
    ndarray, shape (..., H, W)

    Raises
    ------
    ValueError, TypeError
        As `split_patches`: among others, if `image` is not finite.

    Examples
    --------
    >>> from fdnn_core import without_patch_means
    >>> without_patch_means([[1.0, 3.0, 7.0, 7.0], [1.0, 3.0, 6.0, 8.0]], size=2).tolist()
    [[-1.0, 1.0, 0.0, 0.0], [-1.0, 1.0, -1.0, 1.0]]
    """
    patches = _split(real_images("image", image, channel_axis), size)
    return channels_restored(join_patches(patches - patches.mean(axis=(-2, -1), keepdims=True)), channel_axis)
