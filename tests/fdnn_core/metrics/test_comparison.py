import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import Comparable, correlation, local_energy_correlation, ssim

sides = st.integers(11, 24)
shapes = st.tuples(sides, sides)
seeds = st.integers(0, 2**32)


def images(seed, shape, count=3):
    return np.random.default_rng(seed).random((count, *shape))


@given(shapes, seeds)
def test_each_method_equals_the_function_of_the_same_name(shape, seed):
    first, *others = images(seed, shape)
    ready = Comparable(first)
    for other in others:  # the second comparison uses cached results of the first
        assert ready.correlation(Comparable(other)) == correlation(first, other)
        assert ready.local_energy_correlation(Comparable(other)) == local_energy_correlation(first, other)
        assert ready.ssim(Comparable(other)) == ssim(first, other)
        assert ready.ssim(Comparable(other), data_range=2) == ssim(first, other, data_range=2)


@given(shapes, seeds)
def test_ssim_derives_the_data_range_of_bytes(shape, seed):
    first, other = np.rint(255 * images(seed, shape, 2)).astype(np.uint8)
    assert Comparable(first).ssim(Comparable(other)) == ssim(first, other)


@given(shapes, seeds)
def test_an_image_compared_with_itself_scores_1(shape, seed):
    one = Comparable(images(seed, shape)[0])
    assert one.correlation(one) == pytest.approx(1)
    assert one.local_energy_correlation(one) == pytest.approx(1)
    assert one.ssim(one) == pytest.approx(1)


def test_correlation_of_a_constant_is_nan():
    one, flat = Comparable(images(0, (16, 16))[0]), Comparable(np.full((16, 16), 0.1))
    assert math.isnan(one.correlation(flat))
    assert math.isnan(flat.local_energy_correlation(one))


def test_comparable_rejects_invalid_arguments():
    one = Comparable(np.zeros((16, 12)))
    for compare in (one.correlation, one.local_energy_correlation, one.ssim):
        with pytest.raises(ValueError, match=r"other must have shape \(16, 12\), got \(12, 16\)"):
            compare(Comparable(np.zeros((12, 16))))
    with pytest.raises(ValueError, match="data_range must be positive, got 0"):
        one.ssim(one, data_range=0)
    with pytest.raises(ValueError, match=r"image must be \(height, width\), got shape \(3, 16, 12\)"):
        Comparable(np.zeros((3, 16, 12)))
    with pytest.raises(ValueError, match="image"):
        Comparable(np.full((16, 12), np.nan))
