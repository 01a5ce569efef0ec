"""The sparsity from which a sparse product is the faster one, as the hardware's two limits would have it."""

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core._arguments import real
from fdnn_core._floating import Real, real_floating

__all__ = ["bandwidth_bound_crossover", "compute_bound_crossover", "ideal_speedup"]


def ideal_speedup(sparsity: ArrayLike) -> Real:
    """Return how many times faster a product is if each zero saves its share of the time: 1 / (1 - s).

    Parameters
    ----------
    sparsity : array_like
        Fractions of zeros, from 0 to 1.

    Returns
    -------
    ndarray or scalar
        Of the same shape, infinite where all is zero.

    Raises
    ------
    ValueError
        If a sparsity is out of range.

    Examples
    --------
    >>> from fdnn_core import ideal_speedup
    >>> ideal_speedup([0.0, 0.5, 0.75]).tolist()
    [1.0, 2.0, 4.0]
    """
    kept = 1 - fractions("sparsity", sparsity)
    with np.errstate(divide="ignore"):
        result: Real = np.divide(1, kept)
    return result


def compute_bound_crossover(sparse: float, dense: float) -> float:
    """Return the sparsity at which a sparse product equals the dense one, arithmetic being the limit.

    Parameters
    ----------
    sparse, dense : float
        Operations per second of the sparse kernel on nonzeros and of the dense kernel on all, in one unit.

    Returns
    -------
    float
        1 - sparse / dense, and 0 if the sparse kernel is the faster one on a dense matrix already.

    Raises
    ------
    ValueError
        If `sparse` is negative or `dense` not positive.

    References
    ----------
    T. Gale, M. Zaharia, C. Young, E. Elsen, "Sparse GPU kernels for deep learning", SC20, 2020,
    arXiv:2006.10901, whose kernel reaches 27.3 % of a V100's 15.7 TFLOP/s.

    Examples
    --------
    >>> from fdnn_core import compute_bound_crossover
    >>> round(compute_bound_crossover(0.273 * 15.7, 0.93 * 15.7), 3)
    0.706
    """
    sparse = real("sparse", sparse, 0)
    if not real("dense", dense) > 0:
        raise ValueError(f"dense must be positive, got {dense:g}")
    return max(0.0, 1 - sparse / dense)


def bandwidth_bound_crossover(value_bits: float, index_bits: float, mask_bits: float = 0) -> float:
    """Return the sparsity at which a sparse matrix takes as many bits as the dense one.

    That is the crossover where reading the matrix is the limit, as in a product with one vector.

    Parameters
    ----------
    value_bits : float
        Of an entry.
    index_bits : float
        That tell where a nonzero is, beside each: 32 in CSR, 4 where the step to the next one is stored.
    mask_bits : float
        For every entry, zero or not: 1 for a bitmap.

    Returns
    -------
    float
        1 - (value_bits - mask_bits) / (value_bits + index_bits).

    Raises
    ------
    ValueError
        If `value_bits` is not positive, `index_bits` is negative, or `mask_bits` is not between 0 and
        `value_bits`.

    Examples
    --------
    >>> from fdnn_core import bandwidth_bound_crossover
    >>> bandwidth_bound_crossover(32, 32), bandwidth_bound_crossover(16, 0, mask_bits=1)
    (0.5, 0.0625)
    """
    if not real("value_bits", value_bits) > 0:
        raise ValueError(f"value_bits must be positive, got {value_bits:g}")
    index_bits = real("index_bits", index_bits, 0)
    return 1 - (value_bits - real("mask_bits", mask_bits, 0, value_bits)) / (value_bits + index_bits)


def fractions(name: str, values: ArrayLike) -> Real:
    """Return `values` as real numbers, refused outside 0 .. 1."""
    array = real_floating(name, values)
    wrong = ~((array >= 0) & (array <= 1))
    if wrong.any():
        raise ValueError(f"{name} must be between 0 and 1, got {array[wrong][0]:g}")
    return array
