"""Block DCT: the cosine transform of each square block of an image, as in JPEG."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, SupportsIndex

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.transforms.bases import cosine_basis
from fdnn_core.transforms.dct import dctn, idctn, slabs
from fdnn_core.validation.arguments import integer
from fdnn_core.validation.floating import floating
from fdnn_core.validation.images import channels_first, channels_restored

__all__ = ["block_dctn", "block_idctn"]

_LARGEST_MATRIX = 32  # side of a block up to which matrix products are faster than FFTs


def block_dctn(
    image: ArrayLike, size: SupportsIndex = 8, channel_axis: SupportsIndex | None = None
) -> NDArray[Any]:
    """Return the orthonormal DCT of each square block of an image.

    If the height or width is not a multiple of `size`, the last row or column is repeated to fill the blocks,
    as JPEG encoders do.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real or complex image, or a batch of images.
    size : int, optional
        Side of a block in pixels.
    channel_axis : int, optional
        Axis of colour channels, each of which is transformed separately. It becomes the first axis of the
        result.

    Returns
    -------
    ndarray, shape (..., ceil(H / size), ceil(W / size), size, size)
        The coefficients: block row, block column, vertical and horizontal frequency. float32 stays float32.
        A NaN or an infinity makes all coefficients of its block NaN or infinite.

    Raises
    ------
    ValueError
        If `image` is empty, has fewer than two axes, or has the shape of a colour image without
        `channel_axis`; or if `size` is below 1.

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
    >>> np.allclose(block_idctn(block_dctn(image[:13]), shape=(13, 16)), image[:13])
    True
    """
    pixels, size = np.asarray(image), integer("size", size, 1)
    if pixels.size == 0:
        raise ValueError(f"image must not be empty, got shape {pixels.shape}")
    pixels = channels_first("image", pixels, channel_axis)
    *batch, height, width = pixels.shape
    rows, columns = -(-height // size), -(-width // size)
    if (rows * size, columns * size) != (height, width):
        missing = ((0, rows * size - height), (0, columns * size - width))
        pixels = np.pad(pixels, (*((0, 0) for _ in batch), *missing), mode="edge")
    blocks = pixels.reshape(*batch, rows, size, columns, size).swapaxes(-3, -2)
    return _transformed(blocks)


def block_idctn(
    coefficients: ArrayLike,
    shape: Sequence[SupportsIndex] | None = None,
    channel_axis: SupportsIndex | None = None,
) -> NDArray[Any]:
    """Return the image of given block coefficients, the inverse of `block_dctn`.

    Parameters
    ----------
    coefficients : array_like, shape (..., rows, columns, size, size)
        Real or complex coefficients as `block_dctn` returns them.
    shape : sequence of two int, optional
        Height and width to which the image is cropped, for an image that `block_dctn` padded.
    channel_axis : int, optional
        Axis of the result to which the first axis, that of the colour channels, is moved.

    Returns
    -------
    ndarray, shape (..., rows * size, columns * size), or (..., *shape)
        The image. float32 stays float32. A NaN or an infinity makes its whole block NaN or infinite.

    Raises
    ------
    ValueError
        If `coefficients` is empty, its shape is not (..., rows, columns, size, size), or `shape` exceeds the
        blocks.

    Examples
    --------
    >>> from fdnn_core import block_idctn
    >>> block_idctn([[[[2.0]], [[3.0]]]]).round(6).tolist()
    [[2.0, 3.0]]
    """
    blocks = np.asarray(coefficients)
    axes = 4 if channel_axis is None else 5
    if blocks.ndim < axes or blocks.size == 0 or blocks.shape[-2] != blocks.shape[-1]:
        wanted = (
            "(..., rows, columns, size, size)" if axes == 4 else "(channels, ..., rows, columns, size, size)"
        )
        raise ValueError(f"coefficients must be {wanted}, got shape {blocks.shape}")
    *batch, rows, columns, size, _ = blocks.shape
    height, width = rows * size, columns * size
    blocks = _transformed(blocks, inverse=True)
    pixels = blocks.swapaxes(-3, -2).reshape(*batch, height, width)
    if shape is not None:
        if len(shape) != 2:
            raise ValueError(f"shape must be (height, width), got {tuple(shape)}")
        pixels = pixels[..., : integer("height", shape[0], 1, height), : integer("width", shape[1], 1, width)]
    return channels_restored(pixels, channel_axis)


def _transformed(blocks: NDArray[Any], inverse: bool = False) -> NDArray[Any]:
    """Transform each block: small ones by ``matrix @ block @ matrix.T``, which is faster, others by FFT."""
    blocks = floating("blocks", blocks)
    size = blocks.shape[-1]
    if size > _LARGEST_MATRIX or blocks.real.dtype not in (np.float32, np.float64):
        return (idctn if inverse else dctn)(blocks, axes=(-2, -1), norm="ortho")
    matrix = cosine_basis(size).astype(blocks.real.dtype)
    if inverse:
        matrix = matrix.T
    result = np.empty(blocks.shape, blocks.dtype)
    with np.errstate(invalid="ignore"):
        for some, transformed in slabs(blocks, result):
            np.matmul(matrix, some @ matrix.T, out=transformed)
    return result
