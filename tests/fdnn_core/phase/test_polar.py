import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy.fft import dctn

from fdnn_core import from_polar, phase_spectrum, photograph, to_polar

sides = st.integers(1, 12)
shapes = st.tuples(sides, sides)
seeds = st.integers(0, 2**32)
transforms = st.sampled_from(["dft", "dct"])


def noise(seed, shape):
    return np.random.default_rng(seed).normal(size=shape)


def whole(half, width):
    """Return the full spectrum of a real image, given its half, coefficient by coefficient."""
    height = half.shape[0]
    full = np.empty((height, width), complex)
    for y in range(height):
        for x in range(width):
            full[y, x] = half[y, x] if x < half.shape[1] else half[-y % height, width - x].conj()
    return full


@given(shapes, seeds, transforms, st.sampled_from(["float32", "float64"]))
def test_round_trip(shape, seed, transform, dtype):
    image = noise(seed, (2, 3, *shape)).astype(dtype)
    again = from_polar(*to_polar(image, transform=transform), shape, transform)
    assert again.dtype == dtype
    assert_allclose(again, image, atol=1e-5 if dtype == "float32" else 1e-13)


@given(shapes, seeds)
def test_magnitude_and_phase_give_the_coefficients_of_numpy_and_scipy(shape, seed):
    image = noise(seed, shape)
    magnitude, phase = to_polar(image)
    assert_allclose(magnitude * np.exp(1j * phase), np.fft.fft2(image)[:, : shape[1] // 2 + 1], atol=1e-12)
    magnitude, phase = to_polar(image, transform="dct")
    assert_allclose(magnitude * np.cos(phase), dctn(image, norm="ortho"), atol=1e-12)
    assert set(np.unique(phase)) <= {0.0, np.pi}


@given(shapes, seeds)
def test_from_polar_is_real_and_keeps_all_free_coefficients(shape, seed):
    height, width = shape
    rng = np.random.default_rng(seed)
    half = height, width // 2 + 1
    magnitude, phase = rng.exponential(size=half), rng.uniform(-9, 9, half)
    image = from_polar(magnitude, phase, shape)
    measured, _ = to_polar(image)
    inverse = np.fft.ifft2(whole(np.fft.rfft2(image), width))
    assert np.abs(inverse.imag).max() < 1e-14
    assert_allclose(inverse.real, image, atol=1e-13)
    free = np.ones(half, bool)
    for column in {0, width // 2} if width % 2 == 0 else {0}:
        free[height // 2 + 1 :, column] = False  # conjugates of the rows above
        assert_allclose(measured[:, column], measured[-np.arange(height) % height, column], atol=1e-12)
    assert_allclose(measured[free], magnitude[free], atol=1e-12)


@given(seeds, transforms)
def test_from_polar_rounds_real_coefficients_to_the_nearer_sign(seed, transform):
    angles = np.random.default_rng(seed).uniform(-9, 9, (4, 1, 1))
    image = from_polar(np.ones((4, 1, 1)), angles, (1, 1), transform)
    assert_allclose(image, np.where(np.cos(angles) > 0, 1, -1))
    half_way = from_polar([[[2.0]], [[2.0]]], [[[np.pi / 2]], [[-np.pi / 2]]], (1, 1), transform)
    assert_allclose(half_way, 2)


def test_padding_keeps_the_image_at_the_top_left():
    image = photograph("camera")[:7, :10]
    frame = np.zeros((14, 21))
    frame[:7, :10] = image
    for transform in ("dft", "dct"):
        magnitude, phase = to_polar(image, s=(14, 21), transform=transform)
        assert_allclose(from_polar(magnitude, phase, (14, 21), transform), frame, atol=1e-14)


@given(shapes, seeds, st.integers(0, 11), st.integers(0, 11))
def test_a_shift_keeps_the_magnitude(shape, seed, down, right):
    image = noise(seed, shape)
    shifted = np.roll(image, (down, right), axis=(0, 1))
    assert_allclose(to_polar(shifted)[0], to_polar(image)[0], atol=1e-12)


IMAGE = np.ones((4, 6))
HALF = np.ones((4, 4))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: to_polar(np.ones(4)), ValueError, r"image must be \(..., height, width\), got shape \(4,\)"),
        (lambda: to_polar(np.ones((0, 4))), ValueError, r"image must not be empty, got shape \(0, 4\)"),
        (lambda: to_polar(np.nan * IMAGE), ValueError, "image must be finite, got nan"),
        (lambda: to_polar(1j * IMAGE), TypeError, "image must be real, got complex128"),
        (lambda: to_polar(IMAGE, (4, 5)), ValueError, r"s must be at least \(4, 6\), got \(4, 5\)"),
        (lambda: to_polar(IMAGE, (4,)), ValueError, r"shape must be \(height, width\), got \(4,\)"),
        (lambda: to_polar(IMAGE, transform="fft"), ValueError, "transform must be 'dft' or 'dct', got 'fft'"),
        (lambda: from_polar(HALF, HALF, (4, 8)), ValueError, r"magnitude must be \(..., 4, 5\), .* \(4, 4\)"),
        (lambda: from_polar(HALF, HALF[0], (4, 6)), ValueError, r"phase must be \(..., 4, 4\), .* \(4,\)"),
        (lambda: from_polar(HALF, 1j * HALF, (4, 6)), TypeError, "phase must be real, got complex128"),
        (lambda: from_polar(HALF, np.inf * HALF, (4, 6)), ValueError, "phase must be finite, got inf"),
        (
            lambda: from_polar(HALF, HALF, (4, 6), "x"),
            ValueError,
            "transform must be 'dft' or 'dct', got 'x'",
        ),
    ],
)
def test_to_polar_and_from_polar_reject_invalid_arguments(call, error, message):
    with pytest.raises(error, match=message):
        call()


@pytest.mark.parametrize("shape", [(8, 8), (7, 10)])
def test_phase_spectrum_shows_a_wave_at_its_frequency(shape):
    rows, columns = np.indices(shape)
    image = np.cos(2 * np.pi * (2 * rows / shape[0] + 3 * columns / shape[1]) + 0.7)
    phase = phase_spectrum(image)
    y, x = shape[0] // 2, shape[1] // 2
    assert_allclose([phase[y + 2, x + 3], phase[y - 2, x - 3]], [0.7, -0.7], atol=1e-12)


def test_phase_spectrum_of_the_dct_is_its_sign():
    image = photograph("camera")
    assert_array_equal(phase_spectrum(image, "dct"), np.where(dctn(image) < 0, np.pi, 0))


@pytest.mark.parametrize("transform", ["dft", "dct"])
def test_phase_spectrum_treats_batches_separately_and_keeps_float32(transform):
    images = np.random.default_rng(0).normal(size=(2, 5, 6)).astype(np.float32)
    together = phase_spectrum(images, transform)
    assert together.dtype == np.float32
    assert_allclose(together[1], phase_spectrum(images[1], transform), atol=1e-5)


def test_phase_spectrum_rejects_invalid_arguments():
    with pytest.raises(ValueError, match="transform must be 'dft' or 'dct', got 'fft'"):
        phase_spectrum(np.ones((4, 4)), "fft")
    with pytest.raises(TypeError, match="image must be real, got complex128"):
        phase_spectrum(1j * np.ones((4, 4)))
