"""Conversion to floating point: float32 stays float32, integers become float64."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Inexact", "Real", "elementwise", "floating", "real_floating"]

Inexact = NDArray[np.inexact[Any]]
Real = NDArray[np.floating[Any]]
P = ParamSpec("P")


def floating(name: str, values: ArrayLike) -> Inexact:
    """Return `values` as an array of real or complex floating-point numbers."""
    array = np.asarray(values)
    if array.dtype.kind not in "biufc":
        raise TypeError(f"{name} must be numbers, got {array.dtype}")
    is_integer = array.dtype.kind in "biu"
    return array.astype(np.float64 if is_integer else np.result_type(array.dtype, np.float32), copy=False)


def real_floating(name: str, values: ArrayLike) -> Real:
    """Return `values` as an array of real floating-point numbers."""
    array = floating(name, values)
    if np.iscomplexobj(array):
        raise TypeError(f"{name} must be real, got {array.dtype}")
    return array  # type: ignore[return-value]


def elementwise(function: Callable[Concatenate[Real, P], Real]) -> Callable[Concatenate[ArrayLike, P], Real]:
    """Let `function` accept any real array-like, and compute infinities without warnings, as PyTorch does."""

    @wraps(function)
    def on_array(x: ArrayLike, *args: P.args, **kwargs: P.kwargs) -> Real:
        with np.errstate(over="ignore", invalid="ignore"):
            result: Real = function(real_floating("x", x), *args, **kwargs)[()]
        return result

    return on_array  # type: ignore[return-value]  # Concatenate makes x positional-only
