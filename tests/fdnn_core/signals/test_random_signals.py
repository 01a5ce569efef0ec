import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import band_limited_noise, tones

lengths = st.integers(3, 200)
seeds = st.integers(0, 2**32)


@given(lengths, seeds, st.data())
def test_tones_are_so_many_lines_below_the_highest(n, seed, data):
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


def test_tones_without_a_limit_reach_up_to_nyquist():
    spectrum = np.abs(np.fft.rfft(tones(64, 31)))
    assert (spectrum[1:32] > 1e-3).all()
    assert spectrum[[0, 32]] == pytest.approx(0, abs=1e-12)


@given(lengths, seeds, st.data())
def test_noise_is_confined_to_its_band(n, seed, data):
    band = data.draw(st.integers(1, (n - 1) // 2))
    spectrum = np.abs(np.fft.rfft(band_limited_noise(n, band, seed)))
    assert spectrum[0] < 1e-12 * n
    assert (spectrum[band + 1 :] < 1e-12 * n).all()
    assert (spectrum[1 : band + 1] > 1e-12).all()


def test_noise_is_normal_with_unit_power():
    samples = np.array([band_limited_noise(64, 9, seed)[::16] for seed in range(2000)])  # almost independent
    assert samples.mean() == pytest.approx(0, abs=0.05)
    assert (samples**2).mean() == pytest.approx(1, abs=0.05)
    assert (samples**4).mean() == pytest.approx(3, abs=0.3)


@pytest.mark.parametrize(
    "make", [lambda seed: tones(64, 5, seed), lambda seed: band_limited_noise(64, 9, seed)]
)
def test_the_seed_alone_decides(make):
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
def test_refusals(call, message):
    with pytest.raises(ValueError, match=message):
        call()
