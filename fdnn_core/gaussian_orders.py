"""A pointwise function of a Gaussian field: its spectrum by orders, and its correlation in all of them."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._arguments import double_array

__all__ = ["arc_cosine_kernel", "output_power"]

Array = NDArray[np.float64]


def output_power(power: ArrayLike, coefficients: ArrayLike) -> Array:
    """Return the power spectrum of a pointwise function of a Gaussian field.

    Order n adds the input's spectrum convolved with itself n - 1 times; in terms of the correlation between
    two places it is a plain power. Coefficients that are zero but for some give what those orders add.

    Parameters
    ----------
    power : array_like, any shape
        Of the input at all frequencies, as ``numpy.fft.fftn`` orders them: its mean is the variance, 1.
    coefficients : array_like, shape (K,)
        Of the function from order 0 on, as `hermite_coefficients` returns them.

    Returns
    -------
    ndarray of float64
        Of the shape of `power`.

    Raises
    ------
    ValueError
        If either is empty or not finite, the mean of `power` is not 1, or `coefficients` is no row.

    References
    ----------
    R. Price, "A useful theorem for nonlinear devices having Gaussian inputs", IRE Trans. Inf. Theory 4:69,
    1958.

    Examples
    --------
    >>> from fdnn_core import output_power
    >>> output_power([0.0, 2.0, 0.0, 2.0], [0.0, 0.0, 1.0]).round(9).tolist()  # twice the tone, and none
    [2.0, 0.0, 2.0, 0.0]
    """
    spectrum, c = double_array("power", power), double_array("coefficients", coefficients)
    if c.ndim != 1:
        raise ValueError(f"coefficients must have shape (K,), got {c.shape}")
    if abs(spectrum.mean() - 1) > 1e-6:
        raise ValueError(f"power must have a mean of 1, got {spectrum.mean():g}")
    correlation = np.fft.ifftn(spectrum).real  # between places so far apart
    return np.asarray(np.fft.fftn(np.polynomial.polynomial.polyval(correlation, c**2)).real)


def arc_cosine_kernel(correlation: ArrayLike) -> Array:
    """Return the mean product of the ReLU of two standard normal variables so correlated.

    Parameters
    ----------
    correlation : array_like
        From -1 to 1, any shape.

    Returns
    -------
    ndarray of float64
        (√(1 - r²) + r (π - arccos r)) / 2π.

    Raises
    ------
    ValueError
        If a correlation is out of range.

    References
    ----------
    Y. Cho, L. K. Saul, "Kernel methods for deep learning", NIPS 2009.

    Examples
    --------
    >>> from fdnn_core import arc_cosine_kernel
    >>> arc_cosine_kernel([0.0, 0.3, 1.0]).round(5).tolist()
    [0.15915, 0.24137, 0.5]
    """
    r = double_array("correlation", correlation)
    if np.abs(r).max() > 1:
        raise ValueError(f"correlation must be between -1 and 1, got {r.flat[np.abs(r).argmax()]:g}")
    return np.asarray((np.sqrt(1 - r**2) + r * (np.pi - np.arccos(r))) / (2 * np.pi))
