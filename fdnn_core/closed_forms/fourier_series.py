"""Fourier series of activations of a tone, A cos t + b: exact for nine activations, numeric for any other.

Each function returns the cosine coefficients a_0 ... a_K of f(A cos t + b) = sum over k of a_k cos kt.

ReLU is the tone times a mask that is 1 where the tone is positive. The series of this mask is elementary.
Multiplication by the tone is a convolution of the spectra, and the spectrum of the tone has three lines. The
series of all activations that are piecewise polynomials follow from this. The sine has Bessel functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core.closed_forms.bessel import bessel_j
from fdnn_core.transforms.dct import dct
from fdnn_core.validation.arguments import double_array, integer, real
from fdnn_core.validation.floating import Float64Array
from fdnn_core.validation.functions import call_pointwise

__all__ = [
    "EXACT_SERIES",
    "abs_series",
    "hardtanh_series",
    "identity_series",
    "leaky_relu_series",
    "numeric_series",
    "relu_series",
    "relu_squared_series",
    "sign_series",
    "sin_series",
    "square_series",
]


def _mask_series(harmonics: int, amplitude: float, bias: float, extra: int = 0) -> Float64Array:
    """Return the first `harmonics` + 1 + `extra` coefficients of the mask that is 1 where A cos t + b > 0."""
    k = np.arange(integer("harmonics", harmonics, 0) + 1 + extra)
    amplitude, bias = real("amplitude", amplitude), real("bias", bias)
    if np.abs(bias) >= np.abs(amplitude):  # the tone does not change sign
        return np.where(k == 0, float(bias > 0), 0.0)
    duty = np.arccos(-bias / np.abs(amplitude)) / np.pi  # share of the period in which the tone is positive
    mask: Float64Array = np.where(k == 0, duty, 2 * duty * np.sinc(duty * k)) * np.sign(amplitude) ** k
    return mask


def _times_tone(series: Float64Array, amplitude: float, bias: float) -> Float64Array:
    """Return the coefficients of A cos t + b times a series, one fewer than `series` has."""
    spectrum = np.concatenate([series[:0:-1] / 2, series[:1], series[1:] / 2])  # k = -K ... K
    product = np.convolve(spectrum, [amplitude / 2, bias, amplitude / 2], "valid")[series.size - 2 :]
    return np.append(product[:1], 2 * product[1:])


def relu_series(harmonics: int, amplitude: float = 1.0, bias: float = 0.0) -> Float64Array:
    """Return the cosine coefficients of ReLU(A cos t + b).

    Parameters
    ----------
    harmonics : int
        Highest harmonic K, at least 0.
    amplitude : float, optional
        Amplitude A of the tone, finite and of either sign.
    bias : float, optional
        Mean b of the tone, finite.

    Returns
    -------
    ndarray of float64, shape (K + 1,)
        a_0 ... a_K, where a_0 is the mean.

    Raises
    ------
    ValueError
        If `harmonics` is negative, or `amplitude` or `bias` is not finite.

    Examples
    --------
    Without a bias, the mean is 1/π, the fundamental is 1/2, and all further harmonics are even.

    >>> from fdnn_core import relu_series
    >>> abs(relu_series(4).round(6))
    array([0.31831 , 0.5     , 0.212207, 0.      , 0.042441])
    """
    return _times_tone(_mask_series(harmonics, amplitude, bias, extra=1), amplitude, bias)


def leaky_relu_series(
    harmonics: int, amplitude: float = 1.0, bias: float = 0.0, negative_slope: float = 0.01
) -> Float64Array:
    """Return the cosine coefficients of leaky ReLU of A cos t + b (see `relu_series`).

    Parameters
    ----------
    harmonics, amplitude, bias
        As for `relu_series`.
    negative_slope : float, optional
        Slope of the activation for negative values, finite.

    Examples
    --------
    >>> from fdnn_core import leaky_relu_series
    >>> leaky_relu_series(2, negative_slope=0.5).round(6)
    array([0.159155, 0.75    , 0.106103])
    """
    mask = _mask_series(harmonics, amplitude, bias, extra=1)
    slope = (1 - real("negative_slope", negative_slope)) * mask  # 1 where positive, negative_slope elsewhere
    slope[0] += negative_slope
    return _times_tone(slope, amplitude, bias)


def abs_series(harmonics: int, amplitude: float = 1.0, bias: float = 0.0) -> Float64Array:
    """Return the cosine coefficients of |A cos t + b|, full-wave rectification (see `relu_series`).

    Raises
    ------
    ValueError
        As for `relu_series`: among others, if `amplitude` or `bias` is not finite.

    Examples
    --------
    Without a bias, the mean is 2/π and the fundamental is 0.

    >>> from fdnn_core import abs_series
    >>> abs_series(2).round(6)
    array([0.63662 , 0.      , 0.424413])
    """
    return relu_series(harmonics, amplitude, bias) + relu_series(harmonics, -amplitude, -bias)


def sign_series(harmonics: int, amplitude: float = 1.0, bias: float = 0.0) -> Float64Array:
    """Return the cosine coefficients of sign(A cos t + b), a square wave (see `relu_series`).

    Raises
    ------
    ValueError
        As for `relu_series`: among others, if `amplitude` or `bias` is not finite.

    Examples
    --------
    The fundamental is 4/π, and the third harmonic is -1/3 of it.

    >>> from fdnn_core import sign_series
    >>> (sign_series(3) + 0).round(6)
    array([ 0.      ,  1.27324 ,  0.      , -0.424413])
    """
    return _mask_series(harmonics, amplitude, bias) - _mask_series(harmonics, -amplitude, -bias)


def relu_squared_series(harmonics: int, amplitude: float = 1.0, bias: float = 0.0) -> Float64Array:
    """Return the cosine coefficients of ReLU(A cos t + b)² (see `relu_series`).

    Raises
    ------
    ValueError
        As for `relu_series`: among others, if `amplitude` or `bias` is not finite.

    Examples
    --------
    >>> from fdnn_core import relu_squared_series
    >>> relu_squared_series(3).round(6)
    array([0.25    , 0.424413, 0.25    , 0.084883])
    """
    mask = _mask_series(harmonics, amplitude, bias, extra=2)
    return _times_tone(_times_tone(mask, amplitude, bias), amplitude, bias)


def hardtanh_series(
    harmonics: int, amplitude: float = 1.0, bias: float = 0.0, min_val: float = -1.0, max_val: float = 1.0
) -> Float64Array:
    """Return the cosine coefficients of hard tanh of A cos t + b (see `relu_series`).

    Parameters
    ----------
    harmonics, amplitude, bias
        As for `relu_series`.
    min_val, max_val : float, optional
        Interval to which the tone is clipped.

    Raises
    ------
    ValueError
        As for `relu_series`, and if `min_val` exceeds `max_val` or either is not finite.

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


