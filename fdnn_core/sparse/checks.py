"""Is a matrix product right? Compared with the product in double precision, as far as rounding explains."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.arguments import double_array
from fdnn_core._validation.floating import real_floating

__all__ = ["product_error"]


def product_error(product: ArrayLike, a: ArrayLike, b: ArrayLike, rounding: float | None = None) -> float:
    """Return the largest error of a product, in units of what rounding explains: above 1 it is wrong.

    Whatever the order of the additions, the error of an entry is at most about k u |row of a| |column of b|,
    with k the inner dimension, u half the rounding and the Euclidean norm; twice that is the unit.

    Parameters
    ----------
    product : array_like, shape (m, n)
        To be checked.
    a : array_like, shape (m, k)
        Its left factor, zeros and all.
    b : array_like, shape (k, n)
        Its right factor.
    rounding : float, optional
        The distance from 1 to the next number in the least precise step, that of the type of `product` if
        not given.

    Returns
    -------
    float
        Infinite if an entry is not a number.

    Raises
    ------
    ValueError
        If the shapes do not fit, or a factor is not finite.

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
    >>> without = np.where(np.arange(64) == 5, 0, a)  # one of 64 terms left out
    >>> product_error(without @ b, a, b) > 1
    True
    """
    found = real_floating("product", product)
    left, right = double_array("a", a), double_array("b", b)
    if left.ndim != 2 or right.ndim != 2 or left.shape[1] != right.shape[0]:
        raise ValueError(f"a and b must be (m, k) and (k, n), got {left.shape} and {right.shape}")
    if found.shape != (left.shape[0], right.shape[1]):
        raise ValueError(f"product must be {(left.shape[0], right.shape[1])}, got {found.shape}")
    unit = left.shape[1] * (float(np.finfo(found.dtype).eps) if rounding is None else rounding)
    bound = unit * np.outer(np.linalg.norm(left, axis=1), np.linalg.norm(right, axis=0))
    error = np.abs(found - double_product(left, right))
    with np.errstate(divide="ignore", invalid="ignore"):
        units = np.where(error == 0, 0.0, error / bound)
    return float(units.max()) if np.isfinite(units).all() else math.inf


def double_product(left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the product, by scipy's BLAS where present: in a browser numpy has none."""
    try:
        from scipy.linalg.blas import dgemm  # type: ignore[import-untyped]
    except ImportError:
        return np.asarray(left @ right)
    return np.asarray(dgemm(1.0, right.T, left.T).T)  # C order transposed is BLAS's own
