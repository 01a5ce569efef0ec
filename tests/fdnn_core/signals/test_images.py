import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.fft import dctn
from scipy.signal import chirp

from fdnn_core import (
    checkerboard,
    coefficients_for_energy,
    dct_atoms,
    power_law_field,
    significant_count,
    zone_plate,
)

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
    )  # the first octaves contain few frequencies, so they vary


@pytest.mark.parametrize(("fraction", "ideal"), [(0.1, 0.763), (0.05, 0.691), (0.01, 0.525)])
def test_the_lowest_fraction_holds_what_equal_octaves_predict(fraction, ideal):
    r, share = radius(256), energy(power_law_field((256, 256), 2.0))
    held = share[r <= math.sqrt(fraction) * 128].sum() / share[r <= 128].sum()
    assert 1 + 0.5 * math.log(fraction) / math.log(128) == pytest.approx(ideal, abs=5e-4)
    assert ideal < held < ideal + 0.04  # on a pixel grid, the first octaves have slightly more energy


def test_power_law_field_has_uniform_phases():
    phases = np.angle(np.fft.fft2(power_law_field((64, 64))))[:, 1:32]
    assert abs(np.exp(1j * phases).mean()) < 0.05


@given(shapes, seeds, st.data())
def test_dct_atoms_has_exactly_count_coefficients(shape, seed, data):
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
    assert significant_count(squared, 1e-9) <= 2 * count * (count + 1)  # four for each pair


@pytest.mark.parametrize(
    "make", [lambda seed: power_law_field((8, 9), seed=seed), lambda s: dct_atoms((8, 9), 5, s)]
)
def test_the_seed_determines_the_result(make):
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
def test_random_images_reject_invalid_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()


long_sides = st.integers(1, 40)


@given(long_sides, long_sides)
def test_zone_plate_sweeps_each_axis_from_0_to_nyquist(height, width):
    swings = 2 * zone_plate((height, width)) - 1
    row, column = swings[height // 2, width // 2 :], swings[height // 2 :, width // 2]
    assert np.allclose(
        row, chirp(np.arange(row.size), 0, width / 2, 0.5), atol=1e-12
    )  # up to half a cycle per pixel
    assert np.allclose(column, chirp(np.arange(column.size), 0, height / 2, 0.5), atol=1e-12)


@pytest.mark.parametrize("n", [2, 8, 64])
def test_zone_plate_has_a_flat_spectrum(n):
    quadratic = np.exp(1j * np.pi * (np.arange(n) - n // 2) ** 2 / n)  # the plate is its real part
    plate = 0.5 + 0.5 * (quadratic[:, None] * quadratic).real
    assert np.allclose(zone_plate((n, n)), plate)
    assert np.allclose(np.abs(np.fft.fft(quadratic)), math.sqrt(n))  # so nothing has aliased


def test_zone_plate_is_brightest_at_its_centre():
    plate = zone_plate((9, 12))
    assert plate[4, 6] == plate.max() == 1
    assert plate.min() >= 0


@given(long_sides, long_sides, st.integers(1, 9))
def test_checkerboard_changes_colour_at_every_square(height, width, square):
    board = checkerboard((height, width), 2 * square)
    assert board.shape == (height, width)
    assert set(np.unique(board)) <= {0.0, 1.0}
    assert board[0, 0] == 0
    assert np.array_equal(board[square:], 1 - board[:-square])
    assert np.array_equal(board[:, square:], 1 - board[:, :-square])


@pytest.mark.parametrize("period", [2, 4, 8])
def test_checkerboard_has_odd_harmonics_only(period):
    n = 16
    spectrum = np.abs(np.fft.fft2(checkerboard((n, n), period) - 0.5))
    frequency = np.abs(np.fft.fftfreq(n, 1 / n))
    odd = (frequency * period / n) % 2 == 1
    assert np.array_equal(spectrum > 1e-9, odd[:, None] & odd)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: zone_plate((4, 0)), "width must be at least 1, got 0"),
        (lambda: zone_plate((4, 4, 3)), r"shape must be \(height, width\), got \(4, 4, 3\)"),
        (lambda: checkerboard((4, 4), 0), "period must be at least 2, got 0"),
        (lambda: checkerboard((4, 4), 5), "period must be even, got 5"),
    ],
)
def test_patterns_reject_invalid_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
