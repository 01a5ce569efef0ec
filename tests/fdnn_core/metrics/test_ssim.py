"""ssim against its formula, computed with scipy; test_scores_scikit_image.py compares with scikit-image."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.ndimage import gaussian_filter

from fdnn_core import photograph, ssim

sides = st.integers(11, 24)
seeds = st.integers(0, 2**32)


def formula(x, y, data_range):
    def mean(values):
        return gaussian_filter(values, sigma=1.5, truncate=3.5)

    c1, c2 = (0.01 * data_range) ** 2, (0.03 * data_range) ** 2
    mx, my = mean(x), mean(y)
    vx, vy, covariance = mean(x * x) - mx * mx, mean(y * y) - my * my, mean(x * y) - mx * my
    index = (2 * mx * my + c1) * (2 * covariance + c2) / ((mx**2 + my**2 + c1) * (vx + vy + c2))
    return index[tuple(slice(5, n - 5) for n in x.shape)].mean()


@given(st.lists(sides, min_size=1, max_size=3), seeds, st.floats(0.5, 255))
def test_ssim_by_the_formula_of_wang_et_al(shape, seed, data_range):
    x, y = np.random.default_rng(seed).normal(size=(2, *shape))
    assert ssim(x, y, data_range) == pytest.approx(formula(x, y, data_range), abs=1e-10)
    assert ssim(y, x, data_range) == ssim(x, y, data_range)


@given(sides, sides, seeds, st.integers(-3, 2))
def test_ssim_of_channels_is_the_mean_over_channels(height, width, seed, axis):
    x, y = np.random.default_rng(seed).normal(size=(2, 3, height, width))
    expected = np.mean([ssim(a, b) for a, b in zip(x, y, strict=True)])
    together = ssim(np.moveaxis(x, 0, axis), np.moveaxis(y, 0, axis), channel_axis=axis)
    assert together == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("name", ["camera", "grass"])
def test_ssim_is_1_for_equal_images_and_falls_with_noise(name):
    image = photograph(name)
    noise = np.random.default_rng(0).normal(size=image.shape)
    scores = [ssim(image + level * noise, image) for level in (0, 0.01, 0.05, 0.2)]
    assert scores[0] == 1
    assert scores == sorted(scores, reverse=True)


@given(st.floats(0, 1), st.floats(0, 1))
def test_ssim_of_constant_images_compares_luminance_only(a, b):
    expected = (2 * a * b + 1e-4) / (a * a + b * b + 1e-4)
    assert ssim(np.full((11, 12), a), np.full((11, 12), b)) == pytest.approx(expected, abs=1e-9)


def test_ssim_scales_with_the_data_range():
    x, y = photograph("camera"), photograph("coffee")
    assert ssim(255 * x, 255 * y, 255) == pytest.approx(ssim(x, y), abs=1e-12)
    assert ssim(x.astype(np.float32), y.astype(np.float32)) == pytest.approx(ssim(x, y), abs=1e-6)


IMAGE = np.ones((12, 12))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: ssim(IMAGE, IMAGE[:11]), ValueError, r"\(12, 12\), got \(11, 12\)"),
        (lambda: ssim(IMAGE[:10], IMAGE[:10]), ValueError, r"11 pixels or more .*, got shape \(10, 12\)"),
        (lambda: ssim(IMAGE[0], IMAGE[0], channel_axis=0), ValueError, r"11 pixels .* shape \(12,\)"),
        (lambda: ssim(1.0, 1.0), ValueError, r"11 pixels or more along every axis .* got shape \(\)"),
        (
            lambda: ssim(IMAGE, IMAGE, channel_axis=2),
            ValueError,
            r"channel_axis must be in \[-2, 1\], got 2",
        ),
        (lambda: ssim(IMAGE, IMAGE, 0), ValueError, "data_range must be positive, got 0"),
        (lambda: ssim(IMAGE, IMAGE, math.inf), ValueError, "data_range must be finite, got inf"),
        (lambda: ssim(IMAGE, math.nan * IMAGE), ValueError, "reference must be finite, got nan"),
        (lambda: ssim(1j * IMAGE, IMAGE), TypeError, "image must be real, got complex128"),
    ],
)
def test_rejects_invalid_arguments(call, error, message):
    with pytest.raises(error, match=message):
        call()
