"""Layout of 2-D spectra: the frequency of each coefficient, and the full spectrum from its stored half."""

from __future__ import annotations

import numpy as np

from fdnn_core.validation.floating import RealArray
from fdnn_core.validation.images import Transform

__all__ = ["centred_spectrum", "radial_frequencies"]


def radial_frequencies(shape: tuple[int, ...], transform: Transform) -> RealArray:
    """Return the radial frequency of each coefficient of an image, in cycles per shorter side.

    The shape is that of ``rfft2`` of an image of the given shape, (H, W // 2 + 1), or (H, W) for the DCT.
    """
    height, width = shape[-2:]
    y: RealArray = np.arange(height) / 2 if transform == "dct" else np.fft.fftfreq(height, 1 / height)
    x: RealArray = np.arange(width) / 2 if transform == "dct" else np.fft.rfftfreq(width, 1 / width)
    side = min(height, width)
    return np.asarray(np.hypot(y[:, None] * (side / height), x * (side / width)))


def centred_spectrum(half: RealArray, width: int, sign: int = 1) -> RealArray:
    """Complete a real quantity given on the ``rfft2`` grid to all columns, with frequency 0 in the centre.

    Parameters
    ----------
    half : ndarray, shape (..., H, W // 2 + 1)
        The quantity at the non-negative horizontal frequencies.
    width : int
        W, the width of the image.
    sign : {1, -1}
        1 if the quantity is even in frequency, as magnitudes are; -1 if it is odd, as phases are.

    Returns
    -------
    ndarray, shape (..., H, W)
    """
    pairs = half[..., 1 : (width + 1) // 2]
    negative = sign * np.roll(pairs[..., ::-1, ::-1], 1, axis=-2)
    nyquist = half[..., pairs.shape[-1] + 1 :]
    columns = np.concatenate([nyquist, negative, half[..., :1], pairs], axis=-1)
    return np.fft.fftshift(columns, axes=-2)
