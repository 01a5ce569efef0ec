from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy.fft import dctn

from fdnn_core import correlation, mix_phase_magnitude, mix_polar, photograph, to_polar

sides = st.integers(1, 12)
shapes = st.tuples(sides, sides)
seeds = st.integers(0, 2**32)
shares = st.integers(0, 64).map(lambda n: n / 64)
transforms = st.sampled_from(["dft", "dct"])
scales = st.sampled_from(["linear", "geometric"])

SCENES = ("camera", "astronaut", "chelsea", "coffee")


def pair(seed, shape):
    return np.random.default_rng(seed).normal(size=(2, *shape))


@given(shapes, seeds, transforms, scales)
def test_shares_of_0_give_a_and_shares_of_1_give_b(shape, seed, transform, scale):
    a, b = pair(seed, shape)
    assert_allclose(mix_phase_magnitude(a, b, 0, 0, scale, transform), a, atol=1e-12)
    assert_allclose(mix_phase_magnitude(a, b, 1, 1, scale, transform), b, atol=1e-12)


@given(shapes, seeds, shares, shares, transforms, scales)
def test_mix_polar_equals_mix_phase_magnitude(shape, seed, magnitude, phase, transform, scale):
    a, b = pair(seed, shape)
    parts = to_polar(a, transform=transform), to_polar(b, transform=transform)
    how = magnitude, phase, scale, transform, (0.1, 0.9)
    assert_array_equal(mix_polar(*parts, shape, *how), mix_phase_magnitude(a, b, *how))


@pytest.mark.parametrize("transform", ["dft", "dct"])
def test_unmixed_photographs_are_reproduced_to_rounding(transform):
    a, b = photograph("camera"), photograph("grass")
    assert_allclose(mix_phase_magnitude(a, b, transform=transform), a, rtol=0, atol=1e-12)
    assert_allclose(mix_phase_magnitude(a, b, 1, 1, transform=transform), b, rtol=0, atol=1e-12)


@given(shapes, seeds, transforms)
def test_a_swap_has_the_magnitude_of_one_image_and_the_phase_of_the_other(shape, seed, transform):
    a, b = pair(seed, shape)
    (magnitude_a, phase_a), (magnitude_b, phase_b) = (to_polar(x, transform=transform) for x in (a, b))
    magnitude, phase = to_polar(mix_phase_magnitude(a, b, 1, 0, transform=transform), transform=transform)
    assert_allclose(magnitude, magnitude_b, atol=1e-11)
    assert_allclose(np.exp(1j * phase), np.exp(1j * phase_a), atol=1e-6)
    magnitude, phase = to_polar(mix_phase_magnitude(a, b, 0, 1, transform=transform), transform=transform)
    assert_allclose(magnitude, magnitude_a, atol=1e-11)
    assert_allclose(np.exp(1j * phase), np.exp(1j * phase_b), atol=1e-6)


