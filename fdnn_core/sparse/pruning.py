"""Pruning: set the smallest entries of a matrix to zero, singly, by blocks, n of m, or by frequency."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core.sparse.partition import split_blocks, split_groups
from fdnn_core.transforms.truncation import largest, low_pass
from fdnn_core.validation.arguments import finite_array, integer, real
from fdnn_core.validation.floating import InexactArray, RealArray, real_floating

__all__ = ["prune", "prune_high_frequencies", "prune_n_of_m"]


def prune(
    matrix: ArrayLike, sparsity: float, blocksize: tuple[int, int] = (1, 1), seed: int | None = None
) -> RealArray:
    """Set the entries of smallest magnitude to zero, or the blocks of smallest Frobenius norm.

    Parameters
    ----------
    matrix : array_like, shape (M, K)
        Real.
    sparsity : float
        Fraction of the blocks to set to zero, from 0 to 1, rounded to a whole number of blocks.
    blocksize : (int, int)
        Height and width of a block, which must divide M and K.
    seed : int, optional
        If given, random blocks are set to zero instead, all with the same probability.

    Returns
    -------
    ndarray, shape (M, K)
        A copy of the same type (integers become float64). Of equal norms the earlier in C order is kept.

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
    kept = largest(scores(_block_norms(blocks), seed), count)[:, :, np.newaxis, np.newaxis]
    return np.where(kept, blocks, 0).swapaxes(1, 2).reshape(array.shape)


def _block_norms(blocks: RealArray) -> RealArray:
    """Return the Frobenius norm of each block, all on one unknown scale."""
    magnitudes = np.abs(blocks)
    if blocks.shape[2:] == (1, 1):
        return magnitudes[:, :, 0, 0]
    scale = float(magnitudes.max()) or 1.0  # so that no square over- or underflows
    return np.asarray(np.linalg.norm(magnitudes.astype(np.float64) / scale, axis=(2, 3)))


def prune_n_of_m(matrix: ArrayLike, n: int, m: int, seed: int | None = None) -> RealArray:
    """Keep the n entries of largest magnitude among every m consecutive ones along the last axis.

    Parameters
    ----------
    matrix : array_like, shape (..., K)
        Real; m must divide K.
    n : int
        Entries to keep of each group; sparse tensor cores multiply matrices with n = 2, m = 4.
    m : int
        Length of a group.
    seed : int, optional
        If given, n random entries are kept instead, all choices with the same probability.

    Returns
    -------
    ndarray, shape (..., K)
        A copy of the same type (integers become float64). Of equal magnitudes the earlier is kept.

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
    order = np.argsort(-scores(np.abs(groups), seed), axis=-1, kind="stable")
    result = groups.copy()
    np.put_along_axis(result, order[..., n:], 0, axis=-1)
    return result.reshape(array.shape)


def prune_high_frequencies(coefficients: ArrayLike, sparsity: float) -> InexactArray:
    """Set all but the lowest frequencies of a matrix of cosine-transform coefficients to zero.

    Parameters
    ----------
    coefficients : array_like, shape (M, K)
        Real or complex, with the lowest frequencies first along both axes.
    sparsity : float
        Fraction of the coefficients to set to zero, from 0 to 1. What is kept is a corner with about the
        proportions of the matrix, so the fraction is only approached.

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
    height = min(array.shape[0], round(kept / width))  # again, as the width is a whole number now
    return low_pass(array, (height, width))


def scores(magnitudes: RealArray, seed: int | None) -> RealArray:
    """Return the scores of which the largest are kept: the magnitudes, or with a seed random numbers."""
    if seed is None:
        return magnitudes
    return np.random.default_rng(integer("seed", seed, 0)).random(magnitudes.shape)
