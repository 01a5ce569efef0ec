"""Amplitude and power spectra of real signals, decibels and total harmonic distortion."""

from __future__ import annotations

from typing import overload

import numpy as np
from numpy.lib.array_utils import normalize_axis_index
from numpy.typing import ArrayLike, NDArray

from fdnn_core.validation.arguments import finite_array, integer, real, scaled_magnitudes
from fdnn_core.validation.floating import RealArray, real_floating

__all__ = ["amplitudes", "decibels", "power", "total_harmonic_distortion"]


def amplitudes(x: ArrayLike, axis: int = -1) -> RealArray:
    """Return the one-sided amplitude spectrum of a real signal.

    Parameters
    ----------
    x : array_like
        Real and finite signal of N samples along `axis`.
    axis : int, optional
        The axis of time or space, by default the last.

    Returns
    -------
    ndarray
        N // 2 + 1 amplitudes along `axis`. Bin k is A for the signal A cos(2 pi k t / N + phase), bin 0 the
        magnitude of the mean. float32 stays float32.

    Raises
    ------
    ValueError
        If `x` is empty, not finite, or has no axis `axis`.
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


def power(x: ArrayLike, axis: int = -1) -> RealArray:
    """Return the one-sided power spectrum of a real signal.

    Parameters
    ----------
    x : array_like
        Real and finite signal of N samples along `axis`.
    axis : int, optional
        The axis of time or space, by default the last.

    Returns
    -------
    ndarray
        N // 2 + 1 powers along `axis`, which sum to the mean square of `x` (Parseval). A cosine of amplitude
        A has the power A**2 / 2; bin 0 is the square of the mean. float32 stays float32.

    Raises
    ------
    ValueError
        If `x` is empty, not finite, or has no axis `axis`.
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


def _one_sided(x: ArrayLike, axis: int, exponent: int) -> RealArray:
    signal = real_floating("x", finite_array("x", x))
    axis = normalize_axis_index(axis, signal.ndim)
    spectrum: RealArray = np.abs(np.fft.rfft(signal, axis=axis, norm="forward")) ** exponent
    # All bins but the mean and the Nyquist frequency stand for a negative frequency, too.
    paired = slice(1, (signal.shape[axis] + 1) // 2)
    spectrum.swapaxes(axis, -1)[..., paired] *= 2
    return spectrum


def decibels(amplitude: ArrayLike, reference: float | None = None, floor: float = -120.0) -> RealArray:
    """Return amplitudes in decibels.

    Parameters
    ----------
    amplitude : array_like
        Real or complex finite amplitudes, any shape; their magnitudes are used.
    reference : float, optional
        The amplitude of 0 dB, positive. By default the largest magnitude.
    floor : float, optional
        Smallest level returned, in dB, at most 0. An amplitude of 0 has this level.

    Returns
    -------
    ndarray
        20 log10(amplitude / reference), at least `floor`. float32 stays float32.

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
    largest = float(magnitude.max()) or 1.0
    reference = largest if reference is None else real("reference", reference, above=0)
    with np.errstate(divide="ignore"):
        level: RealArray = np.maximum(20 * np.log10(magnitude / reference), real("floor", floor, maximum=0))
    return level


@overload
def total_harmonic_distortion(amplitudes: ArrayLike, fundamental: int, axis: None = None) -> float: ...
@overload
def total_harmonic_distortion(amplitudes: ArrayLike, fundamental: int, axis: int) -> NDArray[np.float64]: ...
def total_harmonic_distortion(
    amplitudes: ArrayLike, fundamental: int, axis: int | None = None
) -> float | NDArray[np.float64]:
    """Return the root of the summed squares of the harmonics, over the amplitude of the fundamental.

    Parameters
    ----------
    amplitudes : array_like, shape (K,), or any shape with `axis`
        One-sided finite amplitudes by bin, such as `fdnn_core.amplitudes` returns.
    fundamental : int
        Bin of the fundamental. Its harmonics are the bins at 2, 3, ... times this bin.
    axis : int, optional
        Axis of the K bins. The other axes are batches.

    Returns
    -------
    float, or ndarray of float64 in the shape of the other axes
        The ratio: 0.1 for 10 %, infinity if the fundamental is 0.

    Raises
    ------
    ValueError
        If `amplitudes` is empty, not finite, or not one-dimensional without `axis`, or `fundamental` is not
        between 1 and K - 1.

    Examples
    --------
    >>> from fdnn_core import total_harmonic_distortion
    >>> total_harmonic_distortion([0.0, 1.0, 0.3, 0.4], fundamental=1)
    0.5
    """
    if axis is None and np.ndim(amplitudes) != 1:
        raise ValueError(f"amplitudes must be 1-D or have an axis, got shape {np.shape(amplitudes)}")
    bins = np.moveaxis(np.asarray(amplitudes), -1 if axis is None else axis, -1)  # (..., K)
    magnitudes = scaled_magnitudes("amplitudes", bins)
    bin_ = integer("fundamental", fundamental, 1, magnitudes.shape[-1] - 1)
    harmonics = np.asarray(np.linalg.norm(magnitudes[..., 2 * bin_ :: bin_], axis=-1))
    first = magnitudes[..., bin_]
    ratio = np.divide(harmonics, first, out=np.full(harmonics.shape, np.inf), where=first > 0)
    return float(ratio) if axis is None else ratio
