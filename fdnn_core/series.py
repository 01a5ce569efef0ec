"""Exact Fourier series of a tone after an activation, by the activation's name.

Each function returns the cosine coefficients a_0 ... a_K of f(A cos t + b) = sum of a_k cos kt.
"""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from fdnn_core._arguments import integer, real
from fdnn_core.bessel import bessel_j
from fdnn_core.gated_series import (
    abs_series,
    hardtanh_series,
    leaky_relu_series,
    relu_series,
    relu_squared_series,
    sign_series,
)

__all__ = ["EXACT_SERIES", "identity_series", "sin_series", "square_series"]

Series = NDArray[np.float64]


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
