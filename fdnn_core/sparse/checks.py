"""Correctness of a matrix product: its error in units of what rounding can explain."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.validation.arguments import double_array
from fdnn_core.validation.floating import real_floating

__all__ = ["product_error"]


def product_error(product: ArrayLike, a: ArrayLike, b: ArrayLike, rounding: float | None = None) -> float:
    """Return the largest error of a matrix product in units of what rounding can explain; above 1 is wrong.

    In whatever order the terms are added, the error of an entry is at most about
    k u |row of a| |column of b|, with k the inner dimension, u the unit roundoff (half of `rounding`) and
    Euclidean norms. The unit of the result is twice that bound. The reference is the product in double
    precision.

    Parameters
    ----------
    product : array_like, shape (m, n)
        Product to be checked.
    a : array_like, shape (m, k)
        Left factor, as a dense array.
    b : array_like, shape (k, n)
        Right factor.
    rounding : float, optional
        Distance from 1 to the next number in the least precise step of the computation; that of the type of
        `product` by default.

    Returns
    -------
    float
        Largest error over all entries; infinite if an entry is NaN or infinite.

    Raises
    ------
    ValueError
        If the shapes do not match, or a factor is not finite.

    References
    ----------
    N. J. Higham, "Accuracy and Stability of Numerical Algorithms", 2nd edition, SIAM, 2002, section 3.5.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import product_error
    >>> a, b = np.random.default_rng(0).normal(size=(2, 64, 64)).astype(np.float32)
    >>> product_error(a @ b, a, b) < 1
    True
    >>> incomplete = np.where(np.arange(64) == 5, 0, a)  # one of 64 terms left out
    >>> product_error(incomplete @ b, a, b) > 1
    True
    """
    result = real_floating("product", product)
    left, right = double_array("a", a), double_array("b", b)
    if left.ndim != 2 or right.ndim != 2 or left.shape[1] != right.shape[0]:
        raise ValueError(f"a and b must be (m, k) and (k, n), got {left.shape} and {right.shape}")
    if result.shape != (left.shape[0], right.shape[1]):
        raise ValueError(f"product must be {(left.shape[0], right.shape[1])}, got {result.shape}")
    unit = left.shape[1] * (float(np.finfo(result.dtype).eps) if rounding is None else rounding)
    bound = unit * np.outer(np.linalg.norm(left, axis=1), np.linalg.norm(right, axis=0))
    error = np.abs(result - double_product(left, right))
    with np.errstate(divide="ignore", invalid="ignore"):
        units = np.where(error == 0, 0.0, error / bound)
    return float(units.max()) if np.isfinite(units).all() else math.inf


def double_product(left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the product by scipy's BLAS where installed: numpy in a browser has no BLAS and is slow."""
    try:
        from scipy.linalg.blas import dgemm  # type: ignore[import-untyped]
    except ImportError:
        return np.asarray(left @ right)
    return np.asarray(dgemm(1.0, right.T, left.T).T)  # a transposed C-ordered array is column-major
