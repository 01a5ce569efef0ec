import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from scipy.fft import dctn

from fdnn_core import phase_spectrum, photograph


@pytest.mark.parametrize("shape", [(8, 8), (7, 10)])
def test_a_wave_shows_its_phase_where_it_lies(shape):
    rows, columns = np.indices(shape)
    image = np.cos(2 * np.pi * (2 * rows / shape[0] + 3 * columns / shape[1]) + 0.7)
    phase = phase_spectrum(image)
    y, x = shape[0] // 2, shape[1] // 2
    assert_allclose([phase[y + 2, x + 3], phase[y - 2, x - 3]], [0.7, -0.7], atol=1e-12)


def test_of_the_dct_it_is_the_sign():
    image = photograph("camera")
    assert_array_equal(phase_spectrum(image, "dct"), np.where(dctn(image) < 0, np.pi, 0))


@pytest.mark.parametrize("transform", ["dft", "dct"])
def test_each_image_and_precision_by_itself(transform):
    images = np.random.default_rng(0).normal(size=(2, 5, 6)).astype(np.float32)
    together = phase_spectrum(images, transform)
    assert together.dtype == np.float32
    assert_allclose(together[1], phase_spectrum(images[1], transform), atol=1e-5)


def test_refusals():
    with pytest.raises(ValueError, match="transform must be 'dft' or 'dct', got 'fft'"):
        phase_spectrum(np.ones((4, 4)), "fft")
    with pytest.raises(TypeError, match="image must be real, got complex128"):
        phase_spectrum(1j * np.ones((4, 4)))
