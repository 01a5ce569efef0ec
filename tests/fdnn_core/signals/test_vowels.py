import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import solve_toeplitz
from scipy.signal import lfilter

from fdnn_core import VOWELS, vowel


def formants(sound, rate):
    """Measure formants in Hz by linear prediction: sharp poles of the autocorrelation method."""
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
def test_the_nearest_formants_are_those_of_the_vowel(name):
    measured = np.log(formants(vowel(name, 4096), 16000)[:3])
    assert name == min(VOWELS, key=lambda other: np.linalg.norm(measured - np.log(VOWELS[other])))


@pytest.mark.parametrize("name", VOWELS)
def test_vowel_agrees_with_filtering_in_the_time_domain(name):
    rate, period = 16000, 128
    t = np.arange(2**14) / 2**14
    opening, closing = t / 0.40, (t - 0.40) / 0.16  # Rosenberg's pulse B
    flow = np.select([opening < 1, closing < 1], [3 * opening**2 - 2 * opening**3, 1 - closing**2], 0)
    lines = np.fft.rfft(flow)[: period // 2 + 1]
    lines[-1] = 0  # below half the sampling rate
    sound = np.diff(np.tile(np.fft.irfft(lines, period), 50))
    for frequency, bandwidth in zip([*VOWELS[name], 3300, 3750], [50, 70, 110, 250, 200], strict=True):
        c = -np.exp(-2 * np.pi * bandwidth / rate)
        b = 2 * np.exp(-np.pi * bandwidth / rate) * np.cos(2 * np.pi * frequency / rate)
        sound = lfilter([1 - b - c], [1, -b, -c], sound)  # y[t] = (1 - b - c) x[t] + b y[t-1] + c y[t-2]
    steady = sound[-period:]
    assert np.allclose(vowel(name, period), steady / np.abs(steady).max(), atol=1e-6)


def test_vowel_contains_harmonics_only():
    spectrum = np.abs(np.fft.rfft(vowel("e", 1024)))
    harmonic = np.zeros(513, bool)
    harmonic[8:512:8] = True
    assert (spectrum[~harmonic] < 1e-11).all()
    assert (spectrum[harmonic] > 1e-4).all()


@given(st.sampled_from(list(VOWELS)), st.integers(1, 400), st.floats(8000, 48000), st.floats(40, 1000))
def test_vowel_is_real_with_largest_magnitude_1(name, n, rate, pitch):
    sound = vowel(name, n, rate, pitch)
    assert sound.shape == (n,)
    assert sound.dtype == np.float64
    assert np.abs(sound).max() == pytest.approx(1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: vowel("y", 64), "name must be 'a', 'e', 'i', 'o' or 'u', got 'y'"),
        (lambda: vowel("a", 0), "n must be at least 1, got 0"),
        (lambda: vowel("a", 64, rate=7500), "rate must be above 7500, got 7500"),
        (lambda: vowel("a", 64, pitch=0), r"pitch must be in \(0, 8000\), got 0"),
        (lambda: vowel("a", 64, pitch=8000), r"pitch must be in \(0, 8000\), got 8000"),
        (lambda: vowel("a", 64, pitch=np.nan), "pitch must be finite, got nan"),
    ],
)
def test_rejects_invalid_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
