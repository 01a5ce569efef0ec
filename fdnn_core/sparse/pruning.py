"""Pruning: set the least entries of a matrix to zero, one by one, by blocks, n of m, or by frequency."""

import math

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core._validation.arguments import finite_array, integer, real
from fdnn_core._validation.floating import Inexact, Real, real_floating
from fdnn_core._validation.partition import split_blocks, split_groups
from fdnn_core.transforms.truncation import largest, low_pass

__all__ = ["prune", "prune_high_frequencies", "prune_n_of_m"]


def prune(
    matrix: ArrayLike, sparsity: float, blocksize: tuple[int, int] = (1, 1), seed: int | None = None
) -> Real:
    """Set the entries of smallest magnitude to zero, or whole blocks, those of smallest Frobenius norm.

    Parameters
    ----------
    matrix : array_like, shape (M, K)
        Real.
    sparsity : float
        The fraction, from 0 to 1, of the blocks to be set to zero, rounded to a whole count.
    blocksize : (int, int)
        Height and width of a block; they divide M and K.
    seed : int, optional
        If given, random blocks are set to zero instead, all equally likely.

    Returns
    -------
    ndarray, shape (M, K)
        A copy of the same type (integers become float64). Among equal norms the earlier in C order is kept.

    Raises
    ------
    ValueError
        If `matrix` is not 2-D, empty, not finite or not whole blocks, or `sparsity` is out of range.
    TypeError
        If `matrix` is complex.

    References
    ----------
    S. Han, J. Pool, J. Tran, W. J. Dally, "Learning both weights and connections for efficient neural
    networks", NIPS 2015, arXiv:1506.02626.

    Examples
    --------
    >>> from fdnn_core import prune
    >>> prune([[4.0, -1.0], [2.0, -3.0]], 0.5).tolist()
    [[4.0, 0.0], [0.0, -3.0]]
    >>> prune([[4.0, -1.0], [2.0, -3.0]], 0.5, blocksize=(2, 1)).tolist()
    [[4.0, 0.0], [2.0, 0.0]]
    """
    array = real_floating("matrix", finite_array("matrix", matrix))
    blocks = split_blocks(array, blocksize)  # (M / height, K / width, height, width)
    number = blocks.shape[0] * blocks.shape[1]
    count = number - round(real("sparsity", sparsity, 0, 1) * number)
    scale = float(np.abs(array).max()) or 1.0  # so that no square over- or underflows
    norms = np.linalg.norm(blocks.astype(np.float64) / scale, axis=(2, 3))
    kept = largest(worth(norms, seed), count)[:, :, np.newaxis, np.newaxis]
    return np.where(kept, blocks, 0).swapaxes(1, 2).reshape(array.shape)


def prune_n_of_m(matrix: ArrayLike, n: int, m: int, seed: int | None = None) -> Real:
    """Keep the n entries of largest magnitude of every m consecutive ones along the last axis.

    Parameters
    ----------
    matrix : array_like, shape (..., K)
        Real; m divides K.
    n, m : int
        How many to keep, of how many: 2 and 4 for what sparse tensor cores multiply.
    seed : int, optional
        If given, n random ones are kept instead, all choices equally likely.

    Returns
    -------
    ndarray, shape (..., K)
        A copy of the same type (integers become float64). Among equals the earlier is kept.

    Raises
    ------
    ValueError
        If `matrix` is empty or not finite, m does not divide K, or n is not between 0 and m.
    TypeError
        If `matrix` is complex.

    References
    ----------
    A. Mishra et al., "Accelerating sparse deep neural networks", 2021, arXiv:2104.08378.

    Examples
    --------
    >>> from fdnn_core import prune_n_of_m
    >>> prune_n_of_m([1.0, -4.0, 2.0, 3.0], 2, 4).tolist()
    [0.0, -4.0, 0.0, 3.0]
    """
    array = real_floating("matrix", finite_array("matrix", matrix))
    groups = split_groups(array, n, m)
    order = np.argsort(-worth(np.abs(groups), seed), axis=-1, kind="stable")
    result = groups.copy()
    np.put_along_axis(result, order[..., n:], 0, axis=-1)
    return result.reshape(array.shape)


def prune_high_frequencies(coefficients: ArrayLike, sparsity: float) -> Inexact:
    """Keep the corner of lowest frequencies of a matrix of cosine-transform coefficients.

    Parameters
    ----------
    coefficients : array_like, shape (M, K)
        Real or complex, the lowest frequencies first along both axes.
    sparsity : float
        The fraction, from 0 to 1, of the coefficients to be set to zero, as nearly as a corner of whole
        rows and columns, of about the matrix's proportions, allows.

    Returns
    -------
    ndarray, shape (M, K)
        A copy of the same type (integers become float64).

    Raises
    ------
    ValueError
        If `coefficients` is not 2-D, is empty or not finite, or `sparsity` is out of range.

    Examples
    --------
    >>> from fdnn_core import prune_high_frequencies
    >>> prune_high_frequencies([[8.0, 4.0, 2.0, 1.0], [4.0, 2.0, 1.0, 1.0]], 0.75).tolist()
    [[8.0, 4.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]]
    """
    array = finite_array("coefficients", coefficients)
    if array.ndim != 2:
        raise ValueError(f"coefficients must be (rows, columns), got shape {array.shape}")
    kept = (1 - real("sparsity", sparsity, 0, 1)) * array.size
    height = max(1, round(array.shape[0] * math.sqrt(kept / array.size)))
    width = max(1, min(array.shape[1], round(kept / height)))
    height = min(array.shape[0], round(kept / width))  # once more, now that the width is a whole number
    return low_pass(array, (height, width))


def worth(magnitudes: Real, seed: int | None) -> Real:
    """Return what decides which are kept: the magnitudes, or with a seed chance alone."""
    if seed is None:
        return magnitudes
    return np.random.default_rng(integer("seed", seed, 0)).random(magnitudes.shape)
