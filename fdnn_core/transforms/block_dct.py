"""Block DCT: the cosine transform of each square block of an image, as in JPEG."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.arguments import integer
from fdnn_core.transforms.dct import dctn, idctn

__all__ = ["block_dctn", "block_idctn"]


def block_dctn(image: ArrayLike, size: int = 8) -> NDArray[Any]:
    """Return the orthonormal DCT of each square block of an image.

    Parameters
    ----------
    image : array_like, shape (H, W)
        Real or complex; H and W are multiples of `size`.
    size : int, optional
        Side of a block in pixels.

    Returns
    -------
    ndarray, shape (H // size, W // size, size, size)
        The coefficients: block row, block column, vertical and horizontal frequency. float32 stays float32.

    Raises
    ------
    ValueError
        If `image` is empty, not two-dimensional, or not a whole number of blocks.

    References
    ----------
    G. K. Wallace, "The JPEG still picture compression standard", Comm. ACM 34(4), 30-44, 1991.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import block_dctn, block_idctn
    >>> image = np.arange(256.0).reshape(16, 16)
    >>> block_dctn(image).shape
    (2, 2, 8, 8)
    >>> np.allclose(block_idctn(block_dctn(image)), image)
    True
    """
    pixels, size = np.asarray(image), integer("size", size, 1)
    if pixels.ndim != 2 or 0 in pixels.shape or pixels.shape[0] % size or pixels.shape[1] % size:
        raise ValueError(f"image must be (height, width), multiples of {size}, got shape {pixels.shape}")
    height, width = pixels.shape
    blocks = pixels.reshape(height // size, size, width // size, size).swapaxes(1, 2)
    return dctn(blocks, axes=(-2, -1), norm="ortho")


def block_idctn(coefficients: ArrayLike) -> NDArray[Any]:
    """Return the image of given block coefficients, the inverse of `block_dctn`.

    Parameters
    ----------
    coefficients : array_like, shape (rows, columns, size, size)
        Real or complex coefficients as `block_dctn` returns them.

    Returns
    -------
    ndarray, shape (rows * size, columns * size)
        The image. float32 stays float32.

    Raises
    ------
    ValueError
        If `coefficients` is empty, or its shape is not (rows, columns, size, size).

    Examples
    --------
    >>> from fdnn_core import block_idctn
    >>> block_idctn([[[[2.0]], [[3.0]]]]).round(6).tolist()
    [[2.0, 3.0]]
    """
    blocks = np.asarray(coefficients)
    if blocks.ndim != 4 or blocks.size == 0 or blocks.shape[2] != blocks.shape[3]:
        raise ValueError(f"coefficients must be (rows, columns, size, size), got shape {blocks.shape}")
    rows, columns, size, _ = blocks.shape
    pixels = idctn(blocks, axes=(-2, -1), norm="ortho")
    return pixels.swapaxes(1, 2).reshape(rows * size, columns * size)
