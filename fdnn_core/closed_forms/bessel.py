"""Bessel functions of the first kind, which give the spectrum of the sine of a sine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fdnn_core.validation.arguments import integer, real

__all__ = ["bessel_j"]


def bessel_j(highest: int, x: float) -> NDArray[np.float64]:
    """Return the Bessel functions of the first kind of orders 0 to `highest`.

    J_n(x) is the n-th Fourier coefficient of exp(i x sin t). The discrete Fourier transform of samples gives
    it up to aliasing, which is below rounding if there are somewhat more than n + |x| samples.

    Parameters
    ----------
    highest : int
        Highest order.
    x : float
        Finite argument.

    Returns
    -------
    ndarray of float64, shape (highest + 1,)
        J_0(x) ... J_highest(x), with an absolute error of about 1e-16.

    Raises
    ------
    ValueError
        If `highest` is negative or `x` is not finite.

    References
    ----------
    NIST Digital Library of Mathematical Functions, 10.12.1.
    L. N. Trefethen, J. A. C. Weideman, "The exponentially convergent trapezoidal rule", SIAM Review 56, 2014,
    doi:10.1137/130932132.

    Examples
    --------
    >>> from fdnn_core import bessel_j
    >>> bessel_j(2, 1.0).round(6)
    array([0.765198, 0.440051, 0.114903])
    """
    orders = integer("highest", highest, 0) + 1
    x = real("x", x)
    negligible = np.abs(x) + 12 * np.cbrt(np.abs(x)) + 20  # order from which |J_n(x)| < 1e-17
    samples = int(orders + negligible)
    wave = np.exp(1j * x * np.sin(2 * np.pi * np.arange(samples) / samples))
    return np.fft.fft(wave, norm="forward").real[:orders]
