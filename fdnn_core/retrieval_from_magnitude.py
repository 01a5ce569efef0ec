"""An image found again from the magnitude of its spectrum alone."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core._arguments import integer, real
from fdnn_core._floating import Real
from fdnn_core.estimates import Estimate, framed, residual

__all__ = ["retrieve_from_magnitude"]


def retrieve_from_magnitude(magnitude: ArrayLike, seed: int = 0, beta: float = 0.9) -> Iterator[Estimate]:
    """Find an image without negative values from the magnitude of its spectrum, perhaps upside down.

    This is the hybrid input-output algorithm. Each step gives the spectrum the known magnitude; where that
    leads to something outside the support or negative, which is the residual, feedback pushes against it.
    The residual goes up and down, and from some starts it never vanishes: the problem is not convex.

    Parameters
    ----------
    magnitude : array_like, shape (2 * H, W + 1)
        Of the image padded with zeros to twice its height and width.
    seed : int
        Chooses the noise to start from.
    beta : float
        Strength of the feedback, above 0 up to 1.

    Yields
    ------
    Estimate
        Without end; a step takes two FFTs.

    Raises
    ------
    ValueError
        If `magnitude` is negative somewhere, not finite or not of such a shape, or `beta` is out of range.
    TypeError
        If `magnitude` is complex.

    References
    ----------
    J. R. Fienup, "Phase retrieval algorithms: a comparison", Applied Optics 21(15), 2758-2769, 1982.

    Examples
    --------
    >>> from itertools import islice
    >>> from fdnn_core import correlation, photograph, retrieve_from_magnitude, to_polar, upright
    >>> image = photograph("camera").reshape(32, 8, 32, 8).mean(axis=(1, 3))
    >>> magnitude, _ = to_polar(image, s=(64, 64))
    >>> *_, last = islice(retrieve_from_magnitude(magnitude), 400)
    >>> correlation(upright(last.image, image), image) > 0.99
    True
    """
    magnitude = framed("magnitude", magnitude)
    if magnitude.min() < 0:
        raise ValueError(f"magnitude must not be negative, got {magnitude.min()}")
    if not real("beta", beta, 0, 1) > 0:
        raise ValueError(f"beta must be positive, got {beta}")
    height, width = magnitude.shape[0] // 2, magnitude.shape[1] - 1
    noise = np.random.default_rng(integer("seed", seed, 0)).random((height, width))
    start = np.pad(noise.astype(magnitude.dtype), ((0, height), (0, width)))
    return _steps(magnitude, start, beta)


def _steps(magnitude: Real, frame: Real, beta: float) -> Iterator[Estimate]:
    height, width = (side // 2 for side in frame.shape)
    inside = np.zeros(frame.shape, bool)
    inside[:height, :width] = True
    limits = np.finfo(magnitude.dtype)
    rounding = max(limits.tiny, limits.eps * magnitude.max())
    while True:
        spectrum = np.fft.rfft2(frame)
        spectrum *= magnitude / np.maximum(np.abs(spectrum), rounding)
        output = np.fft.irfft2(spectrum, frame.shape)
        possible = inside & (output >= 0)
        frame = np.where(possible, output, frame - beta * output)
        kept = np.where(possible, output, 0)
        yield Estimate(kept[:height, :width], residual(output - kept, output))
