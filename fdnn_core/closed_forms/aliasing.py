"""Aliasing in closed form: the spectrum of samples of a Fourier series, with high harmonics folded back."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.validation.arguments import finite_array, integer, real
from fdnn_core.validation.floating import real_floating

__all__ = ["sampled_amplitudes"]


def sampled_amplitudes(
    coefficients: ArrayLike, frequency: int, n: int, phase: float = 0.0
) -> NDArray[np.float64]:
    """Return the one-sided amplitude spectrum of n samples of a cosine series, aliases included.

    Sample j is the sum over k of a_k cos(k (2π `frequency` j / n + `phase`)), for j = 0 ... n - 1.

    Parameters
    ----------
    coefficients : array_like, shape (K + 1,)
        Real and finite coefficients a_0 ... a_K, such as `relu_series` returns.
    frequency : int
        Frequency of the fundamental in cycles per n samples.
    n : int
        Number of samples.
    phase : float, optional
        Phase of the fundamental in radians.

    Returns
    -------
    ndarray of float64, shape (n // 2 + 1,)
        The result of `amplitudes` for these samples.

    Raises
    ------
    ValueError
        If `coefficients` is empty, not finite or not one-dimensional, `frequency` is negative, `n` is below
        1, or `phase` is not finite.
    TypeError
        If `coefficients` is complex.

    Examples
    --------
    The tenth harmonic of 5 cycles has 50 cycles. 64 samples represent at most 32 cycles, so it appears as an
    alias of 64 - 50 = 14 cycles.

    >>> from fdnn_core import sampled_amplitudes
    >>> int(sampled_amplitudes([0] * 10 + [1], frequency=5, n=64).argmax())
    14
    """
    series = real_floating("coefficients", finite_array("coefficients", coefficients))
    if series.ndim != 1:
        raise ValueError(f"coefficients must have one axis, got shape {series.shape}")
    n = integer("n", n, 1)
    k = np.arange(series.size, dtype=np.int64)
    bins = k * (integer("frequency", frequency, 0) % n) % n
    halves = series / 2 * np.exp(1j * real("phase", phase) * k)  # at +k; at -k the conjugates
    spectrum = np.zeros(n, dtype=np.complex128)
    np.add.at(spectrum, bins, halves)
    np.add.at(spectrum, -bins % n, halves.conj())
    unpaired = np.arange(n // 2 + 1) * 2 % n == 0  # the mean and the Nyquist frequency
    return np.abs(spectrum[: n // 2 + 1]) * np.where(unpaired, 1, 2)
