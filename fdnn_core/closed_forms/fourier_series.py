"""Exact Fourier series of a tone, A cos t + b, after the activations that open and close a gate.

ReLU is the signal times a gate, 1 where the signal is positive. The gate's series is elementary, and to
multiply by the tone is to convolve with its three lines; so all the other series follow from the gate's.
Each function returns the cosine coefficients a_0 ... a_K of f(A cos t + b) = sum of a_k cos kt.
"""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from fdnn_core._validation.arguments import integer, real
from fdnn_core.closed_forms.bessel import bessel_j

__all__ = [
    "EXACT_SERIES",
    "abs_series",
    "hardtanh_series",
    "identity_series",
    "leaky_relu_series",
    "relu_series",
    "relu_squared_series",
    "sign_series",
    "sin_series",
    "square_series",
]

Series = NDArray[np.float64]


def _gate(harmonics: int, amplitude: float, bias: float, further: int = 0) -> Series:
    """Return the coefficients of 1 where A cos t + b > 0, `further` more of them than asked for."""
    k = np.arange(integer("harmonics", harmonics, 0) + 1 + further)
    amplitude, bias = real("amplitude", amplitude), real("bias", bias)
    if np.abs(bias) >= np.abs(amplitude):  # always open or never
        return np.where(k == 0, float(bias > 0), 0.0)
    duty = np.arccos(-bias / np.abs(amplitude)) / np.pi  # share of the period during which it is open
    gate: Series = np.where(k == 0, duty, 2 * duty * np.sinc(duty * k)) * np.sign(amplitude) ** k
    return gate


def _times_tone(series: Series, amplitude: float, bias: float) -> Series:
    """Return the coefficients of A cos t + b times a series, one less than that has."""
    spectrum = np.concatenate([series[:0:-1] / 2, series[:1], series[1:] / 2])  # k = -K ... K
    product = np.convolve(spectrum, [amplitude / 2, bias, amplitude / 2], "valid")[series.size - 2 :]
    return np.append(product[:1], 2 * product[1:])


def relu_series(harmonics: int, amplitude: float = 1.0, bias: float = 0.0) -> Series:
    """Cosine coefficients of ReLU(A cos t + b).

    Parameters
    ----------
    harmonics : int
        The highest harmonic K.
    amplitude, bias : float, optional
        Of the tone; finite, of either sign.

    Returns
    -------
    ndarray
        a_0 ... a_K, where a_0 is the mean.

    Raises
    ------
    ValueError
        If `harmonics` is negative, or the tone is not finite.

    Examples
    --------
    Without a bias the mean is 1/π, the fundamental 1/2, and only even harmonics follow.

    >>> from fdnn_core import relu_series
    >>> abs(relu_series(4).round(6))
    array([0.31831 , 0.5     , 0.212207, 0.      , 0.042441])
    """
    return _times_tone(_gate(harmonics, amplitude, bias, further=1), amplitude, bias)


def leaky_relu_series(
    harmonics: int, amplitude: float = 1.0, bias: float = 0.0, negative_slope: float = 0.01
) -> Series:
    """Cosine coefficients of leaky ReLU, s x + (1 - s) ReLU(x) with x = A cos t + b (see `relu_series`).

    Examples
    --------
    >>> from fdnn_core import leaky_relu_series
    >>> leaky_relu_series(2, negative_slope=0.5).round(6)
    array([0.159155, 0.75    , 0.106103])
    """
    gate = _gate(harmonics, amplitude, bias, further=1)
    slope = (1 - real("negative_slope", negative_slope)) * gate
    slope[0] += negative_slope
    return _times_tone(slope, amplitude, bias)


def abs_series(harmonics: int, amplitude: float = 1.0, bias: float = 0.0) -> Series:
    """Cosine coefficients of |A cos t + b|, full-wave rectification (see `relu_series`).

    Examples
    --------
    The mean is 2/π, and without a bias the fundamental is gone.

    >>> from fdnn_core import abs_series
    >>> abs_series(2).round(6)
    array([0.63662 , 0.      , 0.424413])
    """
    return relu_series(harmonics, amplitude, bias) + relu_series(harmonics, -amplitude, -bias)


