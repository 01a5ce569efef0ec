import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import solve_toeplitz

from fdnn_core import VOWELS, vowel
from fdnn_core.voice import CLOSING, OPENING, _glottal_pulses, _resonator


def formants(sound, rate):
    """Measure formants as phonetics does: linear prediction, autocorrelation method, sharp poles in Hz."""
    windowed = np.append(sound[0], sound[1:] - 0.95 * sound[:-1]) * np.hamming(sound.size)
    correlation = np.correlate(windowed, windowed, "full")[sound.size - 1 :][:19]
    poles = np.roots(np.append(1, -solve_toeplitz(correlation[:-1], correlation[1:])))
    frequencies = np.angle(poles) * rate / (2 * np.pi)
    bandwidths = -np.log(np.abs(poles)) * rate / np.pi
    return np.sort(frequencies[(frequencies > 100) & (bandwidths < 500)])


@pytest.mark.parametrize("name", VOWELS)
@pytest.mark.parametrize("pitch", [110.0, 125.0])
def test_linear_prediction_finds_the_formants(name, pitch):
    measured = formants(vowel(name, 4096, pitch=pitch), 16000)
    assert measured[:3] == pytest.approx(VOWELS[name], abs=pitch / 3)  # the harmonics sample the peaks


@pytest.mark.parametrize("name", VOWELS)
def test_is_heard_as_itself(name):
    measured = np.log(formants(vowel(name, 4096), 16000)[:3])
    assert name == min(VOWELS, key=lambda other: np.linalg.norm(measured - np.log(VOWELS[other])))


def test_resonator_obeys_its_difference_equation():
    rate, frequency, bandwidth = 16000, 730, 50
    c = -np.exp(-2 * np.pi * bandwidth / rate)
    b = 2 * np.exp(-np.pi * bandwidth / rate) * np.cos(2 * np.pi * frequency / rate)
    impulse = np.zeros(8192)
    impulse[0] = 1 - b - c
    for t in range(1, impulse.size):
        impulse[t] += b * impulse[t - 1] + c * (impulse[t - 2] if t > 1 else 0)
    z = np.exp(-2j * np.pi * np.arange(4097) / 8192)
    assert np.allclose(_resonator(z, frequency, bandwidth, rate), np.fft.rfft(impulse), atol=1e-9)


def test_glottal_pulses_are_those_of_rosenberg():
    t = np.arange(2**16) / 2**16
    opening = 3 * (t / OPENING) ** 2 - 2 * (t / OPENING) ** 3
    closing = 1 - ((t - OPENING) / CLOSING) ** 2
    pulse = np.where(t < OPENING, opening, np.where(t < OPENING + CLOSING, closing, 0))
    harmonics = np.arange(1, 100)
    assert np.allclose(_glottal_pulses(harmonics), (np.fft.rfft(pulse) / t.size)[harmonics], atol=1e-9)


def test_eight_periods_hold_nothing_but_harmonics():
    spectrum = np.abs(np.fft.rfft(vowel("e", 1024)))
    harmonic = np.zeros(513, bool)
    harmonic[8:512:8] = True
    assert (spectrum[~harmonic] < 1e-11).all()
    assert (spectrum[harmonic] > 1e-4).all()


@given(st.sampled_from(list(VOWELS)), st.integers(1, 400), st.floats(8000, 48000), st.floats(40, 1000))
def test_is_real_and_peaks_at_one(name, n, rate, pitch):
    sound = vowel(name, n, rate, pitch)
    assert sound.shape == (n,)
    assert sound.dtype == np.float64
    assert np.abs(sound).max() == pytest.approx(1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: vowel("y", 64), "name must be one of a, e, i, o, u, got 'y'"),
        (lambda: vowel("a", 0), "n must be at least 1, got 0"),
        (lambda: vowel("a", 64, rate=7500), "rate must be above 7500, got 7500"),
        (lambda: vowel("a", 64, pitch=0), "pitch must be above 0 and below rate / 2 = 8000, got 0"),
        (lambda: vowel("a", 64, pitch=8000), "pitch must be above 0 and below rate / 2 = 8000, got 8000"),
        (lambda: vowel("a", 64, pitch=np.nan), "pitch must be finite, got nan"),
    ],
)
def test_refusals(call, message):
    with pytest.raises(ValueError, match=message):
        call()
