import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from fdnn_core import (
    correlation,
    flat_magnitude,
    noisy_phase,
    photograph,
    power_law_field,
    power_law_magnitude,
    quantise_magnitude,
    quantise_phase,
    random_phase,
    to_polar,
    zero_phase,
)

sides = st.integers(1, 12)
shapes = st.tuples(sides, sides)
seeds = st.integers(0, 2**32)
transforms = st.sampled_from(["dft", "dct"])

PHASE_DEGRADED = {
    "quantised": lambda image, **transform: quantise_phase(image, 2, **transform),
    "noisy": lambda image, **transform: noisy_phase(image, 0.7, **transform),
    "random": random_phase,
    "zero": zero_phase,
}


def bright_images(seed, shape):
    return 3 + np.random.default_rng(seed).normal(size=(2, *shape))


@given(shapes, seeds, transforms, st.sampled_from(sorted(PHASE_DEGRADED)), st.sampled_from([1, -1]))
def test_phase_degradation_keeps_magnitudes_and_mean(shape, seed, transform, kind, sign):
    image = sign * bright_images(seed, shape)
    degraded = PHASE_DEGRADED[kind](image, transform=transform)
    assert_allclose(
        to_polar(degraded, transform=transform)[0], to_polar(image, transform=transform)[0], atol=1e-10
    )
    if transform == "dft":
        assert_allclose(degraded.mean(axis=(1, 2)), image.mean(axis=(1, 2)), atol=1e-12)


@pytest.mark.parametrize("shape", [(16, 16), (15, 12)])
@pytest.mark.parametrize("bits", [1, 2, 3, 8])
def test_quantise_phase_rounds_to_the_nearest_of_2_to_the_bits_levels(bits, shape):
    image = bright_images(0, shape)[0]
    magnitude, phase = to_polar(quantise_phase(image, bits))
    steps = phase / (2 * np.pi / 2**bits)
    assert_allclose(steps, np.rint(steps), atol=1e-9)
    away = np.exp(1j * (phase - to_polar(image)[1]))
    away[0, 0] = 1
    assert np.abs(np.angle(away)).max() < np.pi / 2**bits + 1e-9
    assert magnitude.min() > 1e-6  # no coefficient vanishes, so every phase is defined


def test_16_bits_of_phase_reproduce_the_image():
    image = photograph("chelsea")
    assert_allclose(quantise_phase(image, 16), image, atol=1e-3)


@given(shapes, seeds, st.integers(1, 16))
def test_one_bit_stores_the_phase_of_the_dct_exactly(shape, seed, bits):
    image = bright_images(seed, shape)
    assert_allclose(quantise_phase(image, bits, transform="dct"), image, atol=1e-12)


@given(shapes, seeds, transforms)
def test_no_noise_changes_nothing(shape, seed, transform):
    image = bright_images(seed, shape)
    assert_allclose(noisy_phase(image, 0.0, seed, transform), image, atol=1e-12)


@pytest.mark.parametrize("deviation", [0.3, 1.0, 2.0])
def test_phase_noise_is_gaussian_with_the_given_deviation(deviation):
    image = np.random.default_rng(0).normal(size=(256, 256))
    turn = np.exp(1j * (to_polar(noisy_phase(image, deviation))[1] - to_polar(image)[1]))[:, 1:-1]
    expected = np.exp(-(deviation**2) / 2)  # the characteristic function of the normal distribution
    assert turn.mean() == pytest.approx(expected, abs=0.015)
    assert correlation(noisy_phase(image, deviation), image) == pytest.approx(expected, abs=0.015)


def test_random_phases_are_uniform():
    phase = to_polar(random_phase(photograph("camera")))[1][:, 1:-1].ravel()
    moments = [np.exp(1j * n * phase).mean() for n in range(1, 6)]
    assert np.abs(moments).max() < 3 / np.sqrt(phase.size)


@pytest.mark.parametrize("transform", ["dft", "dct"])
def test_the_seed_determines_the_result(transform):
    image = photograph("camera")
    for degrade in (random_phase, lambda *arguments: noisy_phase(arguments[0], 1.0, *arguments[1:])):
        assert_array_equal(degrade(image, 7, transform), degrade(image, 7, transform))
        assert correlation(degrade(image, 7, transform), degrade(image, 8, transform)) < 0.9


