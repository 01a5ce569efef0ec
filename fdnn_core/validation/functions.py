"""Checked calls of functions that the caller supplies, such as an activation of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core.validation.arguments import finite_array
from fdnn_core.validation.floating import InexactArray

__all__ = ["call_pointwise"]


def call_pointwise(
    name: str, function: Callable[..., ArrayLike], x: np.ndarray[Any, Any], *, finite: bool = True
) -> InexactArray:
    """Return ``function(x)``; raise unless it has the shape of `x` and, if `finite`, finite values.

    The function gets a copy of `x`, because it may write to its argument.
    """
    values = np.asarray(function(x.copy()))
    if values.shape != x.shape:
        raise ValueError(f"{name} must keep the shape {x.shape}, got {values.shape}")
    return finite_array(f"values of {name}", values) if finite else values