@given(shapes, seeds, shares, shares, scales)
def test_mixing_the_full_spectrum_gives_the_same_real_image(shape, seed, magnitude, phase, scale):
    a, b = pair(seed, shape)
    A, B = np.fft.fft2(a), np.fft.fft2(b)
    turn = np.angle(B * A.conj())
    turned = A / np.abs(A) * np.exp(1j * phase * turn)
    for y in {0, shape[0] // 2} if shape[0] % 2 == 0 else {0}:
        for x in {0, shape[1] // 2} if shape[1] % 2 == 0 else {0}:
            turned[y, x] = 1 if turned[y, x].real > -1e-9 else -1  # a coefficient that must be real
    size = {
        "linear": (1 - magnitude) * np.abs(A) + magnitude * np.abs(B),
        "geometric": np.exp((1 - magnitude) * np.log(np.abs(A)) + magnitude * np.log(np.abs(B))),
    }[scale]
    inverse = np.fft.ifft2(size * turned)
    assert np.abs(inverse.imag).max() < 1e-12
    assert_allclose(mix_phase_magnitude(a, b, magnitude, phase, scale), inverse.real, atol=1e-11)


@given(shapes, seeds, shares, transforms)
def test_mixing_opposite_phases_keeps_the_magnitude(shape, seed, phase, transform):
    a, _ = pair(seed, shape)
    mixed = mix_phase_magnitude(a, -a, phase=phase, transform=transform)
    assert_allclose(to_polar(mixed, transform=transform)[0], to_polar(a, transform=transform)[0], atol=1e-11)


@given(shapes, seeds, shares, shares, scales, transforms)
def test_swapping_a_and_b_and_their_shares_changes_nothing(shape, seed, magnitude, phase, scale, transform):
    a, b = pair(seed, shape)
    one = mix_phase_magnitude(a, b, magnitude, phase, scale, transform)
    other = mix_phase_magnitude(b, a, 1 - magnitude, 1 - phase, scale, transform)
    assert_allclose(one, other, atol=1e-9)


@given(shapes, seeds, st.integers(0, 11), st.integers(0, 11))
def test_magnitude_mixing_commutes_with_shifts(shape, seed, down, right):
    a, b = pair(seed, shape)
    move = ((down, right), (0, 1))
    shifted = mix_phase_magnitude(np.roll(a, *move), np.roll(b, *move), 0.3)
    assert_allclose(shifted, np.roll(mix_phase_magnitude(a, b, 0.3), *move), atol=1e-11)


def test_geometric_mix_with_zero_is_zero_unless_the_share_is_0_or_1():
    a, b = np.ones((4, 4)), photograph("camera")[:4, :4]
    assert_allclose(mix_phase_magnitude(a, b, 0.5, 0, "geometric"), np.sqrt(b.mean()), atol=1e-12)
    assert_allclose(mix_phase_magnitude(a, b, 1, 1, "geometric"), b, atol=1e-12)
    assert_allclose(mix_phase_magnitude(a, b, 0, 0, "geometric"), a, atol=1e-12)


@pytest.mark.parametrize(("share", "donor"), [(0.0, 0), (0.49, 0), (0.51, 1), (1.0, 1)])
def test_dct_sign_flips_at_a_share_of_one_half(share, donor):
    images = photograph("camera"), photograph("brick")
    mixed = dctn(mix_phase_magnitude(*images, 0.3, share, transform="dct"), norm="ortho")
    A, B = (dctn(image, norm="ortho") for image in images)
    assert_allclose(np.abs(mixed), 0.7 * np.abs(A) + 0.3 * np.abs(B), atol=1e-11)
    assert_array_equal(np.sign(mixed), np.sign((A, B)[donor]))


def test_dct_sign_is_positive_at_exactly_one_half():
    a = photograph("camera") - 0.5
    mixed = mix_phase_magnitude(a, -a, phase=0.5, transform="dct")
    assert_allclose(dctn(mixed, norm="ortho"), np.abs(dctn(a, norm="ortho")), atol=1e-12)


@pytest.mark.parametrize("shape", [(32, 32), (31, 48), (48, 31)])
def test_only_frequencies_inside_the_band_are_mixed(shape):
    a, b = pair(0, shape)
    F, A, B = (np.fft.fft2(x) for x in (mix_phase_magnitude(a, b, 1, 1, band=(3, 7)), a, b))
    side = min(shape)
    radius = np.hypot(np.fft.fftfreq(shape[0])[:, None], np.fft.fftfreq(shape[1])) * side
    inside = (radius > 3 - 1e-9) & (radius < 7 + 1e-9)
    assert_allclose(F, np.where(inside, B, A), atol=1e-10)


def test_dct_band_counts_half_cycles():
    a, b = pair(0, (16, 16))
    F, A, B = (dctn(x) for x in (mix_phase_magnitude(a, b, 1, 1, transform="dct", band=(0, 2.5)), a, b))
    k = np.arange(16)
    assert_allclose(F, np.where(np.hypot(k[:, None], k) <= 5, B, A), atol=1e-10)


def test_batches_are_mixed_separately_and_stay_float32():
    a, b = pair(0, (2, 3, 8, 9)).astype(np.float32)
    together = mix_phase_magnitude(a, b, 0.3, 0.6, band=(1, 3))
    assert together.dtype == np.float32
    for i in np.ndindex(2, 3):
        assert_allclose(together[i], mix_phase_magnitude(a[i], b[i], 0.3, 0.6, band=(1, 3)), atol=1e-6)


def test_the_arguments_are_not_modified():
    a, b = pair(0, (8, 8))
    before = a.copy(), b.copy()
    mix_phase_magnitude(a, b, 0.5, 0.5)
    assert_array_equal((a, b), before)


def test_hybrids_of_scenes_correlate_with_the_donor_of_the_phase():
    scores = []
    for magnitude, phase in permutations(SCENES, 2):
        m, p = photograph(magnitude), photograph(phase)
        hybrid = mix_phase_magnitude(p, m, magnitude=1)
        scores.append((correlation(hybrid, p), correlation(hybrid, m)))
    assert_allclose(np.mean(scores, axis=0), (0.755, 0.092), atol=1e-3)
    assert min(score for score, _ in scores) == pytest.approx(0.698, abs=1e-3)


IMAGE = np.ones((4, 6))


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"b": np.ones((4, 5))}, ValueError, r"b must have the shape of a, \(4, 6\), got \(4, 5\)"),
        ({"a": np.ones(4)}, ValueError, r"a must be \(..., height, width\), got shape \(4,\)"),
        ({"b": np.inf * IMAGE}, ValueError, "b must be finite, got inf"),
        ({"b": 1j * IMAGE}, TypeError, "b must be real, got complex128"),
        ({"magnitude": 1.5}, ValueError, r"magnitude must be in \[0, 1\], got 1.5"),
        ({"phase": -0.5}, ValueError, r"phase must be in \[0, 1\], got -0.5"),
        ({"phase": np.nan}, ValueError, "phase must be finite, got nan"),
        ({"scale": "log"}, ValueError, "scale must be 'linear' or 'geometric', got 'log'"),
        ({"transform": "fft"}, ValueError, "transform must be 'dft' or 'dct', got 'fft'"),
        ({"band": (-1, 2)}, ValueError, r"band\[0\] must be at least 0, got -1"),
        ({"band": (3, 2)}, ValueError, r"band\[1\] must be at least 3, got 2"),
    ],
)
def test_rejects_invalid_arguments(arguments, error, message):
    with pytest.raises(error, match=message):
        mix_phase_magnitude(**{"a": IMAGE, "b": IMAGE} | arguments)
