"""ssim and psnr against scikit-image, in a module apart because scikit-image does not run in the browser."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from fdnn_core import PHOTOGRAPHS, photograph, psnr, ssim

sides = st.integers(11, 40)
seeds = st.integers(0, 2**32)
ranges = st.floats(0.5, 255)


def peer(image, reference, data_range=1.0, channel_axis=None):
    return structural_similarity(
        image,
        reference,
        data_range=data_range,
        channel_axis=channel_axis,
        gaussian_weights=True,
        sigma=1.5,
        use_sample_covariance=False,
    )


@given(sides, sides, seeds, ranges)
def test_random_images(height, width, seed, data_range):
    x, y = np.random.default_rng(seed).random((2, height, width)) * data_range
    assert ssim(x, y, data_range) == pytest.approx(peer(x, y, data_range), abs=1e-7)
    expected = peak_signal_noise_ratio(y, x, data_range=data_range)
    assert psnr(x, y, data_range) == pytest.approx(expected, abs=1e-7)


@given(sides, sides, seeds, st.integers(-3, 2))
def test_random_channels(height, width, seed, axis):
    x, y = np.moveaxis(np.random.default_rng(seed).random((2, 3, height, width)), 1, axis % 3 + 1)
    assert ssim(x, y, channel_axis=axis) == pytest.approx(peer(x, y, channel_axis=axis), abs=1e-7)
    assert psnr(x, y) == pytest.approx(peak_signal_noise_ratio(y, x, data_range=1.0), abs=1e-7)


@pytest.mark.parametrize(("one", "other"), list(pairwise(PHOTOGRAPHS)))
def test_photographs(one, other):
    y = photograph(one)[:251, :243]
    x = 0.8 * y + 0.2 * photograph(other)[:251, :243]
    assert ssim(x, y) == pytest.approx(peer(x, y), abs=1e-7)
    assert psnr(x, y) == pytest.approx(peak_signal_noise_ratio(y, x, data_range=1.0), abs=1e-7)


def test_photographs_in_colour():
    x, y = photograph("coffee", grey=False), photograph("chelsea", grey=False)
    assert ssim(x, y, channel_axis=-1) == pytest.approx(peer(x, y, channel_axis=-1), abs=1e-7)
    assert psnr(x, y) == pytest.approx(peak_signal_noise_ratio(y, x, data_range=1.0), abs=1e-7)


def test_photographs_of_8_bits():
    x, y = (np.rint(255 * photograph(name)).astype(np.uint8) for name in ("camera", "grass"))
    assert ssim(x, y, 255) == pytest.approx(peer(x, y, 255), abs=1e-7)
    assert ssim(x, y) == pytest.approx(peer(x, y, 255), abs=1e-7)
    assert psnr(x, y) == pytest.approx(peak_signal_noise_ratio(y, x), abs=1e-7)
