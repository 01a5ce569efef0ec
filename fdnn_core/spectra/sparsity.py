"""Measures of sparsity and energy compaction of coefficients, all independent of scale.

Each measure takes all coefficients as one group and returns a number. With `axis`, the coefficients along
these axes form a group, and the result is an array in the shape of the remaining axes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, overload

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple
from numpy.typing import ArrayLike, NDArray

from fdnn_core.validation.arguments import integer, real, scaled_magnitudes

__all__ = [
    "coefficients_for_energy",
    "energy_curve",
    "gini",
    "hoyer",
    "significant_count",
    "spectral_entropy",
]


Axes = int | Sequence[int]


@overload
def hoyer(coefficients: ArrayLike, axis: None = None) -> float: ...
@overload
def hoyer(coefficients: ArrayLike, axis: Axes) -> NDArray[np.float64]: ...
def hoyer(coefficients: ArrayLike, axis: Axes | None = None) -> float | NDArray[np.float64]:
    r"""Return Hoyer's sparseness: 0 for equal magnitudes, 1 for a single nonzero coefficient.

    .. math:: \frac{\sqrt{n} - \lVert c\rVert_1 / \lVert c\rVert_2}{\sqrt{n} - 1}

    Parameters
    ----------
    coefficients : array_like
        At least two real or complex coefficients, any shape.
    axis : int or tuple of int, optional
        Axes along which the coefficients of one group lie. By default all coefficients are one group.

    Returns
    -------
    float, or ndarray of float64 with `axis`
        Sparseness between 0 and 1.

    Raises
    ------
    ValueError
        If a group has fewer than two coefficients or is all zero, or a coefficient is not finite.

    References
    ----------
    P. O. Hoyer, "Non-negative matrix factorization with sparseness constraints", JMLR 5, 1457-1469, 2004.

    Examples
    --------
    >>> from fdnn_core import hoyer
    >>> hoyer([0.0, 0.0, 5.0, 0.0])
    1.0
    """
    magnitudes = _nonzero_magnitudes(coefficients, axis)
    root = np.sqrt(integer("number of coefficients", magnitudes.shape[-1], 2))
    ratio = magnitudes.sum(axis=-1) / np.linalg.norm(magnitudes, axis=-1)
    return _result(np.clip((root - ratio) / (root - 1), 0.0, 1.0), axis)  # rounding may leave [0, 1]


@overload
def gini(coefficients: ArrayLike, axis: None = None) -> float: ...
@overload
def gini(coefficients: ArrayLike, axis: Axes) -> NDArray[np.float64]: ...
def gini(coefficients: ArrayLike, axis: Axes | None = None) -> float | NDArray[np.float64]:
    r"""Return the Gini index: 0 for equal magnitudes, 1 - 1/n for a single nonzero coefficient of n.

    .. math:: 1 - 2 \sum_{k=1}^{n} \frac{|c|_{(k)}}{\lVert c\rVert_1} \, \frac{n - k + 1/2}{n},
              \qquad |c|_{(1)} \le \dots \le |c|_{(n)}

    Parameters
    ----------
    coefficients : array_like
        Real or complex coefficients, any shape.
    axis : int or tuple of int, optional
        Axes along which the coefficients of one group lie. By default all coefficients are one group.

    Returns
    -------
    float, or ndarray of float64 with `axis`
        Gini index between 0 and 1.

    Raises
    ------
    ValueError
        If `coefficients` is empty, a group is all zero, or a coefficient is not finite.

    References
    ----------
    N. Hurley, S. Rickard, "Comparing measures of sparsity", IEEE Transactions on Information Theory 55(10),
    4723-4741, 2009, arXiv:0811.4706.

    Examples
    --------
    >>> from fdnn_core import gini
    >>> gini([0.0, 0.0, 5.0, 0.0])
    0.75
    """
    ascending = np.sort(_nonzero_magnitudes(coefficients, axis), axis=-1)
    n = ascending.shape[-1]
    weights = (n - np.arange(n) - 0.5) / n
    index = 1 - 2 * (ascending @ weights / ascending.sum(axis=-1))
    return _result(np.maximum(index, 0.0), axis)  # rounding may give less than 0


@overload
def spectral_entropy(coefficients: ArrayLike, axis: None = None) -> float: ...
@overload
def spectral_entropy(coefficients: ArrayLike, axis: Axes) -> NDArray[np.float64]: ...
def spectral_entropy(coefficients: ArrayLike, axis: Axes | None = None) -> float | NDArray[np.float64]:
    r"""Return the Shannon entropy of the distribution of energy over the coefficients.

    .. math:: H = -\sum_k p_k \log_2 p_k, \qquad p_k = |c_k|^2 \big/ \textstyle\sum_j |c_j|^2

    The entropy is 0 for a single nonzero coefficient and log2(n) for n equal magnitudes. 2**H is an effective
    number of coefficients.

    Parameters
    ----------
    coefficients : array_like
        Real or complex amplitudes (not powers), any shape.
    axis : int or tuple of int, optional
        Axes along which the coefficients of one group lie. By default all coefficients are one group.

    Returns
    -------
    float, or ndarray of float64 with `axis`
        Entropy in bits.

    Raises
    ------
    ValueError
        If `coefficients` is empty, a group is all zero, or a coefficient is not finite.

    Examples
    --------
    >>> from fdnn_core import spectral_entropy
    >>> spectral_entropy([1.0, 1.0, -1.0, 1.0j])
    2.0
    """
    energies = _nonzero_magnitudes(coefficients, axis) ** 2
    shares = energies / energies.sum(axis=-1, keepdims=True)
    logarithms = np.log2(shares, out=np.zeros_like(shares), where=shares > 0)
    return _result(np.maximum(-np.sum(shares * logarithms, axis=-1), 0.0), axis)


@overload
def significant_count(coefficients: ArrayLike, relative: float = 1e-3, axis: None = None) -> int: ...
@overload
def significant_count(coefficients: ArrayLike, relative: float = 1e-3, *, axis: Axes) -> NDArray[np.intp]: ...
def significant_count(
    coefficients: ArrayLike, relative: float = 1e-3, axis: Axes | None = None
) -> int | NDArray[np.intp]:
    """Count the coefficients whose magnitude exceeds a fraction of the largest magnitude.

    Parameters
    ----------
    coefficients : array_like
        Real or complex coefficients, any shape.
    relative : float, optional
        The fraction, from 0 to 1. With 0, all nonzero coefficients count.
    axis : int or tuple of int, optional
        Axes along which the coefficients of one group lie. By default all coefficients are one group.

    Returns
    -------
    int, or ndarray of int with `axis`
        The number of coefficients, 0 if all are zero.

    Raises
    ------
    ValueError
        If `coefficients` is empty or not finite, or `relative` is not between 0 and 1.

    Examples
    --------
    >>> from fdnn_core import significant_count
    >>> significant_count([4.0, -1.0, 1e-6, 0.0])
    2
    """
    magnitudes = scaled_magnitudes("coefficients", _groups(coefficients, axis))
    count = np.count_nonzero(magnitudes > real("relative", relative, 0, 1), axis=-1)
    return int(count) if axis is None else np.asarray(count)


def energy_curve(
    coefficients: ArrayLike, twins: ArrayLike = (), axis: Axes | None = None
) -> NDArray[np.float64]:
    """Return the share of the energy in the k largest coefficients, for every k.

    Parameters
    ----------
    coefficients : array_like
        Real or complex coefficients in an orthonormal basis, any shape.
    twins : array_like, optional
        Further coefficients, any shape, each of which counts twice. Use it for the coefficients of a real
        image whose conjugates ``rfft2`` leaves out; this is faster than repeating them.
    axis : int or tuple of int, optional
        Axes along which the coefficients of one group lie. By default all coefficients are one group.
        The same axes of `twins` belong to the same groups.

    Returns
    -------
    ndarray of float64, shape (..., n + 1)
        Shares for k = 0 ... n, where n is the number of coefficients of a group: from 0, by ever smaller
        steps, to 1. If all coefficients are zero, every share is 1. With `axis`, the remaining axes come
        first.

    Raises
    ------
    ValueError
        If there are no coefficients, one is not finite, or the groups of `twins` differ in number.

    Examples
    --------
    >>> from fdnn_core import energy_curve
    >>> energy_curve([0.6, 0.8j]).round(6).tolist()
    [0.0, 0.64, 1.0]
    >>> energy_curve([0.8], twins=[0.6]).round(6).tolist()
    [0.0, 0.470588, 0.735294, 1.0]
    """
    groups = _groups(coefficients, axis)
    singles = groups.shape[-1]
    if np.size(twins):
        paired = _groups(twins, axis)
        if paired.shape[:-1] != groups.shape[:-1]:
            raise ValueError(f"twins must have groups of shape {groups.shape[:-1]}, got {paired.shape[:-1]}")
        groups = np.concatenate([groups, paired], axis=-1)
    energies = scaled_magnitudes("coefficients", groups) ** 2
    ordered, pairs = np.sort(energies[..., :singles], axis=-1), np.sort(energies[..., singles:], axis=-1)
    if pairs.size:
        runs = np.concatenate([ordered, pairs, pairs], axis=-1)
        ordered = np.sort(runs, kind="stable")  # fast, because it merges sorted runs
    curve = np.zeros((*ordered.shape[:-1], ordered.shape[-1] + 1))
    np.cumsum(ordered[..., ::-1], axis=-1, out=curve[..., 1:])
    total = curve[..., -1:]
    return np.divide(curve, total, out=np.ones_like(curve), where=total > 0)


@overload
def coefficients_for_energy(coefficients: ArrayLike, share: float = 0.99, axis: None = None) -> int: ...
@overload
def coefficients_for_energy(
    coefficients: ArrayLike, share: float = 0.99, *, axis: Axes
) -> NDArray[np.intp]: ...
def coefficients_for_energy(
    coefficients: ArrayLike, share: float = 0.99, axis: Axes | None = None
) -> int | NDArray[np.intp]:
    """Return the smallest number of coefficients with a given share of the energy.

    Parameters
    ----------
    coefficients : array_like
        Real or complex coefficients in an orthonormal basis, any shape.
    share : float, optional
        Share of the energy, from 0 to 1.
    axis : int or tuple of int, optional
        Axes along which the coefficients of one group lie. By default all coefficients are one group.

    Returns
    -------
    int, or ndarray of int with `axis`
        The smallest k with ``energy_curve(coefficients)[k] >= share``.

    Raises
    ------
    ValueError
        If `coefficients` is empty or not finite, or `share` is not between 0 and 1.

    Examples
    --------
    >>> from fdnn_core import coefficients_for_energy
    >>> coefficients_for_energy([1.0, 10.0, 0.1], share=0.999)
    2
    """
    share = real("share", share, 0, 1)
    count = np.count_nonzero(energy_curve(coefficients, axis=axis) < share, axis=-1)
    return int(count) if axis is None else np.asarray(count)


def _groups(values: ArrayLike, axis: Axes | None) -> NDArray[Any]:
    """Return the values with the axes of a group joined to one, the last axis."""
    array = np.asarray(values)
    if axis is None:
        return array.ravel()
    axes = normalize_axis_tuple(axis, array.ndim, "axis")
    others = [kept for kept in range(array.ndim) if kept not in axes]
    size = math.prod(array.shape[along] for along in axes)
    return array.transpose(*others, *axes).reshape(*(array.shape[kept] for kept in others), size)


def _nonzero_magnitudes(coefficients: ArrayLike, axis: Axes | None) -> NDArray[np.float64]:
    magnitudes = scaled_magnitudes("coefficients", _groups(coefficients, axis))
    if not magnitudes.any(axis=-1).all():
        raise ValueError(f"coefficients must not all be zero, got {magnitudes.shape[-1]} zeros")
    return magnitudes


def _result(values: NDArray[np.float64], axis: Axes | None) -> float | NDArray[np.float64]:
    return float(values) if axis is None else np.asarray(values)
