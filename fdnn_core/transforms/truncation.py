"""Truncation: keep the largest or lowest-frequency coefficients, set the rest to zero."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, SupportsIndex

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple
from numpy.typing import ArrayLike, NDArray

from fdnn_core.validation.arguments import choice, finite_array, integer, real
from fdnn_core.validation.floating import InexactArray, RealArray

__all__ = ["keep_fraction", "keep_largest", "largest", "low_pass"]


def keep_largest(
    coefficients: ArrayLike, count: int, axes: int | Sequence[int] | None = None
) -> InexactArray:
    """Keep the `count` coefficients of largest magnitude and set the rest to zero.

    In an orthonormal basis, this is the best approximation with `count` terms.

    Parameters
    ----------
    coefficients : array_like
        Real or complex coefficients, any shape.
    count : int
        Number of coefficients to keep. Among equal magnitudes, those earlier in C order are kept.
    axes : int or sequence of int, optional
        Axes of a group of which to keep `count` coefficients, such as (-2, -1) for the blocks of
        `block_dctn`. By default all coefficients are one group.

    Returns
    -------
    ndarray
        A truncated copy of the same shape and type; integers become float64.

    Raises
    ------
    ValueError
        If `coefficients` is empty or not finite, or `count` is not between 0 and the size of a group.

    Examples
    --------
    >>> from fdnn_core import keep_largest
    >>> keep_largest([1.0, -3.0, 2.0, 2.0], 2).tolist()
    [0.0, -3.0, 2.0, 0.0]
    >>> keep_largest([[1.0, -3.0], [2.0, 0.5]], 1, axes=1).tolist()
    [[0.0, -3.0], [2.0, 0.0]]
    """
    array = finite_array("coefficients", coefficients)
    group = normalize_axis_tuple(range(array.ndim) if axes is None else axes, array.ndim, "axes")
    last = range(-len(group), 0)
    moved = np.moveaxis(array, sorted(group), last)
    size = math.prod(array.shape[axis] for axis in group)
    rows = moved.reshape(-1, size)
    kept = _largest_of_rows(np.abs(rows), integer("count", count, 0, size))
    return np.moveaxis(np.where(kept, rows, 0).reshape(moved.shape), last, sorted(group))


def keep_fraction(
    coefficients: ArrayLike, fraction: float, axes: int | Sequence[int] | None = None
) -> InexactArray:
    """Keep the largest coefficients, given as a fraction of their number, and set the rest to zero.

    Parameters
    ----------
    coefficients : array_like
        Real or complex coefficients, any shape.
    fraction : float
        Number of coefficients to keep as a fraction of all, from 0 to 1, rounded to a whole number.
    axes : int or sequence of int, optional
        Axes of a group of which to keep this fraction, as for `keep_largest`.

    Returns
    -------
    ndarray
        A truncated copy of the same shape and type; integers become float64.

    Raises
    ------
    ValueError
        If `coefficients` is empty or not finite, or `fraction` is out of range.

    Examples
    --------
    >>> from fdnn_core import keep_fraction
    >>> keep_fraction([1.0, -3.0, 2.0, 2.0], 0.25).tolist()
    [0.0, -3.0, 0.0, 0.0]
    """
    shape = np.shape(coefficients)
    group = normalize_axis_tuple(range(len(shape)) if axes is None else axes, len(shape), "axes")
    size = math.prod(shape[axis] for axis in group)
    return keep_largest(coefficients, round(real("fraction", fraction, 0, 1) * size), axes)


def low_pass(
    coefficients: ArrayLike,
    shape: SupportsIndex | Sequence[SupportsIndex],
    layout: Literal["dct", "dft"] = "dct",
) -> InexactArray:
    """Keep the lowest frequencies along every axis and set the rest to zero.

    Parameters
    ----------
    coefficients : array_like
        Real or complex coefficients with any number of axes.
    shape : int or sequence of int
        Number of frequencies to keep along each axis; an int for a single axis.
    layout : {"dct", "dft"}, optional
        Order of the frequencies along an axis: "dct" from low to high, "dft" as in `numpy.fft.fftn`, with
        the low frequencies at both ends. "dft" keeps or drops a frequency together with its negative, so
        that the spectrum of a real signal remains one. An even number below the full length therefore keeps
        one frequency fewer.

    Returns
    -------
    ndarray
        A truncated copy of the same shape and type; integers become float64.

    Raises
    ------
    ValueError
        If `coefficients` is empty or not finite, `shape` does not have one entry per axis, an entry is not
        between 0 and the length of its axis, or `layout` is unknown.

    Examples
    --------
    >>> from fdnn_core import low_pass
    >>> low_pass([5.0, 4.0, 3.0, 2.0, 1.0], 3).tolist()
    [5.0, 4.0, 3.0, 0.0, 0.0]
    >>> low_pass([5.0, 4.0, 3.0, 2.0, 1.0], 3, layout="dft").tolist()
    [5.0, 4.0, 0.0, 0.0, 1.0]
    """
    choice("layout", layout, ("dct", "dft"))
    array = finite_array("coefficients", coefficients)
    sizes = tuple(shape) if isinstance(shape, Sequence) else (shape,)
    if len(sizes) != array.ndim:
        raise ValueError(f"shape must have one entry per axis, {array.ndim} in all, got {sizes}")
    low = []
    for axis, (size, length) in enumerate(zip(sizes, array.shape, strict=True)):
        keep = integer(f"shape[{axis}]", size, 0, length)
        index = np.arange(length)
        symmetric = 2 * np.minimum(index, length - index) < keep
        low.append(index < keep if layout == "dct" or keep == length else symmetric)
    result = np.zeros_like(array)
    result[np.ix_(*low)] = array[np.ix_(*low)]
    return result


def largest(magnitudes: RealArray, count: int) -> NDArray[np.bool_]:
    """Return a mask of the `count` largest magnitudes; ties go to those earlier in C order."""
    return _largest_of_rows(magnitudes.reshape(1, -1), count).reshape(magnitudes.shape)


def _largest_of_rows(magnitudes: RealArray, count: int) -> NDArray[np.bool_]:
    """Return a mask of the `count` largest magnitudes of each row; ties go to those earlier in the row."""
    if count == 0:
        return np.zeros(magnitudes.shape, bool)
    smallest = np.partition(magnitudes, -count, axis=1)[:, -count, None]  # of those kept
    kept: NDArray[np.bool_] = magnitudes > smallest
    ties = magnitudes == smallest
    missing = count - _count_by_row(kept)
    if (_count_by_row(ties) > missing).any():
        ties &= np.cumsum(ties, axis=1) <= missing
    return np.asarray(kept | ties)


def _count_by_row(mask: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Count the true entries of each row, shape (rows, 1); numpy counts along an axis slowly."""
    if len(mask) == 1:
        return np.array([[np.count_nonzero(mask)]])
    return np.count_nonzero(mask, axis=1, keepdims=True)
