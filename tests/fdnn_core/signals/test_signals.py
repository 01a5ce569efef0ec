import math

import numpy as np
import pytest
import scipy.signal
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import chirp, tone

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
def test_tone_beyond_nyquist_is_its_alias_to_the_last_digit(n, frequency):
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
def test_refusals(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_refuses_half_a_sample():
    with pytest.raises(TypeError, match=r"n must be an integer, got 8\.5"):
        tone(8.5, 1)
