"""Arguments checked on the way in; refusals are all worded alike: what it must be, then what was given."""

import math
import operator
from collections.abc import Sequence
from typing import Any, SupportsFloat, SupportsIndex

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.floating import floating, real_floating

__all__ = ["double_array", "finite_array", "integer", "plane", "positive_array", "real", "scaled_magnitudes"]


def integer(name: str, value: SupportsIndex, least: int, most: float = math.inf) -> int:
    """Return `value` as an int, refused outside `least` .. `most`."""
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be an integer, got {value!r}") from None
    if not least <= number <= most:
        allowed = f"at least {least}" if most == math.inf else f"between {least} and {most}"
        raise ValueError(f"{name} must be {allowed}, got {number}")
    return number


def real(name: str, value: SupportsFloat, low: float = -math.inf, high: float = math.inf) -> float:
    """Return `value` as a finite float, refused outside `low` .. `high`."""
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"{name} must be finite, got {number}")
    if not low <= number <= high:
        allowed = f"at least {low:g}" if high == math.inf else f"between {low:g} and {high:g}"
        raise ValueError(f"{name} must be {allowed}, got {number:g}")
    return number


def plane(shape: Sequence[SupportsIndex], least: int = 1) -> tuple[int, int]:
    """Return `shape` as (height, width), of `least` pixels or more."""
    if len(shape) != 2:
        raise ValueError(f"shape must be (height, width), got {tuple(shape)}")
    height, width = integer("height", shape[0], 1), integer("width", shape[1], 1)
    integer("number of pixels", height * width, least)
    return height, width


def finite_array(name: str, values: ArrayLike) -> NDArray[np.inexact[Any]]:
    """Return `values` as a floating-point or complex array, refused where empty or not finite."""
    array = floating(name, values)
    if array.size == 0:
        raise ValueError(f"{name} must not be empty, got shape {array.shape}")
    with np.errstate(over="ignore", invalid="ignore"):
        certain = np.isfinite(array.sum())  # quick, and not so unless all are; a sum may overflow, though
    if not certain and not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite, got {array[~np.isfinite(array)][0]}")
    return array


def double_array(name: str, values: ArrayLike) -> NDArray[np.float64]:
    """Return real `values` in double precision, refused where empty or not finite."""
    return real_floating(name, finite_array(name, values)).astype(np.float64, copy=False)


def positive_array(name: str, values: ArrayLike) -> NDArray[np.float64]:
    """Return `values` in double precision, refused where empty, not finite or not positive."""
    array = double_array(name, values)
    if not (array > 0).all():
        raise ValueError(f"{name} must be positive, got {array[~(array > 0)][0]:g}")
    return array


def scaled_magnitudes(name: str, values: ArrayLike) -> NDArray[np.float64]:
    """Return the flat magnitudes over the largest one, so that no square over- or underflows."""
    magnitudes = np.abs(finite_array(name, values)).astype(np.float64).ravel()
    return np.asarray(magnitudes / (magnitudes.max() or 1.0))
