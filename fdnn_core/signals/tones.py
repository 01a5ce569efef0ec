"""Tones, chirps and noise. Frequencies are in cycles per n samples, so that they are bins of the DFT."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fdnn_core.validation.arguments import integer, real

__all__ = ["band_limited_noise", "chirp", "tone", "tones"]


def tone(
    n: int, frequency: float, amplitude: float = 1.0, phase: float = 0.0, bias: float = 0.0
) -> NDArray[np.float64]:
    """Return ``bias + amplitude * cos(2 * pi * frequency * t / n + phase)`` for t = 0 .. n - 1.

    Parameters
    ----------
    n : int
        Number of samples.
    frequency : float
        Cycles per n samples; above n / 2 the samples are those of an alias.
    amplitude, bias : float
        Amplitude of the cosine, and its mean.
    phase : float
        Phase at t = 0 in radians.

    Returns
    -------
    ndarray of float64, shape (n,)

    Raises
    ------
    ValueError
        If `n` is not positive, or another number is not finite.

    Examples
    --------
    >>> from fdnn_core import tone
    >>> tone(4, 1).round(12).tolist()
    [1.0, 0.0, -1.0, -0.0]
    """
    n = integer("n", n, 1)
    cycles = (
        real("frequency", frequency) * np.arange(n) % n / n
    )  # reduced to one period first: exact at any t
    wave = np.cos(2 * np.pi * cycles + real("phase", phase))
    return real("bias", bias) + real("amplitude", amplitude) * wave


def chirp(n: int, start: float, stop: float) -> NDArray[np.float64]:
    """Return a cosine whose frequency changes linearly from `start` at t = 0 to `stop` at t = n.

    Parameters
    ----------
    n : int
        Number of samples.
    start, stop : float
        Cycles per n samples, from 0 to n / 2; a higher frequency would alias.

    Returns
    -------
    ndarray of float64, shape (n,)

    Raises
    ------
    ValueError
        If `n` is not positive, or a frequency is out of range or not finite.

    Examples
    --------
    >>> from fdnn_core import chirp
    >>> chirp(4, 0, 2).round(4).tolist()
    [1.0, 0.9239, 0.0, -0.9239]
    """
    n = integer("n", n, 1)
    start, stop = real("start", start, 0, n / 2), real("stop", stop, 0, n / 2)
    t = np.arange(n) / n
    return np.cos(2 * np.pi * (start + (stop - start) * t / 2) * t)


def tones(n: int, count: int, seed: int = 0, highest: int | None = None) -> NDArray[np.float64]:
    """Return a sum of cosines with distinct random frequencies, and random amplitudes and phases.

    Parameters
    ----------
    n : int
        Number of samples, at least 3.
    count : int
        Number of tones.
    seed : int
        Seed of the frequencies, the amplitudes (uniform in [0.5, 1)) and the phases.
    highest : int, optional
        The highest frequency; all are integers from 1 on. By default the largest integer below n / 2.

    Returns
    -------
    ndarray of float64, shape (n,)
        Zero mean, largest magnitude 1.

    Raises
    ------
    ValueError
        If `highest` is not below n / 2, or `count` exceeds the number of frequencies.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import tones
    >>> x = tones(64, 3, seed=1)
    >>> int((abs(np.fft.rfft(x)) > 1e-9).sum())
    3
    """
    n = integer("n", n, 3)
    below_nyquist = (n - 1) // 2
    top = integer("highest", below_nyquist if highest is None else highest, 1, below_nyquist)
    count = integer("count", count, 1, top)
    rng = np.random.default_rng(integer("seed", seed, 0))
    frequencies = 1 + np.argsort(rng.random(top))[:count]
    amplitudes, phases = rng.uniform(0.5, 1.0, count), rng.uniform(0.0, 2 * np.pi, count)
    spectrum = np.zeros(n // 2 + 1, np.complex128)
    spectrum[frequencies] = amplitudes * np.exp(1j * phases)
    signal = np.fft.irfft(spectrum, n)
    return np.asarray(signal / np.abs(signal).max())


def band_limited_noise(n: int, band: int, seed: int = 0) -> NDArray[np.float64]:
    """Return Gaussian noise without frequencies above `band`, with zero mean and an expected power of 1.

    Parameters
    ----------
    n : int
        Number of samples, at least 3.
    band : int
        The highest frequency, below n / 2. All frequencies from 1 to `band` have the same expected power.
    seed : int
        Seed of the noise.

    Returns
    -------
    ndarray of float64, shape (n,)

    Raises
    ------
    ValueError
        If `n` is less than 3, or `band` is out of range.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import band_limited_noise
    >>> x = band_limited_noise(64, 5)
    >>> bool(abs(np.fft.rfft(x)[6:]).max() < 1e-12)
    True
    """
    n = integer("n", n, 3)
    band = integer("band", band, 1, (n - 1) // 2)
    cosines, sines = np.random.default_rng(integer("seed", seed, 0)).standard_normal((2, band))
    spectrum = np.zeros(n // 2 + 1, np.complex128)
    spectrum[1 : band + 1] = (cosines - 1j * sines) * n / 2 / np.sqrt(band)
    return np.fft.irfft(spectrum, n)
