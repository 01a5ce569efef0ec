import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.ndimage import gaussian_filter
from scipy.stats import pearsonr

from fdnn_core import correlation, local_energy_correlation, photograph, psnr, ssim

sides = st.integers(2, 12)
shapes = st.tuples(sides, sides)
seeds = st.integers(0, 2**32)


def pair(seed, shape):
    return np.random.default_rng(seed).normal(size=(2, *shape))


@given(shapes, seeds)
def test_correlation_agrees_with_scipy_pearsonr(shape, seed):
    a, b = pair(seed, shape)
    assert correlation(a, b) == pytest.approx(pearsonr(a.ravel(), b.ravel())[0], abs=1e-12)


@given(shapes, seeds, st.floats(0.1, 10), st.floats(-10, 10))
def test_correlation_is_invariant_to_brightness_and_contrast(shape, seed, contrast, brightness):
    a, b = pair(seed, shape)
    assert correlation(contrast * a + brightness, b) == pytest.approx(correlation(a, b), abs=1e-9)
    assert correlation(a, contrast * a + brightness) == pytest.approx(1)
    assert correlation(a, -contrast * a + brightness) == pytest.approx(-1)


@pytest.mark.parametrize("constant", [0.0, 0.1, 1 / 3, 1e9])
def test_correlation_with_a_constant_is_nan(constant):
    image, flat = photograph("camera"), np.full((256, 256), constant)
    assert math.isnan(correlation(image, flat))
    assert math.isnan(local_energy_correlation(flat, image, 2.0))


@given(shapes, seeds, st.floats(0.3, 4))
def test_local_energy_is_smoothed_as_by_scipy_gaussian_filter(shape, seed, sigma):
    assume(sigma <= max(shape))
    images = pair(seed, shape)
    energies = [np.sqrt(gaussian_filter((image - image.mean()) ** 2, sigma)).ravel() for image in images]
    assert local_energy_correlation(*images, sigma) == pytest.approx(pearsonr(*energies)[0], abs=1e-9)


@given(shapes, seeds, st.sampled_from([0.0, 1.0, 2.0]))
def test_local_energy_is_invariant_to_sign(shape, seed, sigma):
    a, b = pair(seed, shape)
    assert local_energy_correlation(-2 * a + 3, b, sigma) == pytest.approx(
        local_energy_correlation(a, b, sigma), abs=1e-9
    )


def test_without_smoothing_local_energy_is_the_absolute_deviation():
    a, b = pair(0, (9, 14))
    expected = pearsonr(np.abs(a - a.mean()).ravel(), np.abs(b - b.mean()).ravel())[0]
    assert local_energy_correlation(a, b) == pytest.approx(expected, abs=1e-12)


@given(shapes, seeds, st.floats(0.5, 300))
def test_psnr_by_definition(shape, seed, data_range):
    a, b = pair(seed, shape)
    expected = 20 * math.log10(data_range) - 10 * math.log10(np.mean((a - b) ** 2))
    assert psnr(a, b, data_range) == pytest.approx(expected, abs=1e-9)
    assert psnr(b, a, data_range) == psnr(a, b, data_range)


def test_psnr_of_identical_images_is_infinite():
    image = photograph("camera")
    assert psnr(image, image) == math.inf


def psnr_255(a, b):
    return psnr(a, b, 255)


@pytest.mark.parametrize("dtype", [np.float32, np.uint8])
@pytest.mark.parametrize("measure", [correlation, psnr_255, local_energy_correlation])
def test_float32_and_bytes_are_compared_in_double_precision(measure, dtype):
    a, b = (np.rint(255 * photograph(name)) for name in ("camera", "coffee"))
    assert_allclose(measure(a.astype(dtype), b.astype(dtype)), measure(a, b), rtol=1e-12)


@pytest.mark.parametrize(
    ("dtype", "data_range"),
    [(np.uint8, 255), (np.int8, 255), (np.uint16, 65535), (np.int16, 65535), (bool, 1)],
)
@pytest.mark.parametrize("measure", [psnr, ssim])
def test_data_range_of_integers_is_that_of_their_type(measure, dtype, data_range):
    a, b = (np.rint(100 * photograph(name)).astype(dtype) for name in ("camera", "coffee"))
    assert measure(a, b) == measure(a, b, data_range)
    assert measure(a, b) == pytest.approx(measure(a.astype(float), b.astype(float), data_range))


@pytest.mark.parametrize("measure", [psnr, ssim])
@pytest.mark.parametrize(
    ("one", "two"), [(np.int64, np.int64), (np.uint8, np.uint16), (np.uint8, np.float64)]
)
def test_data_range_is_required_for_wide_integers_and_two_types(measure, one, two):
    a = np.arange(256).reshape(16, 16)
    with pytest.raises(ValueError, match=f"data_range must be given for images of {one.__name__} and"):
        measure(a.astype(one), a.astype(two))
    assert measure(a.astype(one), a.astype(two), 255) in (1, math.inf)


def test_local_energy_correlation_compares_batches_separately():
    a, b = np.random.default_rng(0).normal(size=(2, 3, 2, 9, 12))
    together = local_energy_correlation(a, b, 1.0)
    expected = [
        [local_energy_correlation(x, y, 1.0) for x, y in zip(*two, strict=True)]
        for two in zip(a, b, strict=True)
    ]
    assert_allclose(together, expected)


def test_local_energy_correlation_of_colour_is_the_mean_over_channels():
    a, b = (photograph(name, grey=False)[:40, :30] for name in ("coffee", "chelsea"))
    expected = np.mean([local_energy_correlation(a[..., c], b[..., c], 2.0) for c in range(3)])
    assert local_energy_correlation(a, b, 2.0, channel_axis=-1) == pytest.approx(expected)
    with pytest.raises(ValueError, match=r"channel_axis .* got shape \(40, 30, 3\)"):
        local_energy_correlation(a, b)


IMAGE = np.ones((4, 6))


@pytest.mark.parametrize("measure", [correlation, psnr, local_energy_correlation])
@pytest.mark.parametrize(
    ("one", "two", "error", "message"),
    [
        (IMAGE, IMAGE[:3], ValueError, r"\(4, 6\), got \(3, 6\)"),
        (IMAGE[:0], IMAGE[:0], ValueError, r"must not be empty, got shape \(0, 6\)"),
        (IMAGE, np.nan * IMAGE, ValueError, "must be finite, got nan"),
        (1j * IMAGE, IMAGE, TypeError, "must be real, got complex128"),
    ],
)
def test_similarity_rejects_invalid_images(measure, one, two, error, message):
    with pytest.raises(error, match=message):
        measure(one, two)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: psnr(IMAGE, IMAGE, 0), "data_range must be positive, got 0"),
        (lambda: psnr(IMAGE, IMAGE, math.nan), "data_range must be finite, got nan"),
        (lambda: local_energy_correlation(IMAGE, IMAGE, -1), r"sigma must be in \[0, 6\], got -1"),
        (lambda: local_energy_correlation(IMAGE, IMAGE, 7), r"sigma must be in \[0, 6\], got 7"),
        (
            lambda: local_energy_correlation(IMAGE[0], IMAGE[0]),
            r"a must be \(\.\.\., height, width\), got shape \(6,\)",
        ),
    ],
)
def test_rejects_invalid_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