@given(shapes, seeds)
def test_zero_phase_image_is_even_with_its_maximum_at_the_first_pixel(shape, seed):
    image = zero_phase(bright_images(seed, shape))
    assert_allclose(image, np.roll(image[:, ::-1, ::-1], (1, 1), axis=(1, 2)), atol=1e-12)
    assert_allclose(image[:, 0, 0], image.max(axis=(1, 2)), atol=1e-12)


@pytest.mark.parametrize("kind", sorted(PHASE_DEGRADED))
@pytest.mark.parametrize("transform", ["dft", "dct"])
def test_phase_degradation_keeps_float32(kind, transform):
    image = photograph("brick")[:33, :40].astype(np.float32)
    single = PHASE_DEGRADED[kind](image, transform=transform)
    assert single.dtype == np.float32
    assert_allclose(single, PHASE_DEGRADED[kind](image.astype(float), transform=transform), atol=2e-3)


@pytest.mark.parametrize(
    ("name", "scores"),
    [
        ("camera", (0.48, 0.91, 0.98)),
        ("astronaut", (0.56, 0.91, 0.98)),
        ("chelsea", (0.61, 0.91, 0.98)),
        ("coffee", (0.36, 0.94, 0.98)),
        ("grass", (0.63, 0.90, 0.97)),
        ("brick", (0.64, 0.91, 0.97)),
    ],
)
def test_correlation_of_photographs_after_1_2_and_3_bits_of_phase(name, scores):
    image = photograph(name)
    measured = [correlation(quantise_phase(image, bits), image) for bits in (1, 2, 3)]
    assert_allclose(measured, scores, atol=0.006)


@pytest.mark.parametrize(
    ("name", "score"), [("camera", 0.094), ("astronaut", -0.074), ("coffee", 0.047), ("chelsea", 0.112)]
)
def test_zero_phase_photographs_hardly_correlate_with_the_original(name, score):
    image = photograph(name)
    assert correlation(zero_phase(image), image) == pytest.approx(score, abs=6e-4)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: quantise_phase(np.ones((4, 4)), 0), r"bits must be in \[1, 16\], got 0"),
        (lambda: quantise_phase(np.ones((4, 4)), 17), r"bits must be in \[1, 16\], got 17"),
        (lambda: quantise_phase(np.ones(4), 1), r"image must be \(..., height, width\), got shape \(4,\)"),
        (lambda: noisy_phase(np.ones((4, 4)), -1.0), "deviation must be at least 0, got -1"),
        (lambda: noisy_phase(np.ones((4, 4)), 1.0, seed=-1), "seed must be at least 0, got -1"),
        (lambda: random_phase(np.ones((4, 4)), seed=-1), "seed must be at least 0, got -1"),
        (lambda: random_phase(np.nan * np.ones((4, 4))), "image must be finite, got nan"),
        (lambda: zero_phase(np.ones((4, 4)), "fft"), "transform must be 'dft' or 'dct', got 'fft'"),
    ],
)
def test_phase_degradation_rejects_invalid_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()


MAGNITUDE_DEGRADED = {
    "flat": flat_magnitude,
    "power law": power_law_magnitude,
    "quantised": lambda image, transform="dft": quantise_magnitude(image, 2, transform),
}


def images(seed, shape):
    return 1 + np.random.default_rng(seed).normal(size=(2, *shape))


@given(shapes, seeds, transforms, st.sampled_from(sorted(MAGNITUDE_DEGRADED)))
def test_magnitude_degradation_keeps_phases_and_mean(shape, seed, transform, kind):
    image = images(seed, shape)
    degraded = MAGNITUDE_DEGRADED[kind](image, transform=transform)
    assert_allclose(degraded.mean(axis=(1, 2)), image.mean(axis=(1, 2)), atol=1e-12)
    magnitude, phase = to_polar(degraded, transform=transform)
    turn = np.exp(1j * (phase - to_polar(image, transform=transform)[1]))
    assert_allclose(turn[magnitude > 1e-6], 1, atol=1e-6)


