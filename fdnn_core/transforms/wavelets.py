"""Orthonormal discrete wavelet transforms of periodic signals and images."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple
from numpy.typing import ArrayLike, NDArray

from fdnn_core.validation.arguments import choice, finite_array, integer
from fdnn_core.validation.floating import InexactArray

__all__ = ["WAVELETS", "inverse_wavelet_transform", "wavelet_transform"]

_HAAR = (0.5**0.5, 0.5**0.5)

#: Low-pass reconstruction filter taps by wavelet name, as in PyWavelets. "db1" ("haar") to "db8" have 1 to 8
#: vanishing moments, and "sym4" is the least asymmetric wavelet with 4.
WAVELETS: Mapping[str, Sequence[float]] = {
    "haar": _HAAR,
    "db1": _HAAR,
    "db2": (
        0.48296291314453416,
        0.8365163037378079,
        0.2241438680420134,
        -0.12940952255126037,
    ),
    "db3": (
        0.33267055295008263,
        0.8068915093110925,
        0.45987750211849154,
        -0.13501102001025458,
        -0.08544127388202666,
        0.03522629188570953,
    ),
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
    "db5": (
        0.16010239797419293,
        0.6038292697971896,
        0.7243085284377729,
        0.13842814590132074,
        -0.24229488706638203,
        -0.032244869584638375,
        0.07757149384004572,
        -0.006241490212798274,
        -0.012580751999081999,
        0.0033357252854737712,
    ),
    "db6": (
        0.11154074335010947,
        0.49462389039845306,
        0.7511339080210954,
        0.31525035170919763,
        -0.22626469396543983,
        -0.12976686756726194,
        0.09750160558732304,
        0.027522865530305727,
        -0.03158203931748603,
        0.0005538422011614961,
        0.004777257510945511,
        -0.0010773010853084796,
    ),
    "db7": (
        0.07785205408500918,
        0.3965393194819173,
        0.7291320908462351,
        0.4697822874051931,
        -0.14390600392856498,
        -0.22403618499387498,
        0.07130921926683026,
        0.08061260915108308,
        -0.03802993693501441,
        -0.01657454163066688,
        0.01255099855609984,
        0.0004295779729213665,
        -0.0018016407040474908,
        0.00035371379997452024,
    ),
    "db8": (
        0.05441584224310401,
        0.31287159091429995,
        0.6756307362972898,
        0.5853546836542067,
        -0.015829105256349306,
        -0.2840155429615469,
        0.0004724845739132832,
        0.12874742662047847,
        -0.017369301001807547,
        -0.044088253930794755,
        0.013981027917398282,
        0.008746094047405777,
        -0.004870352993451574,
        -0.00039174037337694705,
        0.0006754494064505693,
        -0.00011747678412476953,
    ),
    "sym4": (
        0.032223100604051466,
        -0.012603967262031304,
        -0.09921954357663353,
        0.29785779560530606,
        0.8037387518051321,
        0.497618667632775,
        -0.029635527646002493,
        -0.07576571478950221,
    ),
}


def wavelet_transform(
    x: ArrayLike, wavelet: str = "db4", levels: int | None = None, axes: int | Sequence[int] | None = None
) -> InexactArray:
    """Return the orthonormal wavelet transform of a periodic signal or image.

    Each level splits the signal along every axis into an approximation of half the length and details. The
    next level splits the approximation again.

    Parameters
    ----------
    x : array_like
        Real or complex samples with any number of axes. The signal continues periodically beyond its ends.
    wavelet : {"db1", ..., "db8", "sym4", "haar"}, optional
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
        approximation comes first, then the details from coarse to fine. They are the coefficients of
        ``pywt.wavedecn(x, wavelet, "periodization", level, axes)`` in the layout of ``pywt.coeffs_to_array``.

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
) -> InexactArray:
    """Inverse of `wavelet_transform`, with the same parameters and errors.

    Returns
    -------
    ndarray
        Samples in the shape and precision of `x`, which must be finite.

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
    low = WAVELETS[choice("wavelet", wavelet, WAVELETS)]
    return [(tap, (-1) ** k * opposite) for k, (tap, opposite) in enumerate(zip(low, low[::-1], strict=True))]


def _plan(
    x: ArrayLike, levels: int | None, axes: int | Sequence[int] | None
) -> tuple[InexactArray, tuple[int, ...], int]:
    """Return a copy of `x` to transform in place, the axes, and the number of levels."""
    array = finite_array("x", x).copy()
    where = normalize_axis_tuple(range(array.ndim) if axes is None else axes, array.ndim, "axes")
    lengths = [array.shape[axis] for axis in where]
    common = int(np.gcd.reduce(lengths))
    deepest = (common & -common).bit_length() - 1  # largest k such that 2**k divides all lengths
    if levels is None and deepest == 0:
        raise ValueError(f"lengths of x along axes must be even, got {tuple(lengths)}")
    return array, where, deepest if levels is None else integer("levels", levels, 0, deepest)


def _approximation(array: InexactArray, axes: tuple[int, ...], level: int) -> InexactArray:
    """Return a view of the approximation after `level` levels."""
    return array[tuple(slice(n >> level if axis in axes else n) for axis, n in enumerate(array.shape))]


def _split(x: InexactArray, taps: Sequence[tuple[float, float]], axis: int) -> InexactArray:
    """Correlate circularly with both filters at every second sample: the approximation, then the details."""
    rows = np.moveaxis(x, axis, -1)
    result: NDArray[Any] = np.zeros_like(rows)
    half = rows.shape[-1] // 2
    for k, (low, high) in enumerate(taps, start=1 - len(taps) // 2):
        samples = np.roll(rows, -k, axis=-1)[..., ::2]
        result[..., :half] += low * samples
        result[..., half:] += high * samples
    return np.moveaxis(result, -1, axis)


def _join(x: InexactArray, taps: Sequence[tuple[float, float]], axis: int) -> InexactArray:
    """Apply the transpose of `_split`, which is its inverse."""
    rows = np.moveaxis(x, axis, -1)
    result: NDArray[Any] = np.zeros_like(rows)
    half = rows.shape[-1] // 2
    for k, (low, high) in enumerate(taps, start=1 - len(taps) // 2):
        spread = np.zeros_like(rows)
        spread[..., ::2] = low * rows[..., :half] + high * rows[..., half:]
        result += np.roll(spread, k, axis=-1)
    return np.moveaxis(result, -1, axis)
