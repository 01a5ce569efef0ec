"""Antialiased activations: evaluate on a finer grid, then remove the frequencies above the original band."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple
from numpy.typing import ArrayLike, NDArray

from fdnn_core.transforms.resampling import resample
from fdnn_core.validation.arguments import integer, real_array
from fdnn_core.validation.floating import RealArray, real_floating
from fdnn_core.validation.functions import call_pointwise

__all__ = ["alias_energy", "band_limited"]


def band_limited(
    function: Callable[..., ArrayLike],
    x: ArrayLike,
    oversampling: int = 4,
    axes: int | Sequence[int] | None = None,
) -> RealArray:
    """Apply a pointwise function with little or no aliasing.

    The signal is interpolated to a grid `oversampling` times finer, which can represent the new frequencies.
    The function is applied there, and the result is resampled to the original grid, which removes the
    frequencies that this grid cannot represent. A polynomial of degree d causes no aliasing once
    `oversampling` exceeds (d + 1) / 2. For other functions, aliasing decreases as `oversampling` grows.

    Parameters
    ----------
    function : callable
        Pointwise function: takes a real array and returns one of the same shape. It may overwrite its
        argument, which is a copy.
    x : array_like
        Real and finite samples with any number of axes.
    oversampling : int, optional
        Samples of the finer grid per sample of `x`, along each of `axes`.
    axes : int or sequence of int, optional
        The axes of the signal, by default all. Other axes are batches.

    Returns
    -------
    ndarray
        Same shape as `x`. float32 stays float32.

    Raises
    ------
    ValueError
        If `x` or the values of `function` are empty or not finite, `oversampling` is below 1, or `function`
        changes the shape.
    TypeError
        If `x` or the result of `function` is complex.

    References
    ----------
    T. Karras et al., "Alias-free generative adversarial networks", NeurIPS 2021, arXiv:2106.12423.

    Examples
    --------
    The square of a tone of 3 cycles in 8 samples is its mean plus a harmonic of 6 cycles. The grid represents
    at most 4 cycles, so the mean alone remains.

    >>> import numpy as np
    >>> from fdnn_core import band_limited
    >>> x = np.cos(2 * np.pi * 3 * np.arange(8) / 8)
    >>> band_limited(np.square, x).round(12)
    array([0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5])
    """
    x = real_array("x", x)
    axes = normalize_axis_tuple(range(x.ndim) if axes is None else axes, x.ndim, "axes")
    lengths = [x.shape[axis] for axis in axes]
    factor = integer("oversampling", oversampling, 1)
    fine = resample(x, [factor * length for length in lengths], axes)
    return resample(_values(function, fine), lengths, axes)


@overload
def alias_energy(
    function: Callable[..., ArrayLike], x: ArrayLike, oversampling: int = 16, axes: None = None
) -> float: ...


@overload
def alias_energy(
    function: Callable[..., ArrayLike], x: ArrayLike, oversampling: int = 16, *, axes: int | Sequence[int]
) -> NDArray[np.float64]: ...


def alias_energy(
    function: Callable[..., ArrayLike],
    x: ArrayLike,
    oversampling: int = 16,
    axes: int | Sequence[int] | None = None,
) -> float | NDArray[np.float64]:
    """Return the share of aliasing in the energy of function(x).

    Parameters
    ----------
    function, x, oversampling, axes
        As for `band_limited`, whose result is the reference without aliasing.

    Returns
    -------
    float or ndarray of float64
        Energy of the difference between function(x) and the reference, over the energy of function(x). It is
        0 if the latter is 0. A float without `axes`; with `axes`, one share for each signal, in the shape of
        the other axes.

    Raises
    ------
    ValueError, TypeError
        As for `band_limited`: among others, if `x` or the values of `function` are not finite.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import alias_energy
    >>> x = np.cos(2 * np.pi * 3 * np.arange(8) / 8)
    >>> round(alias_energy(np.square, x), 12)  # the harmonic at 6, seen at 8 - 6 = 2: 1/8 of 3/8
    0.333333333333
    """
    x = real_array("x", x)
    sampled = _values(function, x)
    alias = sampled - band_limited(function, x, oversampling, axes)
    summed = None if axes is None else normalize_axis_tuple(axes, x.ndim, "axes")
    alias_sum, total = (np.sum(np.square(part), axis=summed, dtype=np.float64) for part in (alias, sampled))
    share = np.divide(alias_sum, total, out=np.zeros_like(total), where=total > 0)
    return float(share) if axes is None else share


def _values(function: Callable[..., ArrayLike], x: RealArray) -> RealArray:
    return real_floating("values of function", call_pointwise("function", function, x))