@given(shapes, seeds, transforms, st.floats(0, 3))
def test_power_law_magnitude_keeps_the_standard_deviation(shape, seed, transform, exponent):
    image = images(seed, shape)
    degraded = power_law_magnitude(image, exponent, transform)
    assert_allclose(degraded.std(axis=(1, 2)), image.std(axis=(1, 2)), atol=1e-12)


@given(shapes, seeds, transforms)
def test_flat_magnitude_is_equal_at_all_frequencies(shape, seed, transform):
    magnitude, _ = to_polar(flat_magnitude(images(seed, shape), transform), transform=transform)
    rest = magnitude.reshape(2, -1)[:, 1:]
    assert_allclose(rest, np.broadcast_to(rest[:, -1:], rest.shape), atol=1e-10)


@pytest.mark.parametrize("shape", [(16, 16), (15, 24), (24, 15)])
@pytest.mark.parametrize("exponent", [1.0, 2.0, 3.0])
def test_power_law_holds_in_all_directions(shape, exponent):
    magnitude, _ = to_polar(power_law_magnitude(images(0, shape)[0], exponent))
    frequency = np.hypot(np.fft.fftfreq(shape[0])[:, None], np.fft.rfftfreq(shape[1]))
    law = magnitude**2 * frequency**exponent
    assert_allclose(law.ravel()[1:], law[0, 1], rtol=1e-9)
    cosines, _ = to_polar(power_law_magnitude(images(0, shape)[0], exponent, "dct"), transform="dct")
    frequency = np.hypot(np.arange(shape[0])[:, None] / shape[0], np.arange(shape[1]) / shape[1])
    law = cosines**2 * frequency**exponent
    assert_allclose(law.ravel()[1:], law[0, 1], rtol=1e-9)


def test_a_power_law_field_is_unchanged():
    field = power_law_field((32, 45), exponent=2.0)
    assert_allclose(power_law_magnitude(field, exponent=2.0), field, atol=1e-12)


@pytest.mark.parametrize("transform", ["dft", "dct"])
@pytest.mark.parametrize("bits", [1, 2, 3, 6])
def test_quantise_magnitude_rounds_to_the_nearest_of_2_to_the_bits_levels(bits, transform):
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


@pytest.mark.parametrize("kind", sorted(MAGNITUDE_DEGRADED))
@pytest.mark.parametrize("shape", [(1, 1), (8, 8), (5, 6)])
def test_a_constant_image_is_unchanged(kind, shape):
    assert_allclose(MAGNITUDE_DEGRADED[kind](np.full(shape, 0.25)), 0.25, atol=1e-12)
    assert_allclose(MAGNITUDE_DEGRADED[kind](np.zeros(shape), transform="dct"), 0, atol=1e-12)


@pytest.mark.parametrize("kind", sorted(MAGNITUDE_DEGRADED))
@pytest.mark.parametrize("transform", ["dft", "dct"])
def test_magnitude_degradation_keeps_float32(kind, transform):
    image = photograph("brick")[:33, :40].astype(np.float32)
    single = MAGNITUDE_DEGRADED[kind](image, transform=transform)
    assert single.dtype == np.float32
    assert correlation(single, MAGNITUDE_DEGRADED[kind](image.astype(float), transform=transform)) > 0.999


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
def test_correlation_of_photographs_with_flat_and_power_law_magnitude(name, flat, one_over_f):
    image = photograph(name)
    assert correlation(flat_magnitude(image), image) == pytest.approx(flat, abs=6e-4)
    assert correlation(power_law_magnitude(image), image) == pytest.approx(one_over_f, abs=6e-4)


@pytest.mark.parametrize(
    ("name", "scores"),
    [("camera", (0.42, 0.73, 0.92, 0.98)), ("coffee", (0.52, 0.78, 0.93, 0.98))],
)
def test_correlation_of_photographs_after_1_to_4_bits_of_magnitude(name, scores):
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
def test_magnitude_degradation_rejects_invalid_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
