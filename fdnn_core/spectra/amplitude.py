"""Spectra of real signals: amplitudes, power, decibels."""

import math

import numpy as np
from numpy.lib.array_utils import normalize_axis_index
from numpy.typing import ArrayLike

from fdnn_core._validation.arguments import finite_array, integer, real, scaled_magnitudes
from fdnn_core._validation.floating import Real, real_floating

__all__ = ["amplitudes", "decibels", "power", "total_harmonic_distortion"]


def amplitudes(x: ArrayLike, axis: int = -1) -> Real:
    """Return the amplitudes of the cosines that a real signal is made of.

    Parameters
    ----------
    x : array_like
        Real signal of N samples.
    axis : int
        The axis of time or space.

    Returns
    -------
    ndarray
        N // 2 + 1 amplitudes along `axis`: bin k holds A for A cos(2 pi k t / N + phase), bin 0 the
        magnitude of the mean. float32 stays float32.

    Raises
    ------
    ValueError
        If `x` is empty or not finite, or has no such axis.
    TypeError
        If `x` is complex.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import amplitudes
    >>> t = np.arange(8)
    >>> amplitudes(0.5 + 3 * np.cos(2 * np.pi * 2 * t / 8)).round(9).tolist()
    [0.5, 0.0, 3.0, 0.0, 0.0]
    """
    return _one_sided(x, axis, 1)


def power(x: ArrayLike, axis: int = -1) -> Real:
    """Return the mean square of a real signal, bin by bin.

    Parameters
    ----------
    x : array_like
        Real signal of N samples.
    axis : int
        The axis of time or space.

    Returns
    -------
    ndarray
        N // 2 + 1 powers along `axis`, which sum to the mean of x squared (Parseval): A**2 / 2 for a
        cosine of amplitude A, the mean squared in bin 0. float32 stays float32.

    Raises
    ------
    ValueError
        If `x` is empty or not finite, or has no such axis.
    TypeError
        If `x` is complex.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import power
    >>> t = np.arange(8)
    >>> power(0.5 + 3 * np.cos(2 * np.pi * 2 * t / 8)).round(9).tolist()
    [0.25, 0.0, 4.5, 0.0, 0.0]
    """
    return _one_sided(x, axis, 2)


def _one_sided(x: ArrayLike, axis: int, exponent: int) -> Real:
    signal = real_floating("x", finite_array("x", x))
    axis = normalize_axis_index(axis, signal.ndim)
    spectrum: Real = np.abs(np.fft.rfft(signal, axis=axis, norm="forward")) ** exponent
    paired = slice(
        1, (signal.shape[axis] + 1) // 2
    )  # with a negative frequency: all but the mean and Nyquist's
    spectrum.swapaxes(axis, -1)[..., paired] *= 2
    return spectrum


def decibels(amplitude: ArrayLike, reference: float | None = None, floor: float = -120.0) -> Real:
    """Return amplitudes in decibels.

    Parameters
    ----------
    amplitude : array_like
        Amplitudes; of negative and complex ones the magnitude counts.
    reference : float, optional
        The amplitude of 0 dB, by default the largest there is.
    floor : float
        The least value returned, in dB, 0 or below: that of silence, too.

    Returns
    -------
    ndarray
        20 log10(amplitude / reference), but at least `floor`. float32 stays float32.

    Raises
    ------
    ValueError
        If `amplitude` is empty or not finite, `reference` not positive, or `floor` above 0.

    Examples
    --------
    >>> from fdnn_core import decibels
    >>> decibels([1.0, 0.1, 0.0]).tolist()
    [0.0, -20.0, -120.0]
    """
    magnitude = np.abs(finite_array("amplitude", amplitude))
    if reference is None:
        reference = float(magnitude.max()) or 1.0
    elif real("reference", reference) <= 0:
        raise ValueError(f"reference must be positive, got {reference}")
    with np.errstate(divide="ignore"):
        level: Real = np.maximum(20 * np.log10(magnitude / reference), real("floor", floor, high=0.0))
    return level


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
