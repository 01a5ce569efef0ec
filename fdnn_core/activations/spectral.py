"""Activations that act on each coefficient of a spectrum separately and so create no new frequencies.

`modrelu` and `soft_threshold` depend on the magnitude and keep the phase. They commute with every rotation of
the phases, and therefore with translation. `crelu`, `zrelu` and `cardioid` depend on the phase and do not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core.validation.floating import InexactArray, RealArray, floating, real_floating

__all__ = ["FREQUENCY_ACTIVATIONS", "cardioid", "crelu", "modrelu", "soft_threshold", "zrelu"]


def modrelu(z: ArrayLike, bias: ArrayLike) -> InexactArray:
    """Apply ReLU to the magnitude plus a bias and keep the phase: ReLU(|z| + b) z / |z|, and 0 for z = 0.

    Parameters
    ----------
    z : array_like
        Complex or real coefficients, any shape.
    bias : array_like
        Real bias b, broadcast against `z`.

    Returns
    -------
    ndarray
        The broadcast shape, in the precision of `z`. A NaN or an infinity in `z` gives NaN.

    Raises
    ------
    ValueError
        If `bias` is NaN or positive infinity.
    TypeError
        If `bias` is complex.

    References
    ----------
    M. Arjovsky, A. Shah, Y. Bengio, "Unitary evolution recurrent neural networks", ICML 2016,
    arXiv:1511.06464.

    Examples
    --------
    >>> from fdnn_core import modrelu
    >>> modrelu([3 + 4j, 0.6 + 0.8j, 0], bias=-2.5)
    array([1.5+2.j, 0. +0.j, 0. +0.j])
    """
    z, bias = floating("z", z), real_floating("bias", bias)
    if not (bias < np.inf).all():
        raise ValueError(f"bias must be finite or -inf, got {bias[~(bias < np.inf)][0]}")
    with np.errstate(invalid="ignore"):
        magnitude = np.abs(z)
        kept = np.maximum(magnitude + bias.astype(magnitude.dtype), 0)
        return z * _divide(kept, magnitude)


def soft_threshold(z: ArrayLike, threshold: ArrayLike) -> InexactArray:
    """Reduce every magnitude by a threshold, down to 0 at most, and keep the phase.

    This is `modrelu` with a negative bias. It is also the proximal operator of the weighted sum of
    magnitudes: the u that minimises |u - z|² / 2 + threshold |u|.

    Parameters
    ----------
    z : array_like
        Complex or real coefficients, any shape.
    threshold : array_like
        Real thresholds, at least 0, broadcast against `z`.

    Returns
    -------
    ndarray
        The broadcast shape, in the precision of `z`. A NaN or an infinity in `z` gives NaN.

    Raises
    ------
    ValueError
        If a threshold is negative or NaN.
    TypeError
        If `threshold` is complex.

    References
    ----------
    N. Parikh, S. Boyd, "Proximal algorithms", Foundations and Trends in Optimization 1(3), 2014.

    Examples
    --------
    >>> from fdnn_core import soft_threshold
    >>> soft_threshold([-3.0, 0.5, 2.0], threshold=1)
    array([-2.,  0.,  1.])
    """
    threshold = real_floating("threshold", threshold)
    if not (threshold >= 0).all():
        raise ValueError(f"threshold must not be negative, got {threshold.min()}")
    return modrelu(z, -threshold)


def crelu(z: ArrayLike) -> InexactArray:
    """Apply ReLU to the real and the imaginary part: ReLU(Re z) + i ReLU(Im z). A NaN part stays NaN.

    References
    ----------
    C. Trabelsi et al., "Deep complex networks", ICLR 2018, arXiv:1705.09792.

    Examples
    --------
    >>> from fdnn_core import crelu
    >>> crelu([1 - 2j, -1 + 2j])
    array([1.+0.j, 0.+2.j])
    """
    z = floating("z", z)
    if not np.iscomplexobj(z):
        return np.maximum(z, 0)
    result = np.empty_like(z)  # filled by parts, because 1j * inf would be nan + inf j
    result.real, result.imag = np.maximum(z.real, 0), np.maximum(z.imag, 0)
    return result[()]


def zrelu(z: ArrayLike) -> InexactArray:
    """Keep z if its phase is between 0 and π/2, and return 0 otherwise. NaN stays NaN.

    References
    ----------
    N. Guberman, "On complex valued convolutional neural networks", arXiv:1602.09046, 2016.

    Examples
    --------
    >>> from fdnn_core import zrelu
    >>> zrelu([1 + 2j, 1 - 2j])
    array([1.+2.j, 0.+0.j])
    """
    z = floating("z", z)
    return np.where((z.real < 0) | (z.imag < 0), 0, z)


def cardioid(z: ArrayLike) -> InexactArray:
    """Scale z by (1 + cos(phase of z)) / 2, which is 1 for positive and 0 for negative real numbers.

    NaN and infinity give NaN.

    References
    ----------
    P. Virtue, S. X. Yu, M. Lustig, "Better than real: complex-valued neural nets for MRI fingerprinting",
    ICIP 2017, arXiv:1707.00070.

    Examples
    --------
    >>> from fdnn_core import cardioid
    >>> cardioid([2 + 0j, 2j])
    array([2.+0.j, 0.+1.j])
    """
    z = floating("z", z)
    with np.errstate(invalid="ignore"):
        return z * ((1 + _divide(z.real, np.abs(z))) / 2)


def _divide(part: RealArray, magnitude: RealArray) -> RealArray:
    """Return `part` / `magnitude`, and 0 where the magnitude is 0."""
    return np.divide(part, magnitude, out=np.zeros_like(part), where=magnitude > 0)


#: All frequency activations by name.
FREQUENCY_ACTIVATIONS: Mapping[str, Callable[..., InexactArray]] = {
    function.__name__: function for function in (soft_threshold, modrelu, crelu, zrelu, cardioid)
}
