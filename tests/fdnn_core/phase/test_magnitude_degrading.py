import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from fdnn_core import (
    correlation,
    flat_magnitude,
    photograph,
    power_law_field,
    power_law_magnitude,
    quantise_magnitude,
    to_polar,
)

sides = st.integers(1, 12)
shapes = st.tuples(sides, sides)
seeds = st.integers(0, 2**32)
transforms = st.sampled_from(["dft", "dct"])

DEGRADED = {
    "flat": flat_magnitude,
    "power law": power_law_magnitude,
    "quantised": lambda image, transform="dft": quantise_magnitude(image, 2, transform),
}


def images(seed, shape):
    return 1 + np.random.default_rng(seed).normal(size=(2, *shape))


@given(shapes, seeds, transforms, st.sampled_from(sorted(DEGRADED)))
def test_every_phase_and_the_mean_stay(shape, seed, transform, kind):
    image = images(seed, shape)
    degraded = DEGRADED[kind](image, transform=transform)
    assert_allclose(degraded.mean(axis=(1, 2)), image.mean(axis=(1, 2)), atol=1e-12)
    magnitude, phase = to_polar(degraded, transform=transform)
    turn = np.exp(1j * (phase - to_polar(image, transform=transform)[1]))
    assert_allclose(turn[magnitude > 1e-6], 1, atol=1e-6)


@given(shapes, seeds, transforms, st.floats(0, 3))
def test_the_contrast_stays(shape, seed, transform, exponent):
    image = images(seed, shape)
    degraded = power_law_magnitude(image, exponent, transform)
    assert_allclose(degraded.std(axis=(1, 2)), image.std(axis=(1, 2)), atol=1e-12)


@given(shapes, seeds, transforms)
def test_flat_means_the_same_everywhere(shape, seed, transform):
    magnitude, _ = to_polar(flat_magnitude(images(seed, shape), transform), transform=transform)
    rest = magnitude.reshape(2, -1)[:, 1:]
    assert_allclose(rest, np.broadcast_to(rest[:, -1:], rest.shape), atol=1e-10)


@pytest.mark.parametrize("shape", [(16, 16), (15, 24), (24, 15)])
@pytest.mark.parametrize("exponent", [1.0, 2.0, 3.0])
def test_power_falls_with_frequency_alike_in_all_directions(shape, exponent):
    magnitude, _ = to_polar(power_law_magnitude(images(0, shape)[0], exponent))
    frequency = np.hypot(np.fft.fftfreq(shape[0])[:, None], np.fft.rfftfreq(shape[1]))
    law = magnitude**2 * frequency**exponent
    assert_allclose(law.ravel()[1:], law[0, 1], rtol=1e-9)
    cosines, _ = to_polar(power_law_magnitude(images(0, shape)[0], exponent, "dct"), transform="dct")
    frequency = np.hypot(np.arange(shape[0])[:, None] / shape[0], np.arange(shape[1]) / shape[1])
    law = cosines**2 * frequency**exponent
    assert_allclose(law.ravel()[1:], law[0, 1], rtol=1e-9)


def test_a_field_that_follows_the_law_stays_as_it_is():
    field = power_law_field((32, 45), exponent=2.0)
    assert_allclose(power_law_magnitude(field, exponent=2.0), field, atol=1e-12)


@pytest.mark.parametrize("transform", ["dft", "dct"])
@pytest.mark.parametrize("bits", [1, 2, 3, 6])
def test_magnitudes_lie_on_so_many_levels_as_near_as_can_be(bits, transform):
    image = photograph("camera")
    magnitude, _ = to_polar(quantise_magnitude(image, bits, transform), transform=transform)
    before, _ = to_polar(image, transform=transform)
    after, before = magnitude.ravel()[1:], before.ravel()[1:]
    decibels = 20 * np.log10(before / before.max())
    near = 20 * np.log10(after[decibels > -79.9] / before[decibels > -79.9])
    assert np.abs(near).max() < 40 / 2**bits + 1e-6  # half a level
    assert after[decibels < -80.1].max(initial=0) < 1e-9
    levels = np.unique(np.rint(20 * np.log10(after[after > 1e-9] / before.max()) / 80 * 2**bits - 0.5))
    assert len(levels) <= 2**bits


@pytest.mark.parametrize("kind", sorted(DEGRADED))
@pytest.mark.parametrize("shape", [(1, 1), (8, 8), (5, 6)])
def test_a_constant_image_stays_one(kind, shape):
    assert_allclose(DEGRADED[kind](np.full(shape, 0.25)), 0.25, atol=1e-12)
    assert_allclose(DEGRADED[kind](np.zeros(shape), transform="dct"), 0, atol=1e-12)


@pytest.mark.parametrize("kind", sorted(DEGRADED))
@pytest.mark.parametrize("transform", ["dft", "dct"])
def test_single_precision_stays(kind, transform):
    image = photograph("brick")[:33, :40].astype(np.float32)
    single = DEGRADED[kind](image, transform=transform)
    assert single.dtype == np.float32
    assert correlation(single, DEGRADED[kind](image.astype(float), transform=transform)) > 0.999


@pytest.mark.parametrize(
    ("name", "flat", "one_over_f"),
    [
        ("camera", 0.199, 0.769),
        ("astronaut", 0.264, 0.823),
        ("coffee", 0.248, 0.783),
        ("chelsea", 0.307, 0.847),
        ("brick", 0.351, 0.497),
        ("grass", 0.679, 0.751),
    ],
)
def test_phase_needs_a_magnitude_like_that_of_scenes_not_a_flat_one(name, flat, one_over_f):
    image = photograph(name)
    assert correlation(flat_magnitude(image), image) == pytest.approx(flat, abs=6e-4)
    assert correlation(power_law_magnitude(image), image) == pytest.approx(one_over_f, abs=6e-4)


@pytest.mark.parametrize(
    ("name", "scores"),
    [("camera", (0.42, 0.73, 0.92, 0.98)), ("coffee", (0.52, 0.78, 0.93, 0.98))],
)
def test_few_bits_of_magnitude_suffice(name, scores):
    image = photograph(name)
    measured = [correlation(quantise_magnitude(image, bits), image) for bits in (1, 2, 3, 4)]
    assert_allclose(measured, scores, atol=0.006)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: quantise_magnitude(np.ones((4, 4)), 0), r"bits must be in \[1, 16\], got 0"),
        (lambda: power_law_magnitude(np.ones((4, 4)), np.nan), "exponent must be finite, got nan"),
        (lambda: power_law_magnitude(np.ones(4)), r"image must be \(..., height, width\), got shape \(4,\)"),
        (lambda: flat_magnitude(np.inf * np.ones((4, 4))), "image must be finite, got inf"),
        (lambda: flat_magnitude(np.ones((4, 4)), "fft"), "transform must be 'dft' or 'dct', got 'fft'"),
    ],
)
def test_refusals(call, message):
    with pytest.raises(ValueError, match=message):
        call()
