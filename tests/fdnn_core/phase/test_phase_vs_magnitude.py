"""The published figures on phase and magnitude: all ordered pairs of six scenes, two of them scikit-image's.

Natural images with a mean of .72 and so on are these six; textures, of which the core's own photographs
hold two, behave otherwise: test_patches.py has their figures. Scores are printed with two decimals.
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
PRINTED = 0.006  # half of the last decimal, and a little for 8 bits of grey


@cache
def scene(name):
    picture = pixels(name) / 255
    return rgb2gray(picture) if picture.ndim == 3 else picture


def scores(measure, size, prepare=lambda image: image):
    """Mean over all pairs of a hybrid's score against the donor of its phase, and of its magnitude."""
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
def test_the_whole_is_like_the_donor_of_the_phase_and_small_patches_like_the_other(
    size, of_phase, of_magnitude
):
    measured = scores(correlation, size)
    assert_allclose(measured.mean(axis=0), (of_phase, of_magnitude), atol=PRINTED)
    if size == 256:
        assert measured[:, 0].min() == pytest.approx(0.57, abs=PRINTED)


def test_without_patch_means_signed_correlation_still_favours_phase():
    measured = scores(correlation, 8, lambda image: without_patch_means(image, 8))
    assert_allclose(measured.mean(axis=0), (0.32, 0.0), atol=PRINTED)


@pytest.mark.parametrize(("size", "of_phase", "of_magnitude"), [(32, 0.29, 0.37), (8, 0.13, 0.58)])
def test_but_local_energy_favours_magnitude(size, of_phase, of_magnitude):
    measured = scores(local_energy_correlation, size, lambda image: without_patch_means(image, size))
    assert_allclose(measured.mean(axis=0), (of_phase, of_magnitude), atol=PRINTED)


def test_at_64_pixels_local_energy_still_favours_phase():
    measured = scores(local_energy_correlation, 64, lambda image: without_patch_means(image, 64))
    assert np.subtract(*measured.mean(axis=0)) > 0.1


@pytest.mark.parametrize(
    ("degrade", "least", "most"),
    [(flat_magnitude, 0.20, 0.31), (power_law_magnitude, 0.69, 0.85), (zero_phase, -0.13, 0.11)],
)
def test_magnitudes_are_interchangeable_if_they_fall_as_1_over_f(degrade, least, most):
    measured = [correlation(degrade(scene(name)), scene(name)) for name in SCENES]
    assert_allclose((min(measured), max(measured)), (least, most), atol=PRINTED)
