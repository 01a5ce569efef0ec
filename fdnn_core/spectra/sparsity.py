"""Scale-free measures of how unevenly a spectrum spreads over its coefficients."""

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


def _nonzero(coefficients: ArrayLike) -> NDArray[np.float64]:
    magnitudes = scaled_magnitudes("coefficients", coefficients)
    if not magnitudes.any():
        raise ValueError(f"coefficients must not all be zero, got {magnitudes.size} zeros")
    return magnitudes


def hoyer(coefficients: ArrayLike) -> float:
    r"""Return Hoyer's sparseness: 0 for equal magnitudes, 1 for a single coefficient.

    .. math:: \frac{\sqrt{n} - \lVert c\rVert_1 / \lVert c\rVert_2}{\sqrt{n} - 1}

    Parameters
    ----------
    coefficients : array_like
        At least two, real or complex, any shape.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If there are fewer than two coefficients, or they are all zero or not finite.

    References
    ----------
    Hoyer (2004), Non-negative matrix factorization with sparseness constraints, JMLR 5:1457-1469.

    Examples
    --------
    >>> from fdnn_core import hoyer
    >>> hoyer([0.0, 0.0, 5.0, 0.0])
    1.0
    """
    magnitudes = _nonzero(coefficients)
    root = math.sqrt(integer("number of coefficients", magnitudes.size, 2))
    ratio = float(magnitudes.sum() / np.linalg.norm(magnitudes))
    return min(max((root - ratio) / (root - 1), 0.0), 1.0)  # rounding may step over either end


def gini(coefficients: ArrayLike) -> float:
    r"""Return the Gini index: 0 for equal magnitudes, 1 - 1/n for a single coefficient.

    .. math:: 1 - 2 \sum_{k=1}^{n} \frac{|c|_{(k)}}{\lVert c\rVert_1} \, \frac{n - k + 1/2}{n},
              \qquad |c|_{(1)} \le \dots \le |c|_{(n)}

    Parameters
    ----------
    coefficients : array_like
        Real or complex, any shape.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If `coefficients` is empty, all zero or not finite.

    References
    ----------
    Hurley & Rickard (2009), Comparing measures of sparsity, IEEE Transactions on Information Theory
    55(10):4723-4741, arXiv:0811.4706.

    Examples
    --------
    >>> from fdnn_core import gini
    >>> gini([0.0, 0.0, 5.0, 0.0])
    0.75
    """
    ascending = np.sort(_nonzero(coefficients))
    n = ascending.size
    weights = (n - np.arange(n) - 0.5) / n
    return max(1 - 2 * float(weights @ ascending / ascending.sum()), 0.0)  # rounding may step below


def spectral_entropy(coefficients: ArrayLike) -> float:
    r"""Return the Shannon entropy, in bits, of how the energy spreads over the coefficients.

    .. math:: H = -\sum_k p_k \log_2 p_k, \qquad p_k = |c_k|^2 \big/ \textstyle\sum_j |c_j|^2

    It is not normalised: from 0 for a single coefficient to log2(n) for equal magnitudes, so that 2**H
    reads as an effective number of coefficients.

    Parameters
    ----------
    coefficients : array_like
        Real or complex, any shape: amplitudes, squared here, not powers.

    Returns
    -------
    float
        Bits.

    Raises
    ------
    ValueError
        If `coefficients` is empty, all zero or not finite.

    Examples
    --------
    >>> from fdnn_core import spectral_entropy
    >>> spectral_entropy([1.0, 1.0, -1.0, 1.0j])
    2.0
    """
    energies = _nonzero(coefficients) ** 2
    shares = energies[energies > 0] / energies.sum()
    return float(shares @ -np.log2(shares))


def significant_count(coefficients: ArrayLike, relative: float = 1e-3) -> int:
    """Count the coefficients that exceed a fraction of the largest magnitude.

    Parameters
    ----------
    coefficients : array_like
        Real or complex, any shape.
    relative : float
        The fraction, from 0 (count all that are not zero) to 1.

    Returns
    -------
    int
        The count; 0 where every coefficient is zero.

    Raises
    ------
    ValueError
        If `coefficients` is empty or not finite, or `relative` is out of range.

    Examples
    --------
    >>> from fdnn_core import significant_count
    >>> significant_count([4.0, -1.0, 1e-6, 0.0])
    2
    """
    return int(
        np.count_nonzero(scaled_magnitudes("coefficients", coefficients) > real("relative", relative, 0, 1))
    )


def energy_curve(coefficients: ArrayLike, twins: ArrayLike = ()) -> NDArray[np.float64]:
    """Return the share of the energy that the k largest coefficients hold, for every k.

    Parameters
    ----------
    coefficients : array_like
        Real or complex, any shape, in an orthonormal basis.
    twins : array_like, optional
        More of them, any shape, each of which counts as two: those whose mirror images ``rfft2`` leaves
        out of the spectrum of a real image. To sort each pair once is faster.

    Returns
    -------
    ndarray of float64, shape (number + 1,)
        From 0 at k = 0, rising ever more slowly, to 1 at k = number. Where every coefficient is zero
        there is nothing to hold, and the curve is 1 throughout.

    Raises
    ------
    ValueError
        If there are none, or one is not finite.

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
        ordered = np.sort(np.concatenate([ordered, pairs, pairs]), kind="stable")  # merges what is in order
    held = np.concatenate([[0.0], np.cumsum(ordered[::-1])])
    return held / held[-1] if held[-1] > 0 else np.ones_like(held)


def coefficients_for_energy(coefficients: ArrayLike, share: float = 0.99) -> int:
    """Return how many of the largest coefficients it takes to hold a share of the energy.

    Parameters
    ----------
    coefficients : array_like
        Real or complex, any shape, in an orthonormal basis.
    share : float
        The share, from 0 to 1.

    Returns
    -------
    int
        The smallest k with ``energy_curve(coefficients)[k] >= share``.

    Raises
    ------
    ValueError
        If `coefficients` is empty or not finite, or `share` is out of range.

    Examples
    --------
    >>> from fdnn_core import coefficients_for_energy
    >>> coefficients_for_energy([1.0, 10.0, 0.1], share=0.999)
    2
    """
    return int(np.searchsorted(energy_curve(coefficients), real("share", share, 0, 1)))
