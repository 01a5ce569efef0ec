"""Measures of sparsity and energy compaction of coefficients, all independent of scale."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.arguments import integer, real, scaled_magnitudes

__all__ = [
    "coefficients_for_energy",
    "energy_curve",
    "gini",
    "hoyer",
    "significant_count",
    "spectral_entropy",
]


def hoyer(coefficients: ArrayLike) -> float:
    r"""Return Hoyer's sparseness: 0 for equal magnitudes, 1 for a single nonzero coefficient.

    .. math:: \frac{\sqrt{n} - \lVert c\rVert_1 / \lVert c\rVert_2}{\sqrt{n} - 1}

    Parameters
    ----------
    coefficients : array_like
        At least two real or complex coefficients, any shape.

    Returns
    -------
    float
        Sparseness between 0 and 1.

    Raises
    ------
    ValueError
        If there are fewer than two coefficients, all are zero, or one is not finite.

    References
    ----------
    P. O. Hoyer, "Non-negative matrix factorization with sparseness constraints", JMLR 5, 1457-1469, 2004.

    Examples
    --------
    >>> from fdnn_core import hoyer
    >>> hoyer([0.0, 0.0, 5.0, 0.0])
    1.0
    """
    magnitudes = _nonzero_magnitudes(coefficients)
    root = math.sqrt(integer("number of coefficients", magnitudes.size, 2))
    ratio = float(magnitudes.sum() / np.linalg.norm(magnitudes))
    return min(max((root - ratio) / (root - 1), 0.0), 1.0)  # rounding may leave [0, 1]


def gini(coefficients: ArrayLike) -> float:
    r"""Return the Gini index: 0 for equal magnitudes, 1 - 1/n for a single nonzero coefficient of n.

    .. math:: 1 - 2 \sum_{k=1}^{n} \frac{|c|_{(k)}}{\lVert c\rVert_1} \, \frac{n - k + 1/2}{n},
              \qquad |c|_{(1)} \le \dots \le |c|_{(n)}

    Parameters
    ----------
    coefficients : array_like
        Real or complex coefficients, any shape.

    Returns
    -------
    float
        Gini index between 0 and 1.

    Raises
    ------
    ValueError
        If `coefficients` is empty or all zero, or one is not finite.

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
    ascending = np.sort(_nonzero_magnitudes(coefficients))
    n = ascending.size
    weights = (n - np.arange(n) - 0.5) / n
    return max(1 - 2 * float(weights @ ascending / ascending.sum()), 0.0)  # rounding may give less than 0


def spectral_entropy(coefficients: ArrayLike) -> float:
    r"""Return the Shannon entropy of the distribution of energy over the coefficients.

    .. math:: H = -\sum_k p_k \log_2 p_k, \qquad p_k = |c_k|^2 \big/ \textstyle\sum_j |c_j|^2

    The entropy is 0 for a single nonzero coefficient and log2(n) for n equal magnitudes. 2**H is an effective
    number of coefficients.

    Parameters
    ----------
    coefficients : array_like
        Real or complex amplitudes (not powers), any shape.

    Returns
    -------
    float
        Entropy in bits.

    Raises
    ------
    ValueError
        If `coefficients` is empty or all zero, or one is not finite.

    Examples
    --------
    >>> from fdnn_core import spectral_entropy
    >>> spectral_entropy([1.0, 1.0, -1.0, 1.0j])
    2.0
    """
    energies = _nonzero_magnitudes(coefficients) ** 2
    shares = energies[energies > 0] / energies.sum()
    return float(shares @ -np.log2(shares))


def significant_count(coefficients: ArrayLike, relative: float = 1e-3) -> int:
    """Count the coefficients whose magnitude exceeds a fraction of the largest magnitude.

    Parameters
    ----------
    coefficients : array_like
        Real or complex coefficients, any shape.
    relative : float, optional
        The fraction, from 0 to 1. With 0, all nonzero coefficients count.

    Returns
    -------
    int
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
    magnitudes = scaled_magnitudes("coefficients", coefficients)
    return int(np.count_nonzero(magnitudes > real("relative", relative, 0, 1)))


def energy_curve(coefficients: ArrayLike, twins: ArrayLike = ()) -> NDArray[np.float64]:
    """Return the share of the energy in the k largest coefficients, for every k.

    Parameters
    ----------
    coefficients : array_like
        Real or complex coefficients in an orthonormal basis, any shape.
    twins : array_like, optional
        Further coefficients, any shape, each of which counts twice. Use it for the coefficients of a real
        image whose conjugates ``rfft2`` leaves out; this is faster than repeating them.

    Returns
    -------
    ndarray of float64, shape (n + 1,)
        Shares for k = 0 ... n, where n is the number of coefficients: from 0, by ever smaller steps, to 1. If
        all coefficients are zero, every share is 1.

    Raises
    ------
    ValueError
        If there are no coefficients, or one is not finite.

    Examples
    --------
    >>> from fdnn_core import energy_curve
    >>> energy_curve([0.6, 0.8j]).round(6).tolist()
    [0.0, 0.64, 1.0]
    >>> energy_curve([0.8], twins=[0.6]).round(6).tolist()
    [0.0, 0.470588, 0.735294, 1.0]
    """
    energies = scaled_magnitudes("coefficients", np.append(coefficients, twins)) ** 2
    pairs = np.sort(energies[np.size(coefficients) :])
    ordered = np.sort(energies[: np.size(coefficients)])
    if pairs.size:
        ordered = np.sort(np.concatenate([ordered, pairs, pairs]), kind="stable")  # merges sorted runs
    energy = np.concatenate([[0.0], np.cumsum(ordered[::-1])])
    return energy / energy[-1] if energy[-1] > 0 else np.ones_like(energy)


def coefficients_for_energy(coefficients: ArrayLike, share: float = 0.99) -> int:
    """Return the smallest number of coefficients with a given share of the energy.

    Parameters
    ----------
    coefficients : array_like
        Real or complex coefficients in an orthonormal basis, any shape.
    share : float, optional
        Share of the energy, from 0 to 1.

    Returns
    -------
    int
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
    return int(np.searchsorted(energy_curve(coefficients), real("share", share, 0, 1)))


def _nonzero_magnitudes(coefficients: ArrayLike) -> NDArray[np.float64]:
    magnitudes = scaled_magnitudes("coefficients", coefficients)
    if not magnitudes.any():
        raise ValueError(f"coefficients must not all be zero, got {magnitudes.size} zeros")
    return magnitudes
