"""Pictures are cropped, resized and converted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from demos.kit.pictures import lanczos_square, square
from fdnn_core import zone_plate

SIDES = st.integers(8, 40)


@given(SIDES, SIDES, SIDES, st.booleans())
def test_constant_stays_and_the_shape_is_square(height, width, side, colourful):
    picture = np.full((height, width, *[3] * colourful), 0.25)
    result = square(picture, side)
    assert result.shape == (side, side, *[3] * colourful)
    np.testing.assert_allclose(result, 0.25)


@given(SIDES, st.integers(2, 4))
def test_shrinking_by_a_whole_factor_takes_block_means(side, factor):
    picture = np.random.default_rng(side).random((side * factor, side * factor))
    blocks = picture.reshape(side, factor, side, factor).mean(axis=(1, 3))
    np.testing.assert_allclose(square(picture, side), blocks, atol=1e-12)


@given(SIDES, st.integers(8, 40))
def test_shrinking_keeps_the_mean(side, smaller):
    picture = np.random.default_rng(side).random((side, side))
    assert square(picture, min(side, smaller)).mean() == pytest.approx(picture.mean())


def test_centre_is_cropped_without_resampling():
    picture = np.arange(12.0 * 9).reshape(12, 9) / 108
    np.testing.assert_array_equal(square(picture, 9), picture[1:10])


def test_enlarging_keeps_the_samples():
    picture = 0.1 + 0.8 * zone_plate((32, 32))
    np.testing.assert_allclose(square(picture, 64)[::2, ::2], picture, atol=0.02)


def test_lanczos_filter_keeps_constants_and_sizes():
    picture = np.full((30, 20, 3), 77, np.uint8)
    assert (lanczos_square(picture, 9) == 77).all()
    assert (lanczos_square(picture, 50) == 77).all()
    noise = np.random.default_rng(0).integers(0, 256, (20, 20, 3), np.uint8)
    np.testing.assert_array_equal(lanczos_square(noise, 20), noise)


@pytest.mark.parametrize("side", [24, 100, 300])
def test_lanczos_filter_agrees_with_pillow(side):
    noise = np.random.default_rng(1).integers(90, 166, (120, 90, 3), np.uint8)  # Pillow clips in between
    middle = noise[15:105]
    expected = np.asarray(Image.fromarray(middle).resize((side, side), Image.Resampling.LANCZOS), int)
    assert np.abs(lanczos_square(noise, side) - expected).max() <= 1
