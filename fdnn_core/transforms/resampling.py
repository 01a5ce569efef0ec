"""Fourier resampling: evaluate the trigonometric interpolant of periodic samples on another grid."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple
from numpy.typing import ArrayLike

from fdnn_core.validation.arguments import finite_array, integer
from fdnn_core.validation.floating import RealArray, real_floating

__all__ = ["resample"]


def resample(x: ArrayLike, shape: int | Sequence[int], axes: int | Sequence[int] | None = None) -> RealArray:
    """Resample a periodic signal by padding or truncating its Fourier transform.

    Parameters
    ----------
    x : array_like
        Real and finite samples with any number of axes.
    shape : int or sequence of int
        The new length of each of `axes`.
    axes : int or sequence of int, optional
        The axes to resample, by default the last ``len(shape)``.

    Returns
    -------
    ndarray
        The trigonometric interpolant of `x` on the new grid, without the frequencies that a coarser grid
        cannot represent. float32 stays float32.

    Raises
    ------
    ValueError
        If `x` is empty or not finite, a length is below 1, or `shape` and `axes` differ in length.
    TypeError
        If `x` is complex.

    See Also
    --------
    scipy.signal.resample : The same method along one axis.

    Examples
    --------
    >>> from fdnn_core import resample
    >>> abs(resample([1, 0, -1, 0], 8).round(4))
    array([1.    , 0.7071, 0.    , 0.7071, 1.    , 0.7071, 0.    , 0.7071])
    """
    x = real_floating("x", finite_array("x", x))
    lengths = tuple(shape) if isinstance(shape, Sequence) else (shape,)
    where = normalize_axis_tuple(range(-len(lengths), 0) if axes is None else axes, x.ndim, "axes")
    if len(lengths) != len(where):
        raise ValueError(f"shape and axes must have the same length, got {lengths} and {where}")
    for length, axis in zip(lengths, where, strict=True):
        x = _resample_axis(x, integer("length", length, 1), axis)
    return x


def _resample_axis(x: RealArray, length: int, axis: int) -> RealArray:
    x = np.moveaxis(x, axis, -1)
    spectrum = np.fft.rfft(x, norm="forward")
    shorter = min(x.shape[-1], length)
    if shorter % 2 == 0 and length != x.shape[-1]:
        # The Nyquist bin of the shorter signal is the sum of the longer signal's bins at +N/2 and -N/2.
        spectrum[..., shorter // 2] *= 0.5 if length > shorter else 2.0
    return np.moveaxis(np.fft.irfft(spectrum, length, norm="forward"), -1, axis)
