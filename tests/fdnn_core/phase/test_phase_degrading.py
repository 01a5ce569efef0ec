import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from fdnn_core import (
    correlation,
    noisy_phase,
    photograph,
    quantise_phase,
    random_phase,
    to_polar,
    zero_phase,
)

sides = st.integers(1, 12)
shapes = st.tuples(sides, sides)
seeds = st.integers(0, 2**32)
transforms = st.sampled_from(["dft", "dct"])

DEGRADED = {
    "quantised": lambda image, **transform: quantise_phase(image, 2, **transform),
    "noisy": lambda image, **transform: noisy_phase(image, 0.7, **transform),
    "random": random_phase,
    "zero": zero_phase,
}


def images(seed, shape):
    return 3 + np.random.default_rng(seed).normal(size=(2, *shape))


@given(shapes, seeds, transforms, st.sampled_from(sorted(DEGRADED)), st.sampled_from([1, -1]))
def test_every_magnitude_and_the_mean_stay(shape, seed, transform, kind, sign):
    image = sign * images(seed, shape)
    degraded = DEGRADED[kind](image, transform=transform)
    assert_allclose(
        to_polar(degraded, transform=transform)[0], to_polar(image, transform=transform)[0], atol=1e-10
    )
    if transform == "dft":
        assert_allclose(degraded.mean(axis=(1, 2)), image.mean(axis=(1, 2)), atol=1e-12)


@pytest.mark.parametrize("shape", [(16, 16), (15, 12)])
@pytest.mark.parametrize("bits", [1, 2, 3, 8])
def test_phases_lie_on_so_many_levels_as_near_as_can_be(bits, shape):
    image = images(0, shape)[0]
    magnitude, phase = to_polar(quantise_phase(image, bits))
    steps = phase / (2 * np.pi / 2**bits)
    assert_allclose(steps, np.rint(steps), atol=1e-9)
    away = np.exp(1j * (phase - to_polar(image)[1]))
    away[0, 0] = 1
    assert np.abs(np.angle(away)).max() < np.pi / 2**bits + 1e-9
    assert magnitude.min() > 1e-6  # so that every phase counts


def test_16_bits_of_phase_are_as_good_as_all():
    image = photograph("chelsea")
    assert_allclose(quantise_phase(image, 16), image, atol=1e-3)


@given(shapes, seeds, st.integers(1, 16))
def test_one_bit_holds_the_phase_of_the_dct(shape, seed, bits):
    image = images(seed, shape)
    assert_allclose(quantise_phase(image, bits, transform="dct"), image, atol=1e-12)


@given(shapes, seeds, transforms)
def test_no_noise_changes_nothing(shape, seed, transform):
    image = images(seed, shape)
    assert_allclose(noisy_phase(image, 0.0, seed, transform), image, atol=1e-12)


@pytest.mark.parametrize("deviation", [0.3, 1.0, 2.0])
def test_noise_is_gaussian_of_that_deviation(deviation):
    image = np.random.default_rng(0).normal(size=(256, 256))
    turn = np.exp(1j * (to_polar(noisy_phase(image, deviation))[1] - to_polar(image)[1]))[:, 1:-1]
    expected = np.exp(-(deviation**2) / 2)  # the characteristic function of the normal distribution
    assert turn.mean() == pytest.approx(expected, abs=0.015)
    assert correlation(noisy_phase(image, deviation), image) == pytest.approx(expected, abs=0.015)


def test_random_phases_are_spread_evenly():
    phase = to_polar(random_phase(photograph("camera")))[1][:, 1:-1].ravel()
    moments = [np.exp(1j * n * phase).mean() for n in range(1, 6)]
    assert np.abs(moments).max() < 3 / np.sqrt(phase.size)


@pytest.mark.parametrize("transform", ["dft", "dct"])
def test_the_seed_alone_decides(transform):
    image = photograph("camera")
    for degrade in (random_phase, lambda *arguments: noisy_phase(arguments[0], 1.0, *arguments[1:])):
        assert_array_equal(degrade(image, 7, transform), degrade(image, 7, transform))
        assert correlation(degrade(image, 7, transform), degrade(image, 8, transform)) < 0.9


@given(shapes, seeds)
def test_at_zero_phase_an_image_is_even_and_greatest_at_its_first_pixel(shape, seed):
    image = zero_phase(images(seed, shape))
    assert_allclose(image, np.roll(image[:, ::-1, ::-1], (1, 1), axis=(1, 2)), atol=1e-12)
    assert_allclose(image[:, 0, 0], image.max(axis=(1, 2)), atol=1e-12)


@pytest.mark.parametrize("kind", sorted(DEGRADED))
@pytest.mark.parametrize("transform", ["dft", "dct"])
def test_single_precision_stays(kind, transform):
    image = photograph("brick")[:33, :40].astype(np.float32)
    single = DEGRADED[kind](image, transform=transform)
    assert single.dtype == np.float32
    assert_allclose(single, DEGRADED[kind](image.astype(float), transform=transform), atol=2e-3)


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
def test_few_bits_of_phase_suffice(name, scores):
    image = photograph(name)
    measured = [correlation(quantise_phase(image, bits), image) for bits in (1, 2, 3)]
    assert_allclose(measured, scores, atol=0.006)


@pytest.mark.parametrize(
    ("name", "score"), [("camera", 0.094), ("astronaut", -0.074), ("coffee", 0.047), ("chelsea", 0.112)]
)
def test_magnitude_without_phase_shows_nothing_of_the_image(name, score):
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
def test_refusals(call, message):
    with pytest.raises(ValueError, match=message):
        call()
