"""Distortion of a tone, told by its harmonics."""

import math

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core._arguments import integer, scaled_magnitudes

__all__ = ["total_harmonic_distortion"]


def total_harmonic_distortion(amplitudes: ArrayLike, fundamental: int) -> float:
    """Return the root-sum-square of the harmonics over the amplitude of the fundamental.

    Parameters
    ----------
    amplitudes : array_like, 1-D
        One-sided amplitudes by bin, such as `fdnn_core.amplitudes` returns.
    fundamental : int
        The bin of the fundamental; its harmonics lie at 2, 3, ... times that bin.

    Returns
    -------
    float
        The ratio, 0.1 for 10 %; infinite where the fundamental is zero.

    Raises
    ------
    ValueError
        If `amplitudes` is not 1-D, or is empty or not finite, or has no such bin.

    Examples
    --------
    >>> from fdnn_core import total_harmonic_distortion
    >>> total_harmonic_distortion([0.0, 1.0, 0.3, 0.4], fundamental=1)
    0.5
    """
    if np.ndim(amplitudes) != 1:
        raise ValueError(f"amplitudes must be 1-D, got shape {np.shape(amplitudes)}")
    magnitudes = scaled_magnitudes("amplitudes", amplitudes)
    first = integer("fundamental", fundamental, 1, magnitudes.size - 1)
    harmonics = float(np.linalg.norm(magnitudes[2 * first :: first]))
    return harmonics / float(magnitudes[first]) if magnitudes[first] > 0 else math.inf
