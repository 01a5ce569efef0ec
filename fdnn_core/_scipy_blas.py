"""The dense products of scipy's BLAS, told apart by type: sgemm for float32, dgemm for float64."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

import numpy as np

__all__ = ["Products", "scipy_products"]


class Products(NamedTuple):
    """The name of the product of matrices, it, and the product of a matrix and a vector."""

    name: str
    gemm: Callable[..., Any]
    gemv: Callable[..., Any]


def scipy_products(dtype: np.dtype[Any]) -> Products | None:
    """Return what multiplies arrays of a type, or None where scipy or the type is unknown."""
    letter = {"float32": "s", "float64": "d"}.get(dtype.name)
    try:
        blas = import_module("scipy.linalg.blas")
    except ImportError:
        return None
    if letter is None:
        return None
    return Products(f"scipy {letter}gemm", getattr(blas, f"{letter}gemm"), getattr(blas, f"{letter}gemv"))
