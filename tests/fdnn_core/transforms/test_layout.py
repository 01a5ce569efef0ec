import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from fdnn_core.transforms.layout import centred_spectrum, radial_frequencies

sides = st.integers(1, 12)


@given(sides, sides, st.integers(0, 99))
def test_centred_spectrum_agrees_with_the_shifted_full_spectrum(height, width, seed):
    image = np.random.default_rng(seed).normal(size=(2, height, width))
    half, full = np.fft.rfft2(image), np.fft.fftshift(np.fft.fft2(image), axes=(1, 2))
    assert_allclose(centred_spectrum(half.real, width), full.real, atol=1e-12)
    assert_allclose(centred_spectrum(half.imag, width, sign=-1), full.imag, atol=1e-12)


@given(sides, sides)
def test_radial_frequencies_are_distances_in_cycles_per_shorter_side(height, width):
    side = min(height, width)
    y, x = np.fft.fftfreq(height)[:, None] * side, np.fft.rfftfreq(width) * side
    assert_allclose(radial_frequencies((3, height, width), "dft"), np.hypot(y, x), atol=1e-12)
    y, x = np.arange(height)[:, None] * side / height / 2, np.arange(width) * side / width / 2
    assert_allclose(radial_frequencies((height, width), "dct"), np.hypot(y, x), atol=1e-12)


@pytest.mark.parametrize("transform", ["dft", "dct"])
def test_the_first_coefficient_has_frequency_0(transform):
    assert radial_frequencies((5, 8), transform)[0, 0] == 0
