"""Scale-free measures of how unevenly a spectrum spreads over its coefficients."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._arguments import integer, scaled_magnitudes

__all__ = ["gini", "hoyer", "spectral_entropy"]


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
