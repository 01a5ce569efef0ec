import math

import numpy as np
import pytest
import scipy.signal
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import band_limited_noise, chirp, tone, tones

lengths = st.integers(3, 200)


@given(lengths, st.floats(-100, 100), st.floats(-9, 9), st.floats(-9, 9), st.floats(-9, 9))
def test_tone_by_definition(n, frequency, amplitude, phase, bias):
    expected = bias + amplitude * np.cos(2 * np.pi * frequency * np.arange(n) / n + phase)
    assert np.allclose(tone(n, frequency, amplitude, phase, bias), expected, atol=1e-9)


@given(lengths, st.data())
def test_tone_is_one_line_in_the_spectrum(n, data):
    frequency = data.draw(st.integers(1, (n - 1) // 2))
    spectrum = np.fft.rfft(tone(n, frequency, amplitude=2, phase=0.3, bias=0.5)) / n
    expected = np.zeros(n // 2 + 1, complex)
    expected[0], expected[frequency] = 0.5, np.exp(0.3j)
    assert np.allclose(spectrum, expected, atol=1e-13)


@given(lengths, st.integers(-(10**6), 10**6))
def test_tone_above_nyquist_equals_its_alias(n, frequency):
    assert np.allclose(tone(n, frequency), tone(n, frequency % n), rtol=0, atol=1e-15)


@given(lengths, st.data())
def test_chirp_agrees_with_scipy(n, data):
    start, stop = (data.draw(st.floats(0, n / 2)) for _ in range(2))
    expected = scipy.signal.chirp(np.arange(n) / n, start, 1.0, stop)
    assert np.allclose(chirp(n, start, stop), expected, atol=1e-9)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: tone(0, 1), "n must be at least 1, got 0"),
        (lambda: tone(8, math.nan), "frequency must be finite, got nan"),
        (lambda: chirp(8, 0, 5), r"stop must be in \[0, 4\], got 5"),
        (lambda: chirp(8, -1, 4), r"start must be in \[0, 4\], got -1"),
    ],
)
def test_tone_and_chirp_reject_invalid_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_tone_rejects_a_fractional_length():
    with pytest.raises(TypeError, match=r"n must be an integer, got 8\.5"):
        tone(8.5, 1)


seeds = st.integers(0, 2**32)


@given(lengths, seeds, st.data())
def test_tones_has_exactly_count_lines_up_to_the_highest(n, seed, data):
    highest = data.draw(st.integers(1, (n - 1) // 2))
    count = data.draw(st.integers(1, highest))
    signal = tones(n, count, seed, highest)
    spectrum = np.abs(np.fft.rfft(signal))
    lines = np.flatnonzero(spectrum > 1e-9 * spectrum.max())
    assert lines.size == count
    assert lines.min() >= 1
    assert lines.max() <= highest
    assert spectrum[lines].max() <= 2 * spectrum[lines].min() + 1e-9
    assert np.abs(signal).max() == pytest.approx(1)


def test_tones_reach_up_to_nyquist_by_default():
    spectrum = np.abs(np.fft.rfft(tones(64, 31)))
    assert (spectrum[1:32] > 1e-3).all()
    assert spectrum[[0, 32]] == pytest.approx(0, abs=1e-12)


@given(lengths, seeds, st.data())
def test_band_limited_noise_is_zero_outside_the_band(n, seed, data):
    band = data.draw(st.integers(1, (n - 1) // 2))
    spectrum = np.abs(np.fft.rfft(band_limited_noise(n, band, seed)))
    assert spectrum[0] < 1e-12 * n
    assert (spectrum[band + 1 :] < 1e-12 * n).all()
    assert (spectrum[1 : band + 1] > 1e-12).all()


def test_band_limited_noise_is_normal_with_unit_power():
    samples = np.array([band_limited_noise(64, 9, seed)[::16] for seed in range(2000)])  # almost independent
    assert samples.mean() == pytest.approx(0, abs=0.05)
    assert (samples**2).mean() == pytest.approx(1, abs=0.05)
    assert (samples**4).mean() == pytest.approx(3, abs=0.3)


@pytest.mark.parametrize(
    "make", [lambda seed: tones(64, 5, seed), lambda seed: band_limited_noise(64, 9, seed)]
)
def test_the_seed_determines_the_result(make):
    assert np.array_equal(make(7), make(7))
    assert not np.allclose(make(7), make(8))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: tones(8, 4), r"count must be in \[1, 3\], got 4"),
        (lambda: tones(8, 0), r"count must be in \[1, 3\], got 0"),
        (lambda: tones(8, 1, highest=4), r"highest must be in \[1, 3\], got 4"),
        (lambda: tones(8, 1, seed=-1), "seed must be at least 0, got -1"),
        (lambda: tones(2, 1), "n must be at least 3, got 2"),
        (lambda: band_limited_noise(8, 4), r"band must be in \[1, 3\], got 4"),
    ],
)
def test_random_signals_reject_invalid_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
