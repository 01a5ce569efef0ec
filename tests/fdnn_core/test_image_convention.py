"""One convention for all functions of images: (..., height, width), and colour only by `channel_axis`."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import fdnn_core as fd

COLOUR = np.stack(
    [fd.photograph("coffee", grey=False)[64:80, 32:56], fd.photograph("chelsea", grey=False)[:16, :24]]
)
MASK = fd.low_pass_mask((16, 24), 3)

#: Image-to-image functions; each takes an image and keywords.
FUNCTIONS = {
    "to_polar": lambda x, **k: fd.to_polar(x, **k)[0],
    "to_polar and from_polar": lambda x, **k: fd.from_polar(*fd.to_polar(x, **k), (16, 24), **k),
    "phase_spectrum": fd.phase_spectrum,
    "phase_spectrum of the DCT": lambda x, **k: fd.phase_spectrum(x, "dct", **k),
    "quantise_phase": lambda x, **k: fd.quantise_phase(x, 2, **k),
    "zero_phase": fd.zero_phase,
    "quantise_magnitude": lambda x, **k: fd.quantise_magnitude(x, 2, **k),
    "power_law_magnitude": fd.power_law_magnitude,
    "flat_magnitude": fd.flat_magnitude,
    "mix_phase_magnitude": lambda x, **k: fd.mix_phase_magnitude(x, x**2, 0.3, 0.8, **k),
    "mix_polar": lambda x, **k: fd.mix_polar(fd.to_polar(x, **k), fd.to_polar(x**2, **k), (16, 24), 1, **k),
    "apply_mask": lambda x, **k: fd.apply_mask(x, MASK, **k),
    "without_patch_means": lambda x, **k: fd.without_patch_means(x, 8, **k),
    "log_spectrum": fd.log_spectrum,
    "log_spectrum of the DFT": lambda x, **k: fd.log_spectrum(x, "dft", **k),
}
#: Functions of noise or random phases: each channel has its own, so only shape and mean are comparable.
RANDOM = {"noisy_phase": lambda x, **k: fd.noisy_phase(x, 1.0, **k), "random_phase": fd.random_phase}


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("axis", [0, 1, 2, -1, -2, -3])
def test_channels_are_treated_separately_and_stay_on_their_axis(name, axis):
    planes = np.moveaxis(COLOUR[0], -1, 0)
    function = FUNCTIONS[name]
    together = function(np.moveaxis(planes, 0, axis), channel_axis=axis)
    assert_allclose(np.moveaxis(together, axis, 0), [function(plane) for plane in planes], atol=1e-12)


@pytest.mark.parametrize("name", [*FUNCTIONS, *RANDOM])
def test_batches_of_colour_images_keep_their_shape(name):
    function = (FUNCTIONS | RANDOM)[name]
    assert_array_equal(function(COLOUR, channel_axis=-1).shape[:2], (2, 16))
    assert function(COLOUR, channel_axis=-1).shape[-1] == 3


#: Functions that do not return an image of the same shape.
OTHERS = {
    "split_patches": lambda x: fd.split_patches(x, 1),
    "upright": lambda x: fd.upright(x, x),
    "local_energy_correlation": lambda x: fd.local_energy_correlation(x, x),
    "block_dctn": fd.block_dctn,
    "radial_power": fd.radial_power,
    "radial_slope": fd.radial_slope,
    "row_covariance": lambda x: fd.row_covariance(x, 4),
    "ssim": lambda x: fd.ssim(x, x),
}


@pytest.mark.parametrize("name", [*FUNCTIONS, *RANDOM, *OTHERS])
@pytest.mark.parametrize("channels", [3, 4])
def test_colour_without_channel_axis_is_refused(name, channels):
    functions = FUNCTIONS | RANDOM | OTHERS
    with pytest.raises(ValueError, match=rf"channel_axis.*got shape \(16, 24, {channels}\)"):
        functions[name](np.ones((16, 24, channels)))


@pytest.mark.parametrize(
    "name", sorted(FUNCTIONS.keys() - {"apply_mask", "mix_polar", "to_polar and from_polar"})
)
@pytest.mark.parametrize("shape", [(5, 3, 3), (16, 4, 4), (3, 16, 24)])
def test_batches_of_small_patches_and_of_planes_are_not_ambiguous(name, shape):
    if name != "without_patch_means":
        assert FUNCTIONS[name](1 + np.arange(float(np.prod(shape))).reshape(shape)).ndim == 3


def test_an_image_3_pixels_wide_is_accepted_when_another_axis_is_named():
    images = np.random.default_rng(0).normal(size=(9, 16, 3))
    assert_allclose(fd.zero_phase(images, channel_axis=0), [fd.zero_phase(image) for image in images])


def test_the_phase_swap_of_colour_photographs_is_that_of_their_channels():
    a, b = fd.photograph("astronaut", grey=False), fd.photograph("chelsea", grey=False)
    hybrid = fd.mix_phase_magnitude(a, b, magnitude=1, channel_axis=-1)
    assert fd.correlation(hybrid, a) == pytest.approx(0.719, abs=5e-4)


def test_upright_turns_colour_images_about_height_and_width():
    image = COLOUR[0]
    assert_array_equal(fd.upright(image[::-1, ::-1], image, channel_axis=-1), image)


def test_a_channel_axis_must_exist():
    with pytest.raises(ValueError, match=r"channel_axis must be in \[-3, 2\], got 3"):
        fd.zero_phase(COLOUR[0], channel_axis=3)
    with pytest.raises(
        ValueError, match=r"image must be \(..., height, width\) and channels, got shape \(4, 3\)"
    ):
        fd.zero_phase(np.ones((4, 3)), channel_axis=-1)