def sign_series(harmonics: int, amplitude: float = 1.0, bias: float = 0.0) -> Series:
    """Cosine coefficients of sign(A cos t + b), a square wave (see `relu_series`).

    Examples
    --------
    The fundamental is 4/π, the third harmonic a third of it, upside down.

    >>> from fdnn_core import sign_series
    >>> abs(sign_series(3)).round(6)
    array([0.      , 1.27324 , 0.      , 0.424413])
    """
    return _gate(harmonics, amplitude, bias) - _gate(harmonics, -amplitude, -bias)


def relu_squared_series(harmonics: int, amplitude: float = 1.0, bias: float = 0.0) -> Series:
    """Cosine coefficients of ReLU(A cos t + b)² (see `relu_series`).

    Examples
    --------
    >>> from fdnn_core import relu_squared_series
    >>> relu_squared_series(3).round(6)
    array([0.25    , 0.424413, 0.25    , 0.084883])
    """
    gate = _gate(harmonics, amplitude, bias, further=2)
    return _times_tone(_times_tone(gate, amplitude, bias), amplitude, bias)


def hardtanh_series(
    harmonics: int, amplitude: float = 1.0, bias: float = 0.0, min_val: float = -1.0, max_val: float = 1.0
) -> Series:
    """Cosine coefficients of A cos t + b clipped to the interval from min_val to max_val (see `relu_series`).

    Examples
    --------
    >>> from fdnn_core import hardtanh_series
    >>> abs(hardtanh_series(3, amplitude=2)).round(6)
    array([0.      , 1.217996, 0.      , 0.275664])
    """
    if min_val > max_val:
        raise ValueError(f"min_val must not exceed max_val, got {min_val} and {max_val}")
    above_min = relu_series(harmonics, amplitude, bias - real("min_val", min_val))
    above_max = relu_series(harmonics, amplitude, bias - real("max_val", max_val))
    clipped = above_min - above_max
    clipped[0] += min_val
    return clipped


def _terms(harmonics: int, *first: float) -> Series:
    """Return these coefficients, then zeros."""
    series = np.zeros(max(integer("harmonics", harmonics, 0) + 1, len(first)))
    series[: len(first)] = first
    return series[: harmonics + 1]


def identity_series(harmonics: int, amplitude: float = 1.0, bias: float = 0.0) -> Series:
    """Cosine coefficients of the tone A cos t + b itself (see `relu_series`)."""
    return _terms(harmonics, real("bias", bias), real("amplitude", amplitude))


def square_series(harmonics: int, amplitude: float = 1.0, bias: float = 0.0) -> Series:
    """Cosine coefficients of (A cos t + b)² (see `relu_series`).

    Examples
    --------
    >>> from fdnn_core import square_series
    >>> square_series(3)
    array([0.5, 0. , 0.5, 0. ])
    """
    amplitude, bias = real("amplitude", amplitude), real("bias", bias)
    return _terms(harmonics, amplitude**2 / 2 + bias**2, 2 * amplitude * bias, amplitude**2 / 2)


def sin_series(harmonics: int, amplitude: float = 1.0, bias: float = 0.0) -> Series:
    """Cosine coefficients of sin(A cos t + b), by the Jacobi-Anger expansion (see `relu_series`).

    The coefficients of exp(i A cos t) are i^k J_k(A), twice for k > 0; a bias turns them all by exp(i b).

    References
    ----------
    NIST Digital Library of Mathematical Functions, 10.12.3.

    Examples
    --------
    >>> from fdnn_core import sin_series
    >>> abs(sin_series(3)).round(6)
    array([0.      , 0.880101, 0.      , 0.039127])
    """
    bessel = bessel_j(integer("harmonics", harmonics, 0), real("amplitude", amplitude))
    turns = np.array([1, 1j, -1, -1j])[np.arange(bessel.size) % 4]
    turned: Series = np.imag(turns * bessel * np.exp(1j * real("bias", bias)))
    return np.append(turned[:1], 2 * turned[1:])


#: Every series by the name of its activation.
EXACT_SERIES: Mapping[str, Callable[..., Series]] = {
    "identity": identity_series,
    "relu": relu_series,
    "leaky_relu": leaky_relu_series,
    "hardtanh": hardtanh_series,
    "abs": abs_series,
    "square": square_series,
    "relu_squared": relu_squared_series,
    "sin": sin_series,
    "sign": sign_series,
}
