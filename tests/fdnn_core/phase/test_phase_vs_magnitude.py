"""Published results on phase and magnitude, over all ordered pairs of six scenes.

Two of the six scenes come from scikit-image, which does not run in the browser, so this module is apart.
test_patches.py has the results for the six photographs of the core, two of which are textures. Published
scores have two decimals.
"""

from functools import cache
from itertools import permutations

import numpy as np
import pytest
from numpy.testing import assert_allclose
from skimage.color import rgb2gray

from fdnn_core import (
    correlation,
    flat_magnitude,
    join_patches,
    local_energy_correlation,
    mix_phase_magnitude,
    power_law_magnitude,
    split_patches,
    without_patch_means,
    zero_phase,
)
from tests.fdnn_core.signals.make_photographs import pixels

SCENES = ("camera", "astronaut", "chelsea", "coffee", "rocket", "coins")
PRINTED = 0.006  # half of the last decimal, plus the rounding of grey values to 8 bits


@cache
def scene(name):
    picture = pixels(name) / 255
    return rgb2gray(picture) if picture.ndim == 3 else picture


def scores(measure, size, prepare=lambda image: image):
    """Return the score of each hybrid against the donor of its phase and the donor of its magnitude."""
    pairs = []
    for phase, magnitude in permutations(map(scene, SCENES), 2):
        patches = mix_phase_magnitude(split_patches(phase, size), split_patches(magnitude, size), 1, 0)
        hybrid, p, m = (prepare(image) for image in (join_patches(patches), phase, magnitude))
        pairs.append((measure(hybrid, p), measure(hybrid, m)))
    return np.array(pairs)


@pytest.mark.parametrize(
    ("size", "of_phase", "of_magnitude"),
    [
        (256, 0.72, -0.03),
        (128, 0.50, 0.21),
        (64, 0.38, 0.35),
        (32, 0.23, 0.50),
        (16, 0.10, 0.68),
        (8, 0.03, 0.83),
    ],
)
def test_large_patches_correlate_with_the_phase_donor_small_ones_with_the_magnitude_donor(
    size, of_phase, of_magnitude
):
    measured = scores(correlation, size)
    assert_allclose(measured.mean(axis=0), (of_phase, of_magnitude), atol=PRINTED)
    if size == 256:
        assert measured[:, 0].min() == pytest.approx(0.57, abs=PRINTED)


def test_without_patch_means_correlation_favours_the_phase_donor():
    measured = scores(correlation, 8, lambda image: without_patch_means(image, 8))
    assert_allclose(measured.mean(axis=0), (0.32, 0.0), atol=PRINTED)


@pytest.mark.parametrize(("size", "of_phase", "of_magnitude"), [(32, 0.29, 0.37), (8, 0.13, 0.58)])
def test_without_patch_means_local_energy_favours_the_magnitude_donor(size, of_phase, of_magnitude):
    measured = scores(local_energy_correlation, size, lambda image: without_patch_means(image, size))
    assert_allclose(measured.mean(axis=0), (of_phase, of_magnitude), atol=PRINTED)


def test_at_64_pixels_local_energy_favours_the_phase_donor():
    measured = scores(local_energy_correlation, 64, lambda image: without_patch_means(image, 64))
    assert np.subtract(*measured.mean(axis=0)) > 0.1


@pytest.mark.parametrize(
    ("degrade", "lowest", "highest"),
    [(flat_magnitude, 0.20, 0.31), (power_law_magnitude, 0.69, 0.85), (zero_phase, -0.13, 0.11)],
)
def test_correlation_of_scenes_with_replaced_magnitude_or_phase(degrade, lowest, highest):
    measured = [correlation(degrade(scene(name)), scene(name)) for name in SCENES]
    assert_allclose((min(measured), max(measured)), (lowest, highest), atol=PRINTED)
