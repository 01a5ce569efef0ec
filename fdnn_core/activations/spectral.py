"""Activations that act on each frequency of a spectrum by itself, and so never make a new frequency.

Those that look at the magnitude alone commute with every rotation of the phases and so with translation.
"""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core._validation.floating import Inexact, Real, floating, real_floating

__all__ = ["FREQUENCY_ACTIVATIONS", "cardioid", "crelu", "modrelu", "soft_threshold", "zrelu"]


def _over(part: Real, magnitude: Real) -> Real:
    """Return `part` / `magnitude`, and 0 where the magnitude is."""
    return np.divide(part, magnitude, out=np.zeros_like(part), where=magnitude > 0)


def modrelu(z: ArrayLike, bias: ArrayLike) -> Inexact:
    """ReLU of the magnitude plus a bias, at the same phase: ReLU(|z| + b) z / |z|, and 0 at 0.

    Parameters
    ----------
    z : array_like
        Complex or real, any shape.
    bias : array_like
        Real, broadcast against `z`.

    Returns
    -------
    ndarray
        Shape of `z`, in its precision.

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
    z = floating("z", z)
    magnitude = np.abs(z)
    kept = np.maximum(magnitude + real_floating("bias", bias).astype(magnitude.dtype), 0)
    return z * _over(kept, magnitude)


def soft_threshold(z: ArrayLike, threshold: ArrayLike) -> Inexact:
    """Shrink every magnitude by a threshold, to 0 where it is less, at the same phase.

    It is `modrelu` with a negative bias, and the proximal operator of `threshold` times the sum of
    magnitudes: the minimiser over u of |u - z|² / 2 + threshold |u|.

    Parameters
    ----------
    z : array_like
        Complex or real, any shape.
    threshold : array_like
        Real, not negative, broadcast against `z`.

    Returns
    -------
    ndarray
        Shape of `z`, in its precision.

    Raises
    ------
    ValueError
        If a threshold is negative.

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


def crelu(z: ArrayLike) -> Inexact:
    """ReLU of the real and the imaginary part, ReLU(Re z) + i ReLU(Im z) (Trabelsi et al., arXiv:1705.09792).

    Examples
    --------
    >>> from fdnn_core import crelu
    >>> crelu([1 - 2j, -1 + 2j])
    array([1.+0.j, 0.+2.j])
    """
    z = floating("z", z)
    return np.maximum(z.real, 0) + 1j * np.maximum(z.imag, 0) if np.iscomplexobj(z) else np.maximum(z, 0)


def zrelu(z: ArrayLike) -> Inexact:
    """Keep z where its angle lies between 0 and π/2, 0 elsewhere (Guberman, arXiv:1602.09046).

    Examples
    --------
    >>> from fdnn_core import zrelu
    >>> zrelu([1 + 2j, 1 - 2j])
    array([1.+2.j, 0.+0.j])
    """
    z = floating("z", z)
    return np.where((z.real >= 0) & (z.imag >= 0), z, 0)


def cardioid(z: ArrayLike) -> Inexact:
    """Scale z by (1 + cos(angle of z)) / 2: 1 on the positive real axis, 0 on the negative one.

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
    return z * ((1 + _over(z.real, np.abs(z))) / 2)


#: Every one by its name.
FREQUENCY_ACTIVATIONS: Mapping[str, Callable[..., Inexact]] = {
    function.__name__: function for function in (soft_threshold, modrelu, crelu, zrelu, cardioid)
}
