"""Bessel functions of the first kind, for the spectrum of a sine of a sine."""

import numpy as np
from numpy.typing import NDArray

from fdnn_core._validation.arguments import integer, real

__all__ = ["bessel_j"]


def bessel_j(highest: int, x: float) -> NDArray[np.float64]:
    """Bessel functions of the first kind of the integer orders 0 ... `highest`.

    J_n(x) is the n-th Fourier coefficient of exp(i x sin t). Samples give it exactly but for the aliases,
    which vanish below rounding once there are more samples than n + |x| and a margin.

    Parameters
    ----------
    highest : int
        The highest order.
    x : float
        Finite.

    Returns
    -------
    ndarray
        J_0(x) ... J_highest(x), each with an absolute error near the rounding of 1.

    References
    ----------
    NIST Digital Library of Mathematical Functions, 10.12.1.
    L. N. Trefethen, J. A. C. Weideman, "The exponentially convergent trapezoidal rule", SIAM Review 56, 2014,
    10.1137/130932132.

    Examples
    --------
    >>> from fdnn_core import bessel_j
    >>> bessel_j(2, 1.0).round(6)
    array([0.765198, 0.440051, 0.114903])
    """
    orders = integer("highest", highest, 0) + 1
    x = real("x", x)
    beyond = np.abs(x) + 12 * np.cbrt(np.abs(x)) + 20  # order from which |J_n(x)| < 1e-17
    samples = int(orders + beyond)
    wave = np.exp(1j * x * np.sin(2 * np.pi * np.arange(samples) / samples))
    return np.fft.fft(wave, norm="forward").real[:orders]
