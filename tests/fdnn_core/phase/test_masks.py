import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from fdnn_core import (
    apply_mask,
    high_pass_mask,
    low_pass_mask,
    notch_mask,
    photograph,
    ring_mask,
    symmetric_mask,
    wedge_mask,
)

sides = st.integers(1, 24)
shapes = st.tuples(sides, sides)
seeds = st.integers(0, 2**32)


def painted(seed, shape):
    return np.random.default_rng(seed).random(shape)


@given(shapes, seeds, st.sampled_from(["both", "either"]))
def test_symmetric_mask_treats_k_and_minus_k_alike(shape, seed, keep):
    mask = painted(seed, shape)
    by_frequency = np.fft.ifftshift(symmetric_mask(mask, keep))
    given = np.fft.ifftshift(mask)
    combine = {"both": min, "either": max}[keep]
    for y, x in np.ndindex(shape):
        assert by_frequency[y, x] == by_frequency[-y, -x] == combine(given[y, x], given[-y, -x])


@given(shapes, seeds)
def test_both_and_either_are_complementary(shape, seed):
    mask = painted(seed, shape) < 0.3
    assert symmetric_mask(mask).dtype == bool
    assert_array_equal(symmetric_mask(~mask), ~symmetric_mask(mask, "either"))
    assert_array_equal(symmetric_mask(symmetric_mask(mask)), symmetric_mask(mask))


@given(shapes, seeds)
def test_masking_the_full_spectrum_gives_the_same_real_image(shape, seed):
    image = np.random.default_rng(seed).normal(size=(2, *shape))
    mask = symmetric_mask(painted(seed, shape), "either")
    inverse = np.fft.ifft2(np.fft.fft2(image) * np.fft.ifftshift(mask))
    assert np.abs(inverse.imag).max() < 1e-13
    assert_allclose(apply_mask(image, mask), inverse.real, atol=1e-13)


@given(shapes, seeds)
def test_mask_and_its_complement_sum_to_the_image(shape, seed):
    image = np.random.default_rng(seed).normal(size=shape)
    mask = symmetric_mask(painted(seed, shape) < 0.5)
    assert_allclose(apply_mask(image, mask) + apply_mask(image, ~mask), image, atol=1e-13)
    assert_allclose(apply_mask(apply_mask(image, mask), mask), apply_mask(image, mask), atol=1e-13)


def test_float32_is_kept():
    image = photograph("camera").astype(np.float32)
    assert apply_mask(image, low_pass_mask(image.shape, 9)).dtype == np.float32


IMAGE = np.ones((4, 6))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: symmetric_mask(IMAGE, "one"), ValueError, "keep must be 'both' or 'either', got 'one'"),
        (lambda: symmetric_mask(IMAGE[0]), ValueError, r"shape must be \(height, width\), got \(6,\)"),
        (lambda: symmetric_mask(IMAGE[:0]), ValueError, "height must be at least 1, got 0"),
        (lambda: apply_mask(IMAGE, IMAGE[:3]), ValueError, r"mask must have shape \(4, 6\), got \(3, 6\)"),
        (lambda: apply_mask(IMAGE, np.arange(24).reshape(4, 6)), ValueError, "mask must be symmetric"),
        (lambda: apply_mask(IMAGE, np.nan * IMAGE), ValueError, "mask must be finite, got nan"),
        (lambda: apply_mask(1j * IMAGE, IMAGE), TypeError, "image must be real, got complex128"),
    ],
)
def test_symmetric_mask_and_apply_mask_reject_invalid_arguments(call, error, message):
    with pytest.raises(error, match=message):
        call()


radii = st.floats(0, 12)

PRESETS = {
    "low-pass": lambda shape, r: low_pass_mask(shape, r),
    "high-pass": lambda shape, r: high_pass_mask(shape, r),
    "ring": lambda shape, r: ring_mask(shape, r, r + 2),
    "notch": lambda shape, r: notch_mask(shape, (r, -2.0), 1.5),
    "wedge": lambda shape, r: wedge_mask(shape, 30 * r, 40),
}


