"""The phase of an image's coefficients, to look at."""

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core._floating import Real
from fdnn_core._images import Transform, centred, known, real_images
from fdnn_core.polar import to_polar

__all__ = ["phase_spectrum"]


def phase_spectrum(image: ArrayLike, transform: Transform = "dft") -> Real:
    """Return the phase of all an image's coefficients, laid out as `log_spectrum` lays out their magnitude.

    Parameters
    ----------
    image : array_like, shape (..., H, W)
        Real.
    transform : {"dft", "dct"}
        With the lowest frequency in the centre, or at the top left.

    Returns
    -------
    ndarray, shape (..., H, W)
        Radians from -π to π; of the DCT 0 or π.

    Raises
    ------
    ValueError, TypeError
        As `to_polar`.

    Examples
    --------
    >>> from fdnn_core import phase_spectrum
    >>> phase_spectrum([[1.0, -3.0]]).round(4).tolist()
    [[0.0, 3.1416]]
    """
    if known(transform) == "dct":
        return to_polar(image, transform=transform)[1]
    image = real_images("image", image)
    return centred(np.angle(np.fft.rfft2(image)), image.shape[-1], sign=-1)
