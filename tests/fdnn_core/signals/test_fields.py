import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.fft import dctn

from fdnn_core import coefficients_for_energy, dct_atoms, power_law_field, significant_count

sides = st.integers(1, 24)
shapes = st.tuples(sides, sides).filter(lambda shape: shape != (1, 1))
seeds = st.integers(0, 2**32)


def radius(n):
    frequency = np.fft.fftfreq(n, 1 / n)
    return np.hypot(frequency[:, None], frequency)


def energy(image):
    """Return the share of the energy at every frequency."""
    spectrum = np.abs(np.fft.fft2(image)) ** 2
    return spectrum / spectrum.sum()


@given(shapes, st.floats(-1, 4), seeds)
def test_power_follows_the_law_at_every_frequency(shape, exponent, seed):
    field = power_law_field(shape, exponent, seed)
    frequency = np.hypot(np.fft.fftfreq(shape[0])[:, None], np.fft.fftfreq(shape[1]))
    law = frequency.clip(1e-9) ** -exponent
    law[0, 0] = 0
    assert np.allclose(energy(field), law / law.sum(), rtol=1e-6, atol=1e-12)
    assert field.shape == shape
    assert field.mean() == pytest.approx(0, abs=1e-12)
    assert np.mean(field**2) == pytest.approx(1)


def test_every_octave_holds_the_same_energy_at_an_exponent_of_2():
    r, share = radius(256), energy(power_law_field((256, 256), 2.0))
    octaves = np.array([share[(r >= 2**j) & (r < 2 ** (j + 1))].sum() for j in range(7)])
    area = np.sum(1 / r[r > 0] ** 2)  # the integral of 1/f^2 over an octave is 2 pi ln 2
    assert octaves[3:] * area == pytest.approx([2 * math.pi * math.log(2)] * 4, rel=0.02)
    assert octaves == pytest.approx(
        [octaves[-1]] * 7, rel=0.4
    )  # few frequencies make the first octaves uneven


@pytest.mark.parametrize(("fraction", "ideal"), [(0.1, 0.763), (0.05, 0.691), (0.01, 0.525)])
def test_the_lowest_fraction_holds_what_equal_octaves_predict(fraction, ideal):
    r, share = radius(256), energy(power_law_field((256, 256), 2.0))
    held = share[r <= math.sqrt(fraction) * 128].sum() / share[r <= 128].sum()
    assert 1 + 0.5 * math.log(fraction) / math.log(128) == pytest.approx(ideal, abs=5e-4)
    assert ideal < held < ideal + 0.04  # the first octaves of a pixel grid hold a little more


def test_phases_are_spread_evenly():
    phases = np.angle(np.fft.fft2(power_law_field((64, 64))))[:, 1:32]
    assert abs(np.exp(1j * phases).mean()) < 0.05


@given(shapes, seeds, st.data())
def test_so_many_atoms(shape, seed, data):
    height, width = shape
    highest = data.draw(st.integers(1, 30))
    count = data.draw(st.integers(1, min(highest + 1, height) * min(highest + 1, width) - 1))
    image = dct_atoms(shape, count, seed, highest)
    coefficients = dctn(image, norm="ortho")
    assert significant_count(coefficients, 1e-9) == count
    assert significant_count(coefficients[: highest + 1, : highest + 1], 1e-9) == count
    assert abs(coefficients[0, 0]) < 1e-12
    assert np.abs(image).max() == pytest.approx(1)


@pytest.mark.parametrize("seed", range(3))
def test_rectifying_20_atoms_fills_the_spectrum_but_moves_little_energy(seed):
    rectified = dctn(np.maximum(dct_atoms((256, 256), 20, seed, highest=31), 0), norm="ortho")
    rectified[0, 0] = 0
    assert significant_count(rectified, 1e-12) > 0.99 * rectified.size
    assert 0.01 < coefficients_for_energy(rectified, 0.99) / rectified.size < 0.05
    assert coefficients_for_energy(rectified, 0.90) / rectified.size < 0.003


@given(st.integers(1, 20), seeds)
def test_squaring_atoms_leaves_their_sums_and_differences_alone(count, seed):
    squared = dctn(dct_atoms((32, 32), count, seed) ** 2, norm="ortho")
    assert significant_count(squared, 1e-9) <= 2 * count * (count + 1)  # four for each of the pairs


@pytest.mark.parametrize(
    "make", [lambda seed: power_law_field((8, 9), seed=seed), lambda s: dct_atoms((8, 9), 5, s)]
)
def test_the_seed_alone_decides(make):
    assert np.array_equal(make(7), make(7))
    assert not np.allclose(make(7), make(8))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: power_law_field((0, 4)), "height must be at least 1, got 0"),
        (lambda: power_law_field((4,)), r"shape must be \(height, width\), got \(4,\)"),
        (lambda: power_law_field((1, 1)), "number of pixels must be at least 2, got 1"),
        (lambda: power_law_field((4, 4), math.inf), "exponent must be finite, got inf"),
        (lambda: power_law_field((4, 4), seed=-1), "seed must be at least 0, got -1"),
        (lambda: dct_atoms((4, 4), 16), r"count must be in \[1, 15\], got 16"),
        (lambda: dct_atoms((4, 4), 4, highest=1), r"count must be in \[1, 3\], got 4"),
        (lambda: dct_atoms((4, 4), 1, highest=0), "highest must be at least 1, got 0"),
    ],
)
def test_refusals(call, message):
    with pytest.raises(ValueError, match=message):
        call()
