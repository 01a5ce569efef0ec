"""Conversion to floating point: float32 stays float32, integers become float64."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import unwrap
from typing import Any, Concatenate, ParamSpec

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "Float64Array",
    "InexactArray",
    "RealArray",
    "elementwise",
    "floating",
    "in_slabs",
    "real_floating",
]

# Arrays of real or complex, and of real, floating-point numbers. Their precision depends on an argument, so
# the type is Any: callers may assign a result to NDArray[np.float64] or NDArray[np.float32].
InexactArray = NDArray[Any]
RealArray = NDArray[Any]
Float64Array = NDArray[np.float64]
P = ParamSpec("P")


def floating(name: str, values: ArrayLike) -> InexactArray:
    """Return `values` as an array of real or complex floating-point numbers."""
    array = np.asarray(values)
    if array.dtype.kind not in "biufc":
        raise TypeError(f"{name} must be numbers, got {array.dtype}")
    is_integer = array.dtype.kind in "biu"
    return array.astype(np.float64 if is_integer else np.result_type(array.dtype, np.float32), copy=False)


def real_floating(name: str, values: ArrayLike) -> RealArray:
    """Return `values` as an array of real floating-point numbers."""
    array = floating(name, values)
    if np.iscomplexobj(array):
        raise TypeError(f"{name} must be real, got {array.dtype}")
    return array


_SLAB = 2**14  # values computed at a time, few enough for all intermediate results to stay in the cache


def elementwise(
    function: Callable[Concatenate[RealArray, P], RealArray],
) -> Callable[Concatenate[ArrayLike, P], RealArray]:
    """Let `function` accept any real array-like, and compute infinities without warnings, as PyTorch does."""

    @wraps(function)
    def on_array(x: ArrayLike, *args: P.args, **kwargs: P.kwargs) -> RealArray:
        with np.errstate(over="ignore", invalid="ignore"):
            result: RealArray = function(real_floating("x", x), *args, **kwargs)[()]
        return result

    unwrap(function).__annotations__["x"] = "ArrayLike"  # what help() shows
    return on_array  # type: ignore[return-value]  # Concatenate makes x positional-only


def in_slabs(
    function: Callable[Concatenate[RealArray, P], RealArray],
) -> Callable[Concatenate[RealArray, P], RealArray]:
    """Compute an elementwise function of many steps slab by slab, which is faster for large arrays."""

    @wraps(function)
    def on_slabs(x: RealArray, *args: P.args, **kwargs: P.kwargs) -> RealArray:
        options: list[Any] = [*args, *kwargs.values()]
        if x.size <= _SLAB or any(np.ndim(option) for option in options):  # arrays of options are broadcast
            return function(x, *args, **kwargs)
        flat, result = x.ravel(), np.empty(x.size, x.dtype)
        for start in range(0, x.size, _SLAB):
            slab = slice(start, start + _SLAB)
            result[slab] = function(flat[slab], *args, **kwargs)
        return result.reshape(x.shape)

    return on_slabs  # type: ignore[return-value]  # Concatenate makes x positional-only
