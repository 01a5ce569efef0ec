import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import chirp

from fdnn_core import checkerboard, zone_plate

sides = st.integers(1, 40)


@given(sides, sides)
def test_zone_plate_sweeps_each_axis_from_0_to_nyquist(height, width):
    swings = 2 * zone_plate((height, width)) - 1
    row, column = swings[height // 2, width // 2 :], swings[height // 2 :, width // 2]
    assert np.allclose(row, chirp(np.arange(row.size), 0, width / 2, 0.5), atol=1e-12)  # half a cycle a pixel
    assert np.allclose(column, chirp(np.arange(column.size), 0, height / 2, 0.5), atol=1e-12)


@pytest.mark.parametrize("n", [2, 8, 64])
def test_zone_plate_holds_every_frequency_alike(n):
    quadratic = np.exp(1j * np.pi * (np.arange(n) - n // 2) ** 2 / n)  # of which the plate is the real part
    plate = 0.5 + 0.5 * (quadratic[:, None] * quadratic).real
    assert np.allclose(zone_plate((n, n)), plate)
    assert np.allclose(np.abs(np.fft.fft(quadratic)), math.sqrt(n))  # so nothing has folded


def test_zone_plate_is_brightest_at_its_centre():
    plate = zone_plate((9, 12))
    assert plate[4, 6] == plate.max() == 1
    assert plate.min() >= 0


@given(sides, sides, st.integers(1, 9))
def test_checkerboard_changes_colour_at_every_square(height, width, square):
    board = checkerboard((height, width), 2 * square)
    assert board.shape == (height, width)
    assert set(np.unique(board)) <= {0.0, 1.0}
    assert board[0, 0] == 0
    assert np.array_equal(board[square:], 1 - board[:-square])
    assert np.array_equal(board[:, square:], 1 - board[:, :-square])


@pytest.mark.parametrize("period", [2, 4, 8])
def test_checkerboard_holds_odd_multiples_of_its_frequency(period):
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
def test_refusals(call, message):
    with pytest.raises(ValueError, match=message):
        call()
