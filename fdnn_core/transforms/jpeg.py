"""The parts of JPEG between the block DCT and the file: zigzag order, quantisation tables, size estimate."""

from __future__ import annotations

from typing import Literal, SupportsIndex

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.validation.arguments import choice, double_array, integer

__all__ = ["jpeg_bits_per_pixel", "jpeg_quantisation_table", "zigzag_order"]

# ITU-T T.81, tables K.1 and K.2.
_TABLES = {
    "luminance": (
        (16, 11, 10, 16, 24, 40, 51, 61),
        (12, 12, 14, 19, 26, 58, 60, 55),
        (14, 13, 16, 24, 40, 57, 69, 56),
        (14, 17, 22, 29, 51, 87, 80, 62),
        (18, 22, 37, 56, 68, 109, 103, 77),
        (24, 35, 55, 64, 81, 104, 113, 92),
        (49, 64, 78, 87, 103, 121, 120, 101),
        (72, 92, 95, 98, 112, 100, 103, 99),
    ),
    "chrominance": (
        (17, 18, 24, 47, 99, 99, 99, 99),
        (18, 21, 26, 66, 99, 99, 99, 99),
        (24, 26, 56, 99, 99, 99, 99, 99),
        (47, 66, 99, 99, 99, 99, 99, 99),
        *(4 * ((99,) * 8,)),
    ),
}


def zigzag_order(size: SupportsIndex = 8) -> NDArray[np.intp]:
    """Return the zigzag order of the coefficients of a block, from low to high frequencies.

    Parameters
    ----------
    size : int, optional
        Side of a block, at least 1.

    Returns
    -------
    ndarray of int, shape (size * size,)
        Indices into the flat block: ``block.ravel()[zigzag_order()]`` is in zigzag order. The inverse is
        ``numpy.argsort(zigzag_order())``.

    Raises
    ------
    ValueError
        If `size` is below 1.

    References
    ----------
    ITU-T T.81, "Digital compression and coding of continuous-tone still images", 1992, figure A.6.

    Examples
    --------
    >>> from fdnn_core import zigzag_order
    >>> zigzag_order(3).tolist()
    [0, 1, 3, 6, 4, 2, 5, 7, 8]
    """
    row, column = np.indices(2 * (integer("size", size, 1),)).reshape(2, -1)
    diagonal = row + column
    return np.lexsort((np.where(diagonal % 2, row, column), diagonal))


def jpeg_quantisation_table(
    quality: SupportsIndex = 50, component: Literal["luminance", "chrominance"] = "luminance"
) -> NDArray[np.int64]:
    """Return a quantisation table of the JPEG standard, scaled to a quality.

    Parameters
    ----------
    quality : int, optional
        Quality from 1 to 100, as in libjpeg: 50 is the table of the standard, 100 has steps of 1.
    component : {"luminance", "chrominance"}, optional
        Which of the two tables of the standard to scale.

    Returns
    -------
    ndarray of int64, shape (8, 8)
        Step sizes from 1 to 255 for the coefficients of `block_dctn`, for pixel values from 0 to 255.

    Raises
    ------
    ValueError
        If `quality` is not in [1, 100] or `component` is unknown.

    References
    ----------
    ITU-T T.81, "Digital compression and coding of continuous-tone still images", 1992, tables K.1 and K.2.

    Examples
    --------
    >>> from fdnn_core import jpeg_quantisation_table
    >>> jpeg_quantisation_table(90)[0].tolist()
    [3, 2, 2, 3, 5, 8, 10, 12]
    """
    quality = integer("quality", quality, 1, 100)
    table = np.array(_TABLES[choice("component", component, _TABLES)], dtype=np.int64)
    percent = 5000 // quality if quality < 50 else 200 - 2 * quality
    return np.clip((table * percent + 50) // 100, 1, 255)


def jpeg_bits_per_pixel(levels: ArrayLike) -> float:
    """Estimate the bits per pixel of a baseline JPEG file from the quantised coefficients of one component.

    The estimate is the entropy of the symbols that JPEG codes, plus the bits of the values that follow them.
    These symbols are the sizes of the differences of neighbouring mean values, and the pairs of the number of
    zeros and the size of the next coefficient in zigzag order. File headers are not counted.

    Parameters
    ----------
    levels : array_like, shape (rows, columns, size, size)
        Quantised coefficients, whole numbers: ``numpy.rint(block_dctn(image) / table)``.

    Returns
    -------
    float
        Bits per pixel, with padding counted as pixels.

    Raises
    ------
    ValueError
        If `levels` is empty, not finite, not whole, or not of shape (rows, columns, size, size).

    References
    ----------
    ITU-T T.81, "Digital compression and coding of continuous-tone still images", 1992, annex F.1.2.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import block_dctn, jpeg_bits_per_pixel, jpeg_quantisation_table, photograph
    >>> pixels = 255 * photograph("camera") - 128
    >>> levels = np.rint(block_dctn(pixels) / jpeg_quantisation_table(50))
    >>> round(jpeg_bits_per_pixel(levels), 1)
    0.7
    """
    values = double_array("levels", levels)
    if values.ndim != 4 or values.shape[-1] != values.shape[-2]:
        raise ValueError(f"levels must be (rows, columns, size, size), got shape {values.shape}")
    if (values != np.rint(values)).any():
        raise ValueError(f"levels must be whole numbers, got {values[values != np.rint(values)][0]:g}")
    size = values.shape[-1]
    blocks = values.reshape(-1, size * size)[:, zigzag_order(size)]
    means = _magnitude_bits(np.diff(blocks[:, 0], prepend=0))
    block, place = np.nonzero(blocks[:, 1:])
    first = np.diff(block, prepend=-1) != 0  # first nonzero coefficient of its block
    zeros = np.where(first, place, np.diff(place, prepend=0) - 1)  # before each nonzero coefficient
    bits = _magnitude_bits(blocks[:, 1:][block, place])
    runs_of_16 = np.sum(zeros // 16)  # each is a symbol of its own
    ends = len(blocks) - np.count_nonzero(place == size * size - 2)  # end-of-block symbols
    pairs = np.unique(1000 * (zeros % 16) + bits, return_counts=True)[1]
    sizes = np.unique(means, return_counts=True)[1]
    total = _entropy(sizes) + np.sum(means) + _entropy(np.append(pairs, [runs_of_16, ends])) + np.sum(bits)
    return float(total / values.size)


def _magnitude_bits(values: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return the number of bits of each magnitude: 0 for 0, 1 for 1, 2 for 2 and 3, and so on."""
    return np.frexp(np.abs(values))[1].astype(np.intp)


def _entropy(counts: NDArray[np.intp]) -> float:
    """Return the entropy in bits of all symbols together, given how often each occurs."""
    counts = counts[counts > 0]
    return float(np.sum(counts * np.log2(counts.sum() / counts)))
