"""A sung vowel, synthesised by source and filter: the pulses of the glottis through the formants."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fdnn_core._validation.arguments import choice, integer, real

__all__ = ["VOWELS", "vowel"]

VOWELS: Mapping[str, tuple[float, float, float]] = {
    "a": (730.0, 1090.0, 2440.0),  # hod
    "e": (530.0, 1840.0, 2480.0),  # head
    "i": (270.0, 2290.0, 3010.0),  # heed
    "o": (570.0, 840.0, 2410.0),  # hawed
    "u": (300.0, 870.0, 2240.0),  # who'd
}
"""First three formants, Hz: the men's averages of Peterson & Barney (1952), table II."""

HIGHER_FORMANTS = (3300.0, 3750.0)  # Hz, Klatt (1980), table I, as are
BANDWIDTHS = (50.0, 70.0, 110.0, 250.0, 200.0)  # Hz, of all five
OPENING, CLOSING = 0.40, 0.16  # of the period, Rosenberg (1971)

Spectrum = NDArray[np.complex128]


def _glottal_pulses(harmonics: NDArray[Any]) -> Spectrum:
    """Return Fourier coefficients of Rosenberg's pulse B: 3x^2 - 2x^3 opening, 1 - x^2 closing.

    Those of a piecewise polynomial are the jumps of its derivatives. The slope jumps only where the
    glottis shuts: the term in 1/k^2, 12 dB per octave.
    """
    d = 2j * np.pi * harmonics  # differentiates, over one period
    p, q = OPENING, CLOSING
    peak, shut = np.exp(-d * p), np.exp(-d * (p + q))
    slope = 2 / q * shut
    curvature = 6 / p**2 + (6 / p**2 - 2 / q**2) * peak + 2 / q**2 * shut
    third = 12 / p**3 * (peak - 1)
    return np.asarray(slope / d**2 + curvature / d**3 + third / d**4)


def _resonator(z: Spectrum, frequency: float, bandwidth: float, rate: float) -> Spectrum:
    """Return the response of Klatt's digital resonator, 1 at zero frequency; z delays by one sample."""
    radius = np.exp(-np.pi * bandwidth / rate)
    b, c = 2 * radius * np.cos(2 * np.pi * frequency / rate), -(radius**2)
    return np.asarray((1 - b - c) / (1 - b * z - c * z**2))


def vowel(name: str, n: int, rate: float = 16000.0, pitch: float = 125.0) -> NDArray[np.float64]:
    """Return a steadily sung vowel, free of aliasing.

    Its harmonics below half the sampling rate are weighted by the spectrum of the glottal pulses, by
    five formant resonators in cascade and by the radiation from the lips, a first difference.

    Parameters
    ----------
    name : str
        One of `VOWELS`: "a" as in hod, "e" as in head, "i" as in heed, "o" as in hawed, "u" as in who'd.
    n : int
        Number of samples.
    rate : float
        Samples per second, above 7500, that the highest formant be below half of it.
    pitch : float
        Hz, below half the sampling rate. By default one period is exactly 128 samples.

    Returns
    -------
    ndarray of float64, shape (n,)
        Largest magnitude 1.

    Raises
    ------
    ValueError
        If `name` is unknown, or a number out of range.

    References
    ----------
    Klatt (1980), Software for a cascade/parallel formant synthesizer, JASA 67(3):971-995.
    Peterson & Barney (1952), Control methods used in a study of the vowels, JASA 24(2):175-184.
    Rosenberg (1971), Effect of glottal pulse shape on the quality of natural vowels, JASA 49(2B):583-590.

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
    rate = real("rate", rate, above=2 * HIGHER_FORMANTS[-1])
    pitch = real("pitch", pitch, above=0, below=rate / 2)
    harmonics = np.arange(1, np.ceil(rate / 2 / pitch))
    z = np.exp(-2j * np.pi * pitch / rate * harmonics)
    spectrum = _glottal_pulses(harmonics) * (1 - z)
    for frequency, bandwidth in zip(VOWELS[name] + HIGHER_FORMANTS, BANDWIDTHS, strict=True):
        spectrum *= _resonator(z, frequency, bandwidth, rate)
    turn = np.exp(2j * np.pi * pitch / rate * np.arange(n))
    signal = np.polyval(np.append(spectrum[::-1], 0), turn).real  # sum of c_k turn**k
    return np.asarray(signal / np.abs(signal).max())
