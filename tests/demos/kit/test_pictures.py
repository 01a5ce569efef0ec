"""Pictures of any size come out square."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demos.kit.colours import palette
from demos.kit.library import PICTURES
from demos.kit.pictures import square
from fdnn_core import zone_plate

SIDES = st.integers(8, 40)


@given(SIDES, SIDES, SIDES, st.booleans())
def test_a_constant_stays_and_the_shape_is_square(height, width, side, colourful):
    picture = np.full((height, width, *[3] * colourful), 0.25)
    result = square(picture, side)
    assert result.shape == (side, side, *[3] * colourful)
    np.testing.assert_allclose(result, 0.25)


@given(SIDES, st.integers(2, 4))
def test_a_whole_factor_takes_the_mean_of_each_block(side, factor):
    picture = np.random.default_rng(side).random((side * factor, side * factor))
    blocks = picture.reshape(side, factor, side, factor).mean(axis=(1, 3))
    np.testing.assert_allclose(square(picture, side), blocks, atol=1e-12)


@given(SIDES, st.integers(8, 40))
def test_making_it_smaller_keeps_the_mean(side, smaller):
    picture = np.random.default_rng(side).random((side, side))
    assert square(picture, min(side, smaller)).mean() == pytest.approx(picture.mean())


def test_the_middle_is_kept_pixel_by_pixel():
    picture = np.arange(12.0 * 9).reshape(12, 9) / 108
    np.testing.assert_array_equal(square(picture, 9), picture[1:10])


def test_an_enlarged_picture_keeps_its_samples():
    picture = 0.1 + 0.8 * zone_plate((32, 32))
    np.testing.assert_allclose(square(picture, 64)[::2, ::2], picture, atol=0.02)


@pytest.mark.parametrize("name", PICTURES)
def test_the_library_holds_pictures(name):
    picture = PICTURES[name]()
    assert picture.shape[:2] == (256, 256)
    assert 0 <= picture.min() < picture.max() <= 1


def test_hue_comes_round_and_never_gets_darker():
    circle = palette("hue")[:, :3].astype(float)
    np.testing.assert_array_equal(circle[0], circle[-1])
    assert np.abs(np.diff(circle, axis=0)).max() <= 6
    linear = (circle / 255) ** 2.2 @ [0.2126, 0.7152, 0.0722]
    assert linear.max() / linear.min() < 1.35
