import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import amplitudes, relu, relu_series, sampled_amplitudes, tone

coefficients = st.lists(st.integers(-1000, 1000).map(lambda k: k / 1000), min_size=1, max_size=30)


@given(coefficients, st.integers(0, 100), st.integers(1, 40), st.floats(-7, 7))
def test_agrees_with_the_spectrum_of_samples(series, frequency, n, phase):
    angle = 2 * np.pi * frequency * np.arange(n) / n + phase
    samples = sum(a * np.cos(k * angle) for k, a in enumerate(series))
    np.testing.assert_allclose(
        sampled_amplitudes(series, frequency, n, phase), amplitudes(samples), atol=1e-11
    )


@pytest.mark.parametrize("n", [63, 64])
@pytest.mark.parametrize("phase", [0, 1.2])
def test_aliases_of_relu_agree_with_samples(n, phase):
    folded = sampled_amplitudes(relu_series(20_000), 5, n, phase)
    assert np.abs(folded - amplitudes(relu(tone(n, 5, phase=phase)))).max() < 1e-6


def test_strongest_alias_of_relu():
    """At N = 64 and 5 cycles, 18 bins are nonzero, and 13 of them are aliases."""
    folded = sampled_amplitudes(relu_series(20_000), 5, 64)
    aliases = np.delete(folded, [0, 5, 10, 20, 30])
    assert (amplitudes(relu(tone(64, 5))) > 1e-12).sum() == 18
    assert 20 * np.log10(aliases.max() / folded[5]) == pytest.approx(-33.4, abs=0.05)


def test_aliases_depend_only_on_frequency_over_length():
    series = relu_series(20_000)
    short = sampled_amplitudes(series, 5, 64)
    long = sampled_amplitudes(series, 40, 512)
    np.testing.assert_allclose(long[::8], short, atol=1e-15)
    assert np.delete(long, np.arange(0, 257, 8)).max() == 0


def test_a_large_product_of_harmonic_and_frequency_does_not_overflow():
    series = np.zeros(100_001)
    series[-1] = 1
    assert sampled_amplitudes(series, 99_999, 100_003).argmax() == 12  # 100 000 * 99 999 = (-3)(-4) mod n


def test_invalid_arguments_raise():
    with pytest.raises(ValueError, match="n must be at least 1, got 0"):
        sampled_amplitudes([1], 1, 0)
    with pytest.raises(ValueError, match="frequency must be at least 0, got -1"):
        sampled_amplitudes([1], -1, 8)
    with pytest.raises(ValueError, match=r"coefficients must have one axis, got shape \(1, 1\)"):
        sampled_amplitudes([[1]], 1, 8)
    with pytest.raises(ValueError, match="coefficients must be finite, got nan"):
        sampled_amplitudes([np.nan], 1, 8)
    with pytest.raises(TypeError, match="coefficients must be real, got complex128"):
        sampled_amplitudes([1j], 1, 8)
