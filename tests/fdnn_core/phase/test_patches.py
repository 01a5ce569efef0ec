from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from fdnn_core import (
    PHOTOGRAPHS,
    correlation,
    join_patches,
    local_energy_correlation,
    mix_phase_magnitude,
    photograph,
    split_patches,
    without_patch_means,
)

counts = st.integers(1, 5)


@given(counts, counts, counts, st.booleans())
def test_split_and_join_are_inverse_and_in_row_major_order(rows, columns, size, colour):
    shape = (3,) * colour + (rows * size, columns * size)
    image = np.arange(float(np.prod(shape))).reshape(shape)
    patches = split_patches(image, size)
    assert patches.shape == (*shape[:-2], rows, columns, size, size)
    assert_array_equal(join_patches(patches), image)
    last = image[..., (rows - 1) * size :, (columns - 1) * size :]
    assert_array_equal(patches[..., -1, -1, :, :], last)


@given(counts, counts, counts)
def test_without_patch_means_removes_only_the_means(rows, columns, size):
    image = np.random.default_rng(0).normal(size=(rows * size, columns * size))
    detail = without_patch_means(image, size)
    assert_allclose(split_patches(detail, size).mean(axis=(2, 3)), 0, atol=1e-12)
    off = split_patches(image - detail, size)
    assert_allclose(off, np.broadcast_to(off[..., :1, :1], off.shape), atol=1e-12)


def test_mixing_a_batch_of_patches_mixes_each_patch():
    a, b = photograph("camera")[:48, :64], photograph("grass")[:48, :64]
    together = join_patches(mix_phase_magnitude(split_patches(a, 16), split_patches(b, 16), 0.7, 0.2))
    for y in range(0, 48, 16):
        for x in range(0, 64, 16):
            place = (slice(y, y + 16), slice(x, x + 16))
            assert_allclose(together[place], mix_phase_magnitude(a[place], b[place], 0.7, 0.2), atol=1e-12)


def test_float32_is_kept():
    image = photograph("camera").astype(np.float32)
    assert without_patch_means(image, 8).dtype == np.float32


def hybrids(size):
    """Yield all ordered pairs: the donor of the phase, the donor of the magnitude, and their hybrid."""
    for phase, magnitude in permutations(map(photograph, PHOTOGRAPHS), 2):
        hybrid = mix_phase_magnitude(split_patches(phase, size), split_patches(magnitude, size), 1, 0)
        yield phase, magnitude, join_patches(hybrid)


SIZES = (256, 128, 64, 32, 16, 8)


def test_hybrids_of_small_patches_correlate_with_the_donor_of_the_magnitude():
    scores = np.array(
        [
            np.mean([(correlation(h, p), correlation(h, m)) for p, m, h in hybrids(size)], axis=0)
            for size in SIZES
        ]
    )
    assert_allclose(scores[:, 0], (0.554, 0.496, 0.419, 0.355, 0.271, 0.176), atol=1e-3)
    assert_allclose(scores[:, 1], (0.088, 0.190, 0.280, 0.373, 0.492, 0.623), atol=1e-3)


@pytest.mark.parametrize(
    ("size", "signed", "energy"),
    [
        (64, (0.548, 0.010), (0.331, 0.143)),
        (32, (0.532, 0.000), (0.299, 0.233)),
        (16, (0.486, 0.014), (0.250, 0.343)),
        (8, (0.408, 0.009), (0.173, 0.470)),
    ],
)
def test_without_patch_means_correlation_and_local_energy_disagree(size, signed, energy):
    scores = []
    for images in hybrids(size):
        p, m, h = (without_patch_means(image, size) for image in images)
        scores.append(
            (
                (correlation(h, p), correlation(h, m)),
                (local_energy_correlation(h, p), local_energy_correlation(h, m)),
            )
        )
    assert_allclose(np.mean(scores, axis=0), (signed, energy), atol=1e-3)


IMAGE = np.ones((8, 12))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: split_patches(IMAGE, 8), ValueError, r"multiples of 8, got shape \(8, 12\)"),
        (lambda: split_patches(IMAGE, 0), ValueError, "size must be at least 1, got 0"),
        (lambda: split_patches(IMAGE, 2.0), TypeError, "size must be an integer, got 2.0"),
        (lambda: split_patches(1j * IMAGE, 4), TypeError, "image must be real, got complex128"),
        (lambda: without_patch_means(IMAGE, 5), ValueError, r"multiples of 5, got shape \(8, 12\)"),
        (lambda: join_patches(IMAGE), ValueError, r"patches must be \(..., rows, .*, got shape \(8, 12\)"),
    ],
)
def test_rejects_invalid_arguments(call, error, message):
    with pytest.raises(error, match=message):
        call()
