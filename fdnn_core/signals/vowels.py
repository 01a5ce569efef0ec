"""Synthesis of sung vowels by the source-filter model: glottal pulses filtered by formant resonators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fdnn_core.validation.arguments import choice, integer, real

__all__ = ["VOWELS", "vowel"]

VOWELS: Mapping[str, tuple[float, float, float]] = {
    "a": (730.0, 1090.0, 2440.0),  # hod
    "e": (530.0, 1840.0, 2480.0),  # head
    "i": (270.0, 2290.0, 3010.0),  # heed
    "o": (570.0, 840.0, 2410.0),  # hawed
    "u": (300.0, 870.0, 2240.0),  # who'd
}
"""First three formants in Hz: averages over men in Peterson & Barney (1952), table II."""

_HIGHER_FORMANTS = (3300.0, 3750.0)  # Hz, Klatt (1980), table I
_BANDWIDTHS = (50.0, 70.0, 110.0, 250.0, 200.0)  # Hz, of all five formants, from the same table
_OPENING, _CLOSING = 0.40, 0.16  # shares of the period, Rosenberg (1971)

Spectrum = NDArray[np.complex128]


def _glottal_pulses(harmonics: NDArray[Any]) -> Spectrum:
    """Return the Fourier coefficients of Rosenberg's pulse B: 3x² - 2x³ while opening, 1 - x² while closing.

    The coefficients of a piecewise polynomial follow from the jumps of its derivatives. The slope jumps only
    where the glottis closes, which gives a term in 1 / k²: 12 dB per octave.
    """
    d = 2j * np.pi * harmonics  # multiplication by d differentiates, in units of one period
    p, q = _OPENING, _CLOSING
    peak, shut = np.exp(-d * p), np.exp(-d * (p + q))
    slope = 2 / q * shut
    curvature = 6 / p**2 + (6 / p**2 - 2 / q**2) * peak + 2 / q**2 * shut
    third = 12 / p**3 * (peak - 1)
    return np.asarray(slope / d**2 + curvature / d**3 + third / d**4)


def _resonator(z: Spectrum, frequency: float, bandwidth: float, rate: float) -> Spectrum:
    """Return the frequency response of Klatt's digital resonator, with gain 1 at frequency 0.

    `z` is the response of a delay by one sample.
    """
    radius = np.exp(-np.pi * bandwidth / rate)
    b, c = 2 * radius * np.cos(2 * np.pi * frequency / rate), -(radius**2)
    return np.asarray((1 - b - c) / (1 - b * z - c * z**2))


def vowel(name: str, n: int, rate: float = 16000.0, pitch: float = 125.0) -> NDArray[np.float64]:
    """Return a sung vowel of constant pitch, without aliasing.

    The amplitude of each harmonic below half the sampling rate is the product of the spectrum of the glottal
    pulses, the responses of five formant resonators in cascade, and that of the lips, a first difference.

    Parameters
    ----------
    name : str
        One of `VOWELS`: "a" as in hod, "e" as in head, "i" as in heed, "o" as in hawed, "u" as in who'd.
    n : int
        Number of samples.
    rate : float
        Samples per second, above 7500, so that the highest formant is below half the sampling rate.
    pitch : float
        Fundamental frequency in Hz, below half the sampling rate. By default a period is exactly 128 samples.

    Returns
    -------
    ndarray of float64, shape (n,)
        Largest magnitude 1.

    Raises
    ------
    ValueError
        If `name` is unknown, or a number is out of range or not finite.

    References
    ----------
    D. H. Klatt, "Software for a cascade/parallel formant synthesizer", JASA 67(3), 971-995, 1980.
    G. E. Peterson, H. L. Barney, "Control methods used in a study of the vowels", JASA 24(2), 175-184, 1952.
    A. E. Rosenberg, "Effect of glottal pulse shape on the quality of natural vowels", JASA 49(2B), 583-590,
    1971.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import vowel
    >>> spectrum = abs(np.fft.rfft(vowel("a", 1024)))  # 8 periods
    >>> 15.625 * int(spectrum.argmax())  # Hz; the harmonic nearest to the first formant, 730 Hz
    750.0
    """
    choice("name", name, VOWELS)
    n = integer("n", n, 1)
    rate = real("rate", rate, above=2 * _HIGHER_FORMANTS[-1])
    pitch = real("pitch", pitch, above=0, below=rate / 2)
    harmonics = np.arange(1, np.ceil(rate / 2 / pitch))
    z = np.exp(-2j * np.pi * pitch / rate * harmonics)
    spectrum = _glottal_pulses(harmonics) * (1 - z)
    for frequency, bandwidth in zip(VOWELS[name] + _HIGHER_FORMANTS, _BANDWIDTHS, strict=True):
        spectrum *= _resonator(z, frequency, bandwidth, rate)
    rotation = np.exp(2j * np.pi * pitch / rate * np.arange(n))
    signal = np.polyval(np.append(spectrum[::-1], 0), rotation).real  # sum of c_k rotation**k
    return np.asarray(signal / np.abs(signal).max())
