"""An image in square patches, to treat each by itself."""

from numpy.typing import ArrayLike

from fdnn_core._validation.arguments import integer, real_array
from fdnn_core._validation.floating import Real
from fdnn_core._validation.images import real_images

__all__ = ["join_patches", "split_patches", "without_patch_means"]


def split_patches(image: ArrayLike, size: int) -> Real:
    """Cut an image into square patches.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real, H and W multiples of `size`.
    size : int
        Pixels along the side of a patch.

    Returns
    -------
    ndarray, shape (..., H // size, W // size, size, size)

    Raises
    ------
    ValueError
        If `image` is not finite, or not a whole number of patches.
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
    pixels, size = real_images("image", image), integer("size", size, 1)
    *several, height, width = pixels.shape
    if height % size or width % size:
        raise ValueError(f"image must be (..., height, width), multiples of {size}, got shape {pixels.shape}")
    return pixels.reshape(*several, height // size, size, width // size, size).swapaxes(-3, -2)


def join_patches(patches: ArrayLike) -> Real:
    """Inverse of `split_patches`: the image of all patches.

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
        If `patches` is not finite or has less than four axes.
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
    *several, rows, columns, height, width = tiles.shape
    return tiles.swapaxes(-3, -2).reshape(*several, rows * height, columns * width)


def without_patch_means(image: ArrayLike, size: int) -> Real:
    """Take the mean of every patch off it, so that images can be compared by their detail alone.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real, H and W multiples of `size`.
    size : int
        Pixels along the side of a patch.

    Returns
    -------
    ndarray, shape (..., H, W)

    Raises
    ------
    ValueError, TypeError
        As `split_patches`.

    Examples
    --------
    >>> from fdnn_core import without_patch_means
    >>> without_patch_means([[1.0, 3.0, 7.0, 7.0], [1.0, 3.0, 6.0, 8.0]], size=2).tolist()
    [[-1.0, 1.0, 0.0, 0.0], [-1.0, 1.0, -1.0, 1.0]]
    """
    patches = split_patches(image, size)
    return join_patches(patches - patches.mean(axis=(-2, -1), keepdims=True))
