"""An image found again from the phase of its spectrum alone."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core._floating import Inexact
from fdnn_core.estimates import Estimate, framed, residual

__all__ = ["retrieve_from_phase"]


def retrieve_from_phase(phase: ArrayLike) -> Iterator[Estimate]:
    """Find an image from the phase of its spectrum, up to a positive factor.

    Each step gives the spectrum of the estimate the known phase, and then sets to zero what is outside the
    support: that is the residual, which falls at every step for photographs, though for a few pixels of noise
    it may rise for a while. The first estimate is a grey card.

    Parameters
    ----------
    phase : array_like, shape (2 * H, W + 1)
        In radians, of the image padded with zeros to twice its height and width.

    Yields
    ------
    Estimate
        Without end; a step takes two FFTs.

    Raises
    ------
    ValueError
        If `phase` is not finite or not of such a shape.
    TypeError
        If `phase` is complex.

    References
    ----------
    M. H. Hayes, J. S. Lim, A. V. Oppenheim, "Signal reconstruction from phase or magnitude", IEEE Trans.
    Acoustics, Speech, and Signal Processing 28(6), 672-680, 1980.

    Examples
    --------
    >>> from itertools import islice
    >>> from fdnn_core import correlation, photograph, retrieve_from_phase, to_polar
    >>> image = photograph("camera")[64:128, 96:160]
    >>> _, phase = to_polar(image, s=(128, 128))
    >>> *_, last = islice(retrieve_from_phase(phase), 100)
    >>> correlation(last.image, image) > 0.99
    True
    """
    phase = framed("phase", phase)
    return _steps(np.cos(phase) + 1j * np.sin(phase))


def _steps(rotation: Inexact) -> Iterator[Estimate]:
    height, width = rotation.shape[0] // 2, rotation.shape[1] - 1
    whole = 2 * height, 2 * width
    image = np.ones((height, width), rotation.real.dtype)
    while True:
        frame = np.fft.irfft2(np.abs(np.fft.rfft2(image, whole)) * rotation, whole)
        image = frame[:height, :width]
        outside = frame.copy()
        outside[:height, :width] = 0
        yield Estimate(image.copy(), residual(outside, frame))
