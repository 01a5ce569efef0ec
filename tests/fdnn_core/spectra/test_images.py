import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from fdnn_core import log_spectrum, photograph, power_law_field, radial_power, radial_slope


@pytest.mark.parametrize("shape", [(64, 64), (48, 80), (2, 2), (7, 3)])
def test_radius_counts_cycles_of_the_shorter_side(shape):
    radius, power = radial_power(np.random.default_rng(0).normal(size=shape))
    assert_array_equal(radius, np.arange(1, min(shape) // 2 + 1))
    assert power.shape == radius.shape


@pytest.mark.parametrize("shape", [(128, 128), (96, 160)])
def test_a_wave_of_any_direction_has_its_power_at_its_radius(shape):
    y, x = np.indices(shape) / min(shape)
    for angle in np.linspace(0, np.pi, 7):
        wave = np.cos(2 * np.pi * 20 * (x * np.cos(angle) + y * np.sin(angle)))
        radius, power = radial_power(wave)
        assert radius[power.argmax()] == 20
        assert power[18 - 1 : 22].sum() > 0.998 * power.sum()


@pytest.mark.parametrize("shape", [(256, 256), (160, 256)])
def test_power_of_white_noise_is_its_variance(shape):
    noise = np.random.default_rng(0).normal(scale=3.0, size=(20, *shape))
    powers = np.mean([radial_power(image)[1] for image in noise], axis=0)
    assert_allclose(powers[10:], 9.0, rtol=0.2)
    assert powers.mean() == pytest.approx(9.0, rel=0.01)


def test_the_mean_has_no_power():
    image = photograph("camera")
    assert_allclose(radial_power(image + 1e3)[1], radial_power(image)[1], rtol=1e-6)


@pytest.mark.parametrize("shape", [(256, 256), (256, 192)])
@pytest.mark.parametrize("exponent", [0.0, 1.0, 2.0, 3.0])
def test_slope_of_a_power_law(shape, exponent):
    slopes = [radial_slope(power_law_field(shape, exponent, seed)) for seed in range(10)]
    assert np.mean(slopes) == pytest.approx(-exponent, abs=0.05)


@pytest.mark.parametrize(
    ("name", "slope"),
    [
        ("camera", -2.88),
        ("astronaut", -2.93),
        ("chelsea", -2.96),
        ("coffee", -3.14),
        ("grass", -1.59),
        ("brick", -2.21),
    ],
)
def test_slopes_of_the_photographs(name, slope):
    assert radial_slope(photograph(name)) == pytest.approx(slope, abs=0.01)


def test_slope_is_independent_of_brightness_and_contrast():
    image = photograph("coffee")
    assert radial_slope(255 * image + 30) == pytest.approx(radial_slope(image))


def test_an_inverse_square_law_has_equal_energy_in_every_octave():
    fields = [power_law_field((256, 256), 2.0, seed) for seed in range(10)]
    radius, _ = radial_power(fields[0])
    energy = 2 * np.pi * radius * np.mean([radial_power(field)[1] for field in fields], axis=0)
    octaves = [energy[(radius > low) & (radius <= 2 * low)].sum() for low in (4, 8, 16, 32, 64)]
    assert_allclose(octaves, np.mean(octaves), rtol=0.1)


@pytest.mark.parametrize(
    ("transform", "wave", "bright"),
    [
        ("dct", np.sqrt(2) * np.cos(np.pi * 4 * (2 * np.arange(32) + 1) / 64), {(0, 0): 1.0, (0, 4): 2 / 3}),
        (
            "dft",
            2 * np.cos(2 * np.pi * 4 * np.arange(32) / 32),
            {(16, 16): 1.0, (16, 12): 2 / 3, (16, 20): 2 / 3},
        ),
    ],
)
def test_log_spectrum_falls_by_a_sixth_per_decade(transform, wave, bright):
    image = np.tile(1.0 + 1e-2 * wave, (32, 1))
    expected = np.zeros((32, 32))
    for place, brightness in bright.items():
        expected[place] = brightness
    assert_allclose(log_spectrum(image, transform), expected, atol=1e-9)


@pytest.mark.parametrize("transform", ["dct", "dft"])
def test_log_spectrum_is_between_0_and_1_and_independent_of_contrast(transform):
    image = photograph("grass")
    picture = log_spectrum(image, transform)
    assert picture.max() == 1
    assert picture.min() >= 0
    assert_allclose(log_spectrum(-7 * image, transform), picture, atol=1e-12)
    assert log_spectrum(image.astype(np.float32), transform).dtype == np.float32
    assert not log_spectrum(np.zeros((3, 5)), transform).any()


@pytest.mark.parametrize("shape", [(12, 16), (9, 7)])
def test_batches_and_channels_are_treated_separately(shape):
    batch = np.random.default_rng(0).standard_normal((2, 3, *shape)) * [[[[1.0]], [[1e3]], [[1e-2]]]]
    colour = np.moveaxis(batch[0], 0, -1)
    radius, power = radial_power(batch)
    assert power.shape == (2, 3, radius.size)
    assert_allclose(power[1, 2], radial_power(batch[1, 2])[1], rtol=1e-12)
    assert_allclose(radial_power(colour, channel_axis=-1)[1], power[0], rtol=1e-12)
    for transform in ("dct", "dft"):
        brightness = log_spectrum(batch, transform)
        assert_allclose(brightness[1, 2], log_spectrum(batch[1, 2], transform), atol=1e-12)
        assert_allclose(log_spectrum(colour, transform, channel_axis=-1), np.moveaxis(brightness[0], 0, -1))


IMAGE = np.ones((8, 8))


@pytest.mark.parametrize(
    ("function", "arguments", "error", "message"),
    [
        (
            radial_power,
            (np.ones(8),),
            ValueError,
            r"image must be \(\.\.\., height, width\), got shape \(8,\)",
        ),
        (radial_power, (np.ones((8, 8, 3)),), ValueError, r"channel_axis .*, got shape \(8, 8, 3\)"),
        (log_spectrum, (np.ones((8, 8, 3)),), ValueError, r"channel_axis .*, got shape \(8, 8, 3\)"),
        (radial_slope, (np.ones((2, 8, 8)),), ValueError, r"image must be \(height, width\), got shape"),
        (radial_power, (np.ones((1, 8)),), ValueError, r"at least 2 by 2 pixels, got shape \(1, 8\)"),
        (radial_power, (1j * IMAGE,), TypeError, "image must be real, got complex128"),
        (radial_power, (np.nan * IMAGE,), ValueError, "image must be finite, got nan"),
        (radial_power, (np.ones((0, 8)),), ValueError, r"image must not be empty, got shape \(0, 8\)"),
        (radial_slope, (np.ones((5, 8)),), ValueError, r"at least 6 by 6 pixels, got shape \(5, 8\)"),
        (radial_slope, (IMAGE,), ValueError, "image must have power at every radius, got none at 1"),
        (log_spectrum, (np.ones(8),), ValueError, r"image must be \(\.\.\., height, width\), got shape"),
        (log_spectrum, (1j * IMAGE,), TypeError, "image must be real, got complex128"),
        (log_spectrum, (IMAGE, "wavelet"), ValueError, "transform must be 'dft' or 'dct', got 'wavelet'"),
    ],
)
def test_invalid_arguments_raise(function, arguments, error, message):
    with pytest.raises(error, match=message):
        function(*arguments)
