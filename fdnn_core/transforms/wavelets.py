"""Orthonormal discrete wavelet transforms of periodic signals and images."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.arguments import finite_array, integer
from fdnn_core._validation.floating import Inexact

__all__ = ["WAVELETS", "inverse_wavelet_transform", "wavelet_transform"]

#: Low-pass filter taps by wavelet name. "db4" has four vanishing moments: Daubechies, table 6.1, N = 4.
WAVELETS: Mapping[str, Sequence[float]] = {
    "haar": (0.5**0.5, 0.5**0.5),
    "db4": (
        0.2303778133088965,
        0.7148465705529157,
        0.6308807679298589,
        -0.027983769416859854,
        -0.18703481171909309,
        0.030841381835560764,
        0.0328830116668852,
        -0.010597401785069032,
    ),
}


def wavelet_transform(
    x: ArrayLike, wavelet: str = "db4", levels: int | None = None, axes: int | Sequence[int] | None = None
) -> Inexact:
    """Return the orthonormal wavelet transform of a periodic signal or image.

    Each level splits the signal along every axis into an approximation of half the length and details. The
    next level splits the approximation again.

    Parameters
    ----------
    x : array_like
        Real or complex samples with any number of axes. The signal continues periodically beyond its ends.
    wavelet : {"db4", "haar"}, optional
        Name of the wavelet, a key of `WAVELETS`.
    levels : int, optional
        Number of levels. The lengths along `axes` must be divisible by ``2 ** levels``. By default the
        largest such number, which must be at least 1.
    axes : int or sequence of int, optional
        The axes to transform, by default all.

    Returns
    -------
    ndarray
        Coefficients in the shape and precision of `x`, with the same energy. Along each axis the
        approximation comes first, then the details from coarse to fine.

    Raises
    ------
    ValueError
        If `x` is empty or not finite, `wavelet` is unknown, `levels` is out of range, or a length along
        `axes` is odd and `levels` is not given.

    References
    ----------
    I. Daubechies, "Ten lectures on wavelets", SIAM, 1992, table 6.1, doi:10.1137/1.9781611970104.
    S. G. Mallat, "A theory for multiresolution signal decomposition", IEEE Transactions on Pattern Analysis
    and Machine Intelligence 11(7), 674-693, 1989, doi:10.1109/34.192463.

    Examples
    --------
    >>> from fdnn_core import wavelet_transform
    >>> wavelet_transform([1.0, 1.0, 3.0, 5.0], "haar").round(4).tolist()
    [5.0, -3.0, 0.0, -1.4142]
    """
    taps = _taps(wavelet)
    result, where, depth = _plan(x, levels, axes)
    for level in range(depth):
        part = _approximation(result, where, level)
        for axis in where:
            part[...] = _split(part, taps, axis)
    return result


def inverse_wavelet_transform(
    x: ArrayLike, wavelet: str = "db4", levels: int | None = None, axes: int | Sequence[int] | None = None
) -> Inexact:
    """Inverse of `wavelet_transform`, with the same parameters and errors.

    Returns
    -------
    ndarray
        Samples in the shape and precision of `x`.

    Examples
    --------
    >>> from fdnn_core import inverse_wavelet_transform, wavelet_transform
    >>> inverse_wavelet_transform(wavelet_transform([1.0, 2.0, 4.0, 8.0])).round(12).tolist()
    [1.0, 2.0, 4.0, 8.0]
    """
    taps = _taps(wavelet)
    result, where, depth = _plan(x, levels, axes)
    for level in reversed(range(depth)):
        part = _approximation(result, where, level)
        for axis in reversed(where):
            part[...] = _join(part, taps, axis)
    return result


def _taps(wavelet: str) -> list[tuple[float, float]]:
    """Return pairs of taps: low-pass, and high-pass (the low-pass reversed, with alternating signs)."""
    if wavelet not in WAVELETS:
        raise ValueError(f"wavelet must be one of {', '.join(WAVELETS)}, got {wavelet!r}")
    low = WAVELETS[wavelet]
    return [(tap, (-1) ** k * opposite) for k, (tap, opposite) in enumerate(zip(low, low[::-1], strict=True))]


def _plan(
    x: ArrayLike, levels: int | None, axes: int | Sequence[int] | None
) -> tuple[Inexact, tuple[int, ...], int]:
    """Return a copy of `x` to transform in place, the axes, and the number of levels."""
    array = finite_array("x", x).copy()
    where = normalize_axis_tuple(range(array.ndim) if axes is None else axes, array.ndim, "axes")
    lengths = [array.shape[axis] for axis in where]
    common = int(np.gcd.reduce(lengths))
    deepest = (common & -common).bit_length() - 1  # largest k such that 2**k divides all lengths
    if levels is None and deepest == 0:
        raise ValueError(f"lengths of x along axes must be even, got {tuple(lengths)}")
    return array, where, deepest if levels is None else integer("levels", levels, 0, deepest)


def _approximation(array: Inexact, axes: tuple[int, ...], level: int) -> Inexact:
    """Return a view of the approximation after `level` levels."""
    return array[tuple(slice(n >> level if axis in axes else n) for axis, n in enumerate(array.shape))]


def _split(x: Inexact, taps: Sequence[tuple[float, float]], axis: int) -> Inexact:
    """Correlate circularly with both filters at every second sample: the approximation, then the details."""
    rows = np.moveaxis(x, axis, -1)
    result: NDArray[Any] = np.zeros_like(rows)
    half = rows.shape[-1] // 2
    for k, (low, high) in enumerate(taps):
        entry = np.roll(rows, -k, axis=-1)[..., ::2]
        result[..., :half] += low * entry
        result[..., half:] += high * entry
    return np.moveaxis(result, -1, axis)


def _join(x: Inexact, taps: Sequence[tuple[float, float]], axis: int) -> Inexact:
    """Apply the transpose of `_split`, which is its inverse."""
    rows = np.moveaxis(x, axis, -1)
    result: NDArray[Any] = np.zeros_like(rows)
    half = rows.shape[-1] // 2
    for k, (low, high) in enumerate(taps):
        spread = np.zeros_like(rows)
        spread[..., ::2] = low * rows[..., :half] + high * rows[..., half:]
        result += np.roll(spread, k, axis=-1)
    return np.moveaxis(result, -1, axis)
