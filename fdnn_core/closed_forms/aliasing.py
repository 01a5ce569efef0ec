"""What samples show of a Fourier series: frequencies beyond the grid's fold back onto those it can hold."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.arguments import finite_array, integer, real
from fdnn_core._validation.floating import real_floating

__all__ = ["sampled_amplitudes"]


def sampled_amplitudes(
    coefficients: ArrayLike, frequency: int, n: int, phase: float = 0.0
) -> NDArray[np.float64]:
    """One-sided amplitudes that n samples of a cosine series show, aliases included.

    The samples, j = 0 ... n - 1, are of the sum over k of a_k cos(k (2π `frequency` j / n + `phase`)).

    Parameters
    ----------
    coefficients : array_like
        Real and finite, one axis: a_0 ... a_K, as from `relu_series`.
    frequency : int
        Of the fundamental, cycles in n samples.
    n : int
        Number of samples.
    phase : float, optional
        Of the fundamental, radians.

    Returns
    -------
    ndarray
        Shape ``(n // 2 + 1,)``: what `amplitudes` returns for the samples.

    Raises
    ------
    ValueError
        If `coefficients` are empty, not finite or have more than one axis, or `n` is not positive.

    Examples
    --------
    The tenth harmonic of 5 cycles is at 50; 64 samples hold 32 at most, and show it at 64 - 50 = 14.

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
    halves = series / 2 * np.exp(1j * real("phase", phase) * k)  # at +k; their conjugates at -k
    spectrum = np.zeros(n, dtype=np.complex128)
    np.add.at(spectrum, bins, halves)
    np.add.at(spectrum, -bins % n, halves.conj())
    own_mirror = np.arange(n // 2 + 1) * 2 % n == 0  # the mean and the Nyquist frequency
    return np.abs(spectrum[: n // 2 + 1]) * np.where(own_mirror, 1, 2)