def identity_series(harmonics: int, amplitude: float = 1.0, bias: float = 0.0) -> Float64Array:
    """Return the cosine coefficients of the tone A cos t + b itself (see `relu_series`).

    Raises
    ------
    ValueError
        As for `relu_series`: among others, if `amplitude` or `bias` is not finite.
    """
    return _padded(harmonics, real("bias", bias), real("amplitude", amplitude))


def square_series(harmonics: int, amplitude: float = 1.0, bias: float = 0.0) -> Float64Array:
    """Return the cosine coefficients of (A cos t + b)² (see `relu_series`).

    Raises
    ------
    ValueError
        As for `relu_series`: among others, if `amplitude` or `bias` is not finite.

    Examples
    --------
    >>> from fdnn_core import square_series
    >>> square_series(3)
    array([0.5, 0. , 0.5, 0. ])
    """
    amplitude, bias = real("amplitude", amplitude), real("bias", bias)
    return _padded(harmonics, amplitude**2 / 2 + bias**2, 2 * amplitude * bias, amplitude**2 / 2)


def _padded(harmonics: int, *coefficients: float) -> Float64Array:
    """Return `coefficients`, truncated or padded with zeros to `harmonics` + 1."""
    series = np.zeros(max(integer("harmonics", harmonics, 0) + 1, len(coefficients)))
    series[: len(coefficients)] = coefficients
    return series[: harmonics + 1]


def sin_series(harmonics: int, amplitude: float = 1.0, bias: float = 0.0) -> Float64Array:
    """Return the cosine coefficients of sin(A cos t + b), by the Jacobi-Anger expansion (see `relu_series`).

    The cosine coefficients of exp(i A cos t) are J_0(A) and 2 i^k J_k(A) for k > 0. The bias multiplies them
    by exp(i b), and the sine is the imaginary part.

    Raises
    ------
    ValueError
        As for `relu_series`: among others, if `amplitude` or `bias` is not finite.

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
    powers_of_i = np.array([1, 1j, -1, -1j])[np.arange(bessel.size) % 4]
    series: Float64Array = np.imag(powers_of_i * bessel * np.exp(1j * real("bias", bias)))
    return np.append(series[:1], 2 * series[1:])


def numeric_series(
    function: Callable[..., ArrayLike], harmonics: int, amplitude: float = 1.0, bias: float = 0.0
) -> Float64Array:
    """Return the cosine coefficients of f(A cos t + b) for any pointwise function f, computed numerically.

    The number of samples per half period is doubled, up to 2**20, until the coefficients no longer change.
    For smooth functions they are then exact to within rounding. Otherwise an aliasing error remains: about
    1e-12 for a kink, and 1e-6 times the height of a jump.

    Parameters
    ----------
    function : callable
        Pointwise function: takes a real array and returns one of the same shape. It may overwrite its
        argument, which is a copy.
    harmonics, amplitude, bias
        As for `relu_series`.

    Returns
    -------
    ndarray of float64, shape (K + 1,)
        a_0 ... a_K, where a_0 is the mean.

    Raises
    ------
    ValueError
        As for `relu_series`, if `harmonics` exceeds 2**19, or if the values of `function` are not finite or
        have another shape.
    TypeError
        If the values of `function` are complex.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import numeric_series
    >>> numeric_series(np.square, 3).round(6) + 0
    array([0.5, 0. , 0.5, 0. ])
    """
    count = integer("harmonics", harmonics, 0, _MAX_SAMPLES // 2) + 1
    amplitude, bias = real("amplitude", amplitude), real("bias", bias)
    samples = max(2**10, 1 << (2 * count - 1).bit_length())  # a power of 2, at least twice the coefficients
    series = _sampled_series(function, samples, amplitude, bias)[:count]
    while samples < _MAX_SAMPLES:
        samples *= 2
        coarse, series = series, _sampled_series(function, samples, amplitude, bias)[:count]
        if np.abs(series - coarse).max() <= 1e-15 * np.abs(series).max():
            break
    return series


_MAX_SAMPLES = 2**20  # of half a period


def _sampled_series(
    function: Callable[..., ArrayLike], samples: int, amplitude: float, bias: float
) -> Float64Array:
    """Return the cosine coefficients that samples of half a period give."""
    t = np.pi * (np.arange(samples) + 0.5) / samples
    values = double_array(
        "values of function", call_pointwise("function", function, amplitude * np.cos(t) + bias)
    )
    series: Float64Array = dct(values, norm="forward") * 2
    series[0] /= 2
    return series


#: Exact series by the name of the activation.
EXACT_SERIES: Mapping[str, Callable[..., Float64Array]] = {
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
