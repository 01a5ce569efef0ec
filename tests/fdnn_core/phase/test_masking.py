import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from fdnn_core import apply_mask, low_pass_mask, photograph, symmetric_mask

sides = st.integers(1, 12)
shapes = st.tuples(sides, sides)
seeds = st.integers(0, 2**32)


def painted(seed, shape):
    return np.random.default_rng(seed).random(shape)


@given(shapes, seeds, st.sampled_from(["both", "either"]))
def test_a_frequency_and_its_mirror_image_are_treated_alike(shape, seed, keep):
    mask = painted(seed, shape)
    by_frequency = np.fft.ifftshift(symmetric_mask(mask, keep))
    given = np.fft.ifftshift(mask)
    combine = {"both": min, "either": max}[keep]
    for y, x in np.ndindex(shape):
        assert by_frequency[y, x] == by_frequency[-y, -x] == combine(given[y, x], given[-y, -x])


@given(shapes, seeds)
def test_brushing_away_and_brushing_on_undo_each_other(shape, seed):
    mask = painted(seed, shape) < 0.3
    assert symmetric_mask(mask).dtype == bool
    assert_array_equal(symmetric_mask(~mask), ~symmetric_mask(mask, "either"))
    assert_array_equal(symmetric_mask(symmetric_mask(mask)), symmetric_mask(mask))


@given(shapes, seeds)
def test_a_symmetric_mask_leaves_no_imaginary_residue(shape, seed):
    image = np.random.default_rng(seed).normal(size=(2, *shape))
    mask = symmetric_mask(painted(seed, shape), "either")
    inverse = np.fft.ifft2(np.fft.fft2(image) * np.fft.ifftshift(mask))
    assert np.abs(inverse.imag).max() < 1e-13
    assert_allclose(apply_mask(image, mask), inverse.real, atol=1e-13)


@given(shapes, seeds)
def test_what_is_kept_and_what_is_dropped_make_the_image(shape, seed):
    image = np.random.default_rng(seed).normal(size=shape)
    mask = symmetric_mask(painted(seed, shape) < 0.5)
    assert_allclose(apply_mask(image, mask) + apply_mask(image, ~mask), image, atol=1e-13)
    assert_allclose(apply_mask(apply_mask(image, mask), mask), apply_mask(image, mask), atol=1e-13)


def test_single_precision_stays():
    image = photograph("camera").astype(np.float32)
    assert apply_mask(image, low_pass_mask(image.shape, 9)).dtype == np.float32


IMAGE = np.ones((4, 6))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: symmetric_mask(IMAGE, "one"), ValueError, "keep must be 'both' or 'either', got 'one'"),
        (lambda: symmetric_mask(IMAGE[0]), ValueError, r"shape must be \(height, width\), got \(6,\)"),
        (lambda: symmetric_mask(IMAGE[:0]), ValueError, "height must be at least 1, got 0"),
        (lambda: apply_mask(IMAGE, IMAGE[:3]), ValueError, r"mask must be of shape \(4, 6\), got \(3, 6\)"),
        (lambda: apply_mask(IMAGE, np.arange(24).reshape(4, 6)), ValueError, "mask must be symmetric"),
        (lambda: apply_mask(IMAGE, np.nan * IMAGE), ValueError, "mask must be finite, got nan"),
        (lambda: apply_mask(1j * IMAGE, IMAGE), TypeError, "image must be real, got complex128"),
    ],
)
def test_refusals(call, error, message):
    with pytest.raises(error, match=message):
        call()
