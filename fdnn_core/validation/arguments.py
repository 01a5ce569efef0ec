"""Checks of arguments, with uniform error messages: "sparsity must be in [0, 1), got 1.2"."""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable, Sequence
from typing import Any, SupportsFloat, SupportsIndex, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.validation.floating import InexactArray, RealArray, floating, real_floating

__all__ = [
    "choice",
    "double_array",
    "finite_array",
    "image_shape",
    "integer",
    "positive_array",
    "real",
    "real_array",
    "same_shape",
    "scaled_magnitudes",
    "square_matrix",
]

Option = TypeVar("Option", bound=str)


def integer(name: str, value: SupportsIndex, minimum: int, maximum: float = math.inf) -> int:
    """Return `value` as an int; raise unless it is an integer in [minimum, maximum]."""
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be an integer, got {value!r}") from None
    if not minimum <= number <= maximum:
        raise ValueError(f"{name} must be {_interval(minimum, maximum)}, got {number}")
    return number


def real(
    name: str,
    value: SupportsFloat,
    minimum: float = -math.inf,
    maximum: float = math.inf,
    *,
    above: float | None = None,
    below: float | None = None,
) -> float:
    """Return `value` as a finite float; raise if a bound excludes it.

    `minimum` and `maximum` are allowed values themselves; `above` and `below` are not, and replace them.
    """
    if isinstance(value, str):
        raise TypeError(f"{name} must be a real number, got {value!r}")
    try:
        number = float(value)
    except TypeError:
        raise TypeError(f"{name} must be a real number, got {value!r}") from None
    if not math.isfinite(number):
        raise ValueError(f"{name} must be finite, got {value}")
    inside_low = number >= minimum if above is None else number > above
    inside_high = number <= maximum if below is None else number < below
    if not (inside_low and inside_high):
        raise ValueError(f"{name} must be {_interval(minimum, maximum, above, below)}, got {value}")
    return number


def _interval(minimum: float, maximum: float, above: float | None = None, below: float | None = None) -> str:
    """Describe the allowed values: "at least 1", "positive", "in [0, 1)"."""
    low = _shown(minimum if above is None else above)
    high = _shown(maximum if below is None else below)
    if high == "inf":
        return "positive" if above == 0 else f"{'at least' if above is None else 'above'} {low}"
    if low == "-inf":
        return f"{'at most' if below is None else 'below'} {high}"
    return f"in {'[' if above is None else '('}{low}, {high}{']' if below is None else ')'}"


def _shown(bound: float) -> str:
    return f"{bound:g}" if isinstance(bound, float) else str(bound)


def choice(name: str, value: Option, options: Iterable[str]) -> Option:
    """Return `value`; raise unless it is one of the options."""
    allowed = list(options)
    if not isinstance(value, str) or value not in allowed:
        *others, last = map(repr, allowed)
        listed = f"{', '.join(others)} or {last}" if others else last
        raise ValueError(f"{name} must be {listed}, got {value!r}")
    return value


def image_shape(shape: Sequence[SupportsIndex], minimum_pixels: int = 1) -> tuple[int, int]:
    """Return `shape` as (height, width); raise unless it holds at least `minimum_pixels`."""
    if len(shape) != 2:
        raise ValueError(f"shape must be (height, width), got {tuple(shape)}")
    height, width = integer("height", shape[0], 1), integer("width", shape[1], 1)
    integer("number of pixels", height * width, minimum_pixels)
    return height, width


def finite_array(name: str, values: ArrayLike) -> InexactArray:
    """Return `values` as a floating-point or complex array; raise if it is empty or not finite."""
    array = floating(name, values)
    if array.size == 0:
        raise ValueError(f"{name} must not be empty, got shape {array.shape}")
    with np.errstate(over="ignore", invalid="ignore"):
        sum_is_finite = np.isfinite(array.sum())  # fast; a finite sum proves that all values are finite
    if not sum_is_finite and not np.isfinite(array).all():  # the sum of finite values may overflow
        raise ValueError(f"{name} must be finite, got {array[~np.isfinite(array)][0]}")
    return array


def real_array(name: str, values: ArrayLike) -> RealArray:
    """Return `values` as a real floating-point array; raise if it is empty or not finite."""
    return real_floating(name, finite_array(name, values))


def double_array(name: str, values: ArrayLike) -> NDArray[np.float64]:
    """Return real `values` as float64; raise if the array is empty or not finite."""
    return real_array(name, values).astype(np.float64, copy=False)


def positive_array(name: str, values: ArrayLike) -> NDArray[np.float64]:
    """Return `values` as float64; raise if the array is empty, not finite or not positive everywhere."""
    array = double_array(name, values)
    if not (array > 0).all():
        raise ValueError(f"{name} must be positive, got {array[~(array > 0)][0]:g}")
    return array


def scaled_magnitudes(name: str, values: ArrayLike) -> NDArray[np.float64]:
    """Return magnitudes over the largest along the last axis, so that squares cannot over- or underflow."""
    magnitudes = np.abs(finite_array(name, values)).astype(np.float64)
    peak = magnitudes.max(axis=-1, keepdims=True)
    return np.asarray(magnitudes / np.where(peak > 0, peak, 1.0))


def same_shape(name: str, values: ArrayLike, other: str, others: ArrayLike) -> tuple[RealArray, RealArray]:
    """Return two finite real arrays; raise unless they have the same shape."""
    one, two = real_array(name, values), real_array(other, others)
    if one.shape != two.shape:
        raise ValueError(f"{other} must have the shape of {name}, {one.shape}, got {two.shape}")
    return one, two


def square_matrix(name: str, values: ArrayLike) -> NDArray[np.inexact[Any]]:
    """Return `values` as a finite matrix; raise unless it is square."""
    matrix = finite_array(name, values)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        raise ValueError(f"{name} must be a square matrix, got shape {matrix.shape}")
    return matrix
