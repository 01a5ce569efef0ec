"""Random images of which the spectrum is prescribed."""

from collections.abc import Sequence
from typing import SupportsIndex

import numpy as np
from numpy.typing import NDArray

from fdnn_core._arguments import integer, plane, real
from fdnn_core.cosine_transforms import idctn

__all__ = ["dct_atoms", "power_law_field"]

Shape = Sequence[SupportsIndex]
Image = NDArray[np.float64]


def power_law_field(shape: Shape, exponent: float = 2.0, seed: int = 0) -> Image:
    """Return random texture whose power falls as 1 / f**exponent, alike in all directions.

    Only the phases are random: the power at each frequency is exact. At an exponent of 2, near which
    natural images lie, every octave holds the same energy.

    Parameters
    ----------
    shape : (int, int)
        Height and width in pixels.
    exponent : float
        0 for a flat spectrum.
    seed : int
        Chooses the phases.

    Returns
    -------
    ndarray of float64, shape `shape`
        Zero mean, unit power.

    Raises
    ------
    ValueError
        If `shape` is not that of an image of two pixels or more, or `exponent` is not finite.

    References
    ----------
    Field (1987), Relations between the statistics of natural images and the response properties of
    cortical cells, JOSA A 4(12):2379-2394.

    Examples
    --------
    >>> from fdnn_core import power_law_field
    >>> field = power_law_field((32, 48))
    >>> round(float((field**2).mean()), 12)
    1.0
    """
    height, width = plane(shape, least=2)
    noise = np.random.default_rng(integer("seed", seed, 0)).standard_normal((height, width))
    spectrum = np.fft.fft2(noise)
    frequency = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.fftfreq(width))  # cycles per pixel
    frequency[0, 0] = 1
    magnitude = frequency ** (-real("exponent", exponent) / 2)
    magnitude[0, 0] = 0
    field = np.fft.ifft2(magnitude * spectrum / np.abs(spectrum)).real
    return np.asarray(field / np.sqrt(np.mean(field**2)))


def dct_atoms(shape: Shape, count: int, seed: int = 0, highest: int | None = None) -> Image:
    """Return a sum of distinct random basis functions of the DCT, with normal amplitudes.

    Parameters
    ----------
    shape : (int, int)
        Height and width in pixels.
    count : int
        How many basis functions; the constant is not among them.
    seed : int
        Chooses them and their amplitudes.
    highest : int, optional
        The highest frequency along either axis, in half cycles per image; by default, no limit.

    Returns
    -------
    ndarray of float64, shape `shape`
        Zero mean, largest magnitude 1.

    Raises
    ------
    ValueError
        If `shape` is not that of an image of two pixels or more, or there are not `count` functions.

    Examples
    --------
    >>> from fdnn_core import dct_atoms, dctn
    >>> int((abs(dctn(dct_atoms((16, 16), 5))) > 1e-9).sum())
    5
    """
    height, width = plane(shape, least=2)
    top = max(height, width) - 1 if highest is None else integer("highest", highest, 1)
    rows, columns = min(top + 1, height), min(top + 1, width)
    count = integer("count", count, 1, rows * columns - 1)
    rng = np.random.default_rng(integer("seed", seed, 0))
    chosen = 1 + np.argsort(rng.random(rows * columns - 1))[:count]
    coefficients = np.zeros((height, width))
    coefficients[np.unravel_index(chosen, (rows, columns))] = rng.standard_normal(count)
    image = idctn(coefficients, norm="ortho")
    return np.asarray(image / np.abs(image).max())