def waves(shape, y, x):
    """Return a wave of y vertical and x horizontal cycles per shorter side."""
    rows, columns = np.indices(shape) / min(shape)
    return np.cos(2 * np.pi * (y * rows + x * columns))


@given(shapes, radii, st.sampled_from(sorted(PRESETS)))
def test_every_preset_is_symmetric_and_keeps_the_mean(shape, radius, name):
    mask = PRESETS[name](shape, radius)
    assert mask.shape == shape
    assert mask.dtype == bool
    assert_array_equal(symmetric_mask(mask), mask)
    assert mask[shape[0] // 2, shape[1] // 2]


@given(shapes, radii)
def test_low_pass_and_high_pass_overlap_at_the_radius_and_the_mean_only(shape, radius):
    low, high = low_pass_mask(shape, radius), high_pass_mask(shape, radius)
    mean_and_edge = ring_mask(shape, radius, radius)
    assert (low | high).all()
    assert_array_equal(low & high, mean_and_edge)


@given(shapes, radii, st.floats(0, 12))
def test_ring_is_high_pass_and_low_pass(shape, low, width):
    ring = ring_mask(shape, low, low + width)
    assert_array_equal(ring, high_pass_mask(shape, low) & low_pass_mask(shape, low + width))


@pytest.mark.parametrize("shape", [(32, 32), (32, 64), (64, 32)])
@pytest.mark.parametrize(("y", "x"), [(3, 4), (0, 5), (5, 0), (4, -3)])
def test_radii_are_in_cycles_per_shorter_side(shape, y, x):
    wave = waves(shape, y, x)
    for mask, passes in [
        (low_pass_mask(shape, 5.01), True),
        (low_pass_mask(shape, 4.99), False),
        (high_pass_mask(shape, 4.99), True),
        (high_pass_mask(shape, 5.01), False),
        (ring_mask(shape, 4.9, 5.1), True),
        (notch_mask(shape, (y, x), 0.5), False),
        (notch_mask(shape, (-y, -x), 0.5), False),
        (notch_mask(shape, (y + 1, x), 0.5), True),
    ]:
        assert_allclose(apply_mask(wave, mask), wave if passes else 0, atol=1e-12)


@pytest.mark.parametrize("shape", [(32, 32), (32, 64)])
@pytest.mark.parametrize(
    ("y", "x", "angle"), [(0, 5, 0), (0, 5, 180), (-4, 4, 45), (4, 4, -45), (5, 0, 90), (-3, 4, 36.87)]
)
def test_wedge_keeps_waves_of_its_direction(shape, y, x, angle):
    wave = waves(shape, y, x)
    assert_allclose(apply_mask(wave, wedge_mask(shape, angle, 2)), wave, atol=1e-12)
    assert_allclose(apply_mask(wave, wedge_mask(shape, angle + 90, 170)), 0, atol=1e-12)
    assert_allclose(apply_mask(wave, wedge_mask(shape, angle + 20, 30)), 0, atol=1e-12)


def test_a_wedge_of_180_degrees_keeps_everything():
    image = photograph("brick")[:33, :40]
    assert_allclose(apply_mask(image, wedge_mask(image.shape, 17, 180)), image, atol=1e-12)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: low_pass_mask((4,), 1), r"shape must be \(height, width\), got \(4,\)"),
        (lambda: low_pass_mask((0, 4), 1), "height must be at least 1, got 0"),
        (lambda: low_pass_mask((4, 4), -1), "radius must be at least 0, got -1"),
        (lambda: high_pass_mask((4, 4), math.nan), "radius must be finite, got nan"),
        (lambda: ring_mask((4, 4), 3, 2), "high must be at least 3, got 2"),
        (lambda: notch_mask((4, 4), (math.inf, 0), 1), r"frequency\[0\] must be finite, got inf"),
        (lambda: notch_mask((4, 4), (0, 1), -1), "radius must be at least 0, got -1"),
        (lambda: wedge_mask((4, 4), 0, 181), r"width must be in \[0, 180\], got 181"),
    ],
)
def test_presets_reject_invalid_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
