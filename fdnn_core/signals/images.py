"""Synthetic images: random fields with a given spectrum, a zone plate and a checkerboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import SupportsIndex

import numpy as np
from numpy.typing import NDArray

from fdnn_core.transforms.dct import idctn
from fdnn_core.validation.arguments import image_shape, integer, real

__all__ = ["checkerboard", "dct_atoms", "power_law_field", "zone_plate"]

Shape = Sequence[SupportsIndex]
Image = NDArray[np.float64]


def power_law_field(shape: Shape, exponent: float = 2.0, seed: int = 0) -> Image:
    """Return a random texture whose power falls as 1 / f**exponent, equally in all directions.

    Only the phases are random: the power at each frequency is exact. At an exponent of 2, which is typical
    of natural images, every octave has the same energy.

    Parameters
    ----------
    shape : (int, int)
        Height and width in pixels.
    exponent : float
        Exponent of the power law; 0 gives a flat spectrum.
    seed : int
        Seed of the random phases.

    Returns
    -------
    ndarray of float64, shape `shape`
        Zero mean, unit power.

    Raises
    ------
    ValueError
        If `shape` is not (height, width) with two pixels or more, or `exponent` is not finite.

    References
    ----------
    D. J. Field, "Relations between the statistics of natural images and the response properties of cortical
    cells", JOSA A 4(12), 2379-2394, 1987.

    Examples
    --------
    >>> from fdnn_core import power_law_field
    >>> field = power_law_field((32, 48))
    >>> round(float((field**2).mean()), 12)
    1.0
    """
    height, width = image_shape(shape, minimum_pixels=2)
    noise = np.random.default_rng(integer("seed", seed, 0)).standard_normal((height, width))
    spectrum = np.fft.fft2(noise)
    frequency = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.fftfreq(width))  # cycles per pixel
    frequency[0, 0] = 1
    magnitude = frequency ** (-real("exponent", exponent) / 2)
    magnitude[0, 0] = 0
    field = np.fft.ifft2(magnitude * spectrum / np.abs(spectrum)).real
    return np.asarray(field / np.sqrt(np.mean(field**2)))


def dct_atoms(shape: Shape, count: int, seed: int = 0, highest: int | None = None) -> Image:
    """Return a sum of distinct random DCT basis functions with normally distributed amplitudes.

    Parameters
    ----------
    shape : (int, int)
        Height and width in pixels.
    count : int
        Number of basis functions, the constant one excluded.
    seed : int
        Seed of the random choice and amplitudes.
    highest : int, optional
        The highest frequency along either axis, in half cycles per image; by default there is no limit.

    Returns
    -------
    ndarray of float64, shape `shape`
        Zero mean, largest magnitude 1.

    Raises
    ------
    ValueError
        If `shape` is not (height, width) with two pixels or more, or there are fewer than `count` functions.

    Examples
    --------
    >>> from fdnn_core import dct_atoms, dctn
    >>> int((abs(dctn(dct_atoms((16, 16), 5))) > 1e-9).sum())
    5
    """
    height, width = image_shape(shape, minimum_pixels=2)
    top = max(height, width) - 1 if highest is None else integer("highest", highest, 1)
    rows, columns = min(top + 1, height), min(top + 1, width)
    count = integer("count", count, 1, rows * columns - 1)
    rng = np.random.default_rng(integer("seed", seed, 0))
    chosen = 1 + np.argsort(rng.random(rows * columns - 1))[:count]
    coefficients = np.zeros((height, width))
    coefficients[np.unravel_index(chosen, (rows, columns))] = rng.standard_normal(count)
    image = idctn(coefficients, norm="ortho")
    return np.asarray(image / np.abs(image).max())


def zone_plate(shape: Sequence[SupportsIndex]) -> NDArray[np.float64]:
    """Return a zone plate: rings whose local frequency grows from 0 in the centre to Nyquist at the edges.

    The pixel (y, x), counted from the centre pixel (H // 2, W // 2), has the local frequency y / H along the
    vertical axis and x / W along the horizontal axis, in cycles per pixel. Nothing aliases.

    Parameters
    ----------
    shape : (int, int)
        Height and width in pixels.

    Returns
    -------
    ndarray of float64, shape `shape`
        Between 0 and 1; the centre pixel is 1.

    Raises
    ------
    ValueError
        If `shape` is not (height, width).

    Examples
    --------
    >>> from fdnn_core import zone_plate
    >>> zone_plate((1, 4)).round(4).tolist()
    [[0.0, 0.8536, 1.0, 0.8536]]
    """
    y, x = (np.arange(size) - size // 2 for size in image_shape(shape))
    turns = (y[:, None] ** 2 / y.size + x**2 / x.size) / 2
    return np.asarray(0.5 + 0.5 * np.cos(2 * np.pi * turns))


def checkerboard(shape: Sequence[SupportsIndex], period: int) -> NDArray[np.float64]:
    """Return a checkerboard of black and white squares, black in the top left corner.

    Parameters
    ----------
    shape : (int, int)
        Height and width in pixels.
    period : int
        Width of one black and one white square together in pixels; even.

    Returns
    -------
    ndarray of float64, shape `shape`
        0 for black, 1 for white.

    Raises
    ------
    ValueError
        If `shape` is not (height, width), or `period` is not even and positive.

    Examples
    --------
    >>> from fdnn_core import checkerboard
    >>> checkerboard((2, 4), period=2).tolist()
    [[0.0, 1.0, 0.0, 1.0], [1.0, 0.0, 1.0, 0.0]]
    """
    height, width = image_shape(shape)
    if integer("period", period, 2) % 2:
        raise ValueError(f"period must be even, got {period}")
    y, x = np.ogrid[:height, :width]
    return np.asarray((y // (period // 2) + x // (period // 2)) % 2, np.float64)
