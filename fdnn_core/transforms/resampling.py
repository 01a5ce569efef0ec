"""Fourier resampling: the trigonometric interpolant through the samples, on another grid."""

from collections.abc import Sequence

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple
from numpy.typing import ArrayLike

from fdnn_core._validation.arguments import finite_array, integer
from fdnn_core._validation.floating import Real, real_floating

__all__ = ["resample"]


def _resample_axis(x: Real, length: int, axis: int) -> Real:
    x = np.moveaxis(x, axis, -1)
    spectrum = np.fft.rfft(x, norm="forward")
    shared = min(x.shape[-1], length)
    if shared % 2 == 0 and length != x.shape[-1]:
        # In the shorter signal the Nyquist bin is the sum of +N/2 and -N/2, in the longer one they are apart.
        spectrum[..., shared // 2] *= 0.5 if length > shared else 2.0
    return np.moveaxis(np.fft.irfft(spectrum, length, norm="forward"), -1, axis)


def resample(x: ArrayLike, shape: int | Sequence[int], axes: int | Sequence[int] | None = None) -> Real:
    """Resample a periodic signal by padding or cutting its Fourier transform.

    Parameters
    ----------
    x : array_like
        Real and finite, any number of axes.
    shape : int or sequence of int
        The new length of each of `axes`.
    axes : int or sequence of int, optional
        The axes to resample, by default the last ``len(shape)``.

    Returns
    -------
    ndarray
        The trigonometric interpolant through `x` on the new grid, cut to the band that the new grid holds.

    Raises
    ------
    ValueError
        If `x` is empty or not finite, a length is not positive, or `shape` and `axes` do not match.

    See Also
    --------
    scipy.signal.resample : The same in one dimension.

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
