from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from fdnn_core import (
    PHOTOGRAPHS,
    correlation,
    photograph,
    retrieve_from_magnitude,
    retrieve_from_phase,
    to_polar,
    upright,
)


def test_upright_turns_only_images_that_are_upside_down():
    image = photograph("camera")
    noisy = image + np.random.default_rng(0).normal(size=image.shape)
    assert_array_equal(upright(noisy, image), noisy)
    assert_array_equal(upright(noisy[::-1, ::-1], image), noisy)


def test_upright_rejects_invalid_shapes():
    with pytest.raises(ValueError, match=r"got \(2, 3\)"):
        upright(np.ones((3, 2)), np.ones((2, 3)))
    with pytest.raises(ValueError, match=r"image must be \(..., height, width\), got shape \(3,\)"):
        upright(np.ones(3), np.ones(3))


sides = st.integers(1, 8)
seeds = st.integers(0, 2**32)


def small(name):
    """Return a photograph at 64 by 64 pixels."""
    return photograph(name).reshape(64, 4, 64, 4).mean(axis=(1, 3))


def magnitude_of(image):
    return to_polar(image, s=(2 * image.shape[0], 2 * image.shape[1]))[0]


def phase_of(image):
    return to_polar(image, s=(2 * image.shape[0], 2 * image.shape[1]))[1]


def fienup(image, seed, beta):
    """Yield the steps of hybrid input-output with the full spectrum, pixel by pixel as in the paper."""
    height, width = image.shape
    known = np.abs(np.fft.fft2(image, (2 * height, 2 * width)))
    g = np.zeros(known.shape)
    g[:height, :width] = np.random.default_rng(seed).random(image.shape)
    while True:
        G = np.fft.fft2(g)
        output = np.fft.ifft2(known * np.exp(1j * np.angle(G)))
        assert np.abs(output.imag).max() < 1e-9
        wrong = 0.0
        for place, value in np.ndenumerate(output.real):
            right = place[0] < height and place[1] < width and value >= 0
            wrong += 0 if right else value**2
            g[place] = value if right else g[place] - beta * value
        kept = np.maximum(output.real, 0)[:height, :width]
        yield kept, np.sqrt(wrong / np.sum(output.real**2))


@given(sides, sides, seeds, st.floats(0.1, 1))
def test_retrieval_from_magnitude_is_fienups_hybrid_input_output(height, width, seed, beta):
    image = np.random.default_rng(seed).random((height, width))
    steps = retrieve_from_magnitude(magnitude_of(image), seed, beta)
    for step, (kept, residual) in islice(zip(steps, fienup(image, seed, beta), strict=False), 3):
        assert_allclose(step.image, kept, atol=1e-8)
        assert step.residual == pytest.approx(residual, abs=1e-8)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ["camera", "astronaut"])
def test_scenes_are_retrieved_from_magnitude_possibly_upside_down(name, seed):
    image = small(name)
    *_, last = islice(retrieve_from_magnitude(magnitude_of(image), seed), 1000)
    assert correlation(upright(last.image, image), image) > 0.9999
    assert last.residual < 1e-3


@pytest.mark.parametrize("seed", range(2))
def test_the_residual_stays_large_where_retrieval_fails(seed):
    image = small("brick")
    *_, last = islice(retrieve_from_magnitude(magnitude_of(image), seed), 500)
    assert correlation(upright(last.image, image), image) < 0.95
    assert last.residual > 0.01


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_magnitudes_without_padding_are_refused(name):
    image = small(name)
    for unpadded in (image, image - image.min(), image[:, :40]):
        with pytest.raises(ValueError, match="magnitude must be that of an image padded with zeros"):
            retrieve_from_magnitude(to_polar(unpadded)[0])


@given(seeds)
def test_padded_magnitudes_with_errors_of_10_percent_are_accepted(seed):
    magnitude = magnitude_of(small("camera"))
    errors = np.random.default_rng(seed).uniform(-0.1, 0.1, magnitude.shape)
    retrieve_from_magnitude(magnitude * (1 + errors))


@pytest.mark.parametrize(
    ("retrieve", "spectrum_of"), [(retrieve_from_magnitude, magnitude_of), (retrieve_from_phase, phase_of)]
)
def test_batches_are_retrieved_separately(retrieve, spectrum_of):
    images = [small(name) for name in ("camera", "brick")]
    *_, together = islice(retrieve(np.stack([spectrum_of(image) for image in images])), 5)
    assert together.image.shape == (2, 64, 64)
    *_, first = islice(retrieve(spectrum_of(images[0])), 5)  # the noise of the first image is the same
    assert_allclose(together.image[0], first.image, atol=1e-12)
    assert together.residual[0] == pytest.approx(first.residual)
    if retrieve is retrieve_from_phase:
        *_, second = islice(retrieve(spectrum_of(images[1])), 5)
        assert_allclose(together.image[1], second.image, atol=1e-12)


def test_upright_turns_each_image_of_a_batch():
    images = np.stack([small("camera"), small("coffee")])
    mixed = np.stack([images[0], images[1, ::-1, ::-1]])
    assert_array_equal(upright(mixed, images), images)


def test_turning_an_image_keeps_its_magnitude():
    image = small("camera")
    assert_allclose(magnitude_of(image[::-1, ::-1]), magnitude_of(image), atol=1e-9)


def test_the_seed_determines_the_result():
    magnitude = magnitude_of(small("camera"))
    one, again, other = (next(retrieve_from_magnitude(magnitude, seed)).image for seed in (7, 7, 8))
    assert_array_equal(one, again)
    assert correlation(one, other) < 0.9


def test_changing_an_estimate_does_not_disturb_retrieval_from_magnitude():
    magnitude = magnitude_of(small("camera"))
    steps = retrieve_from_magnitude(magnitude)
    next(steps).image[:] = 0
    *_, undisturbed = islice(retrieve_from_magnitude(magnitude), 2)
    assert_array_equal(next(steps).image, undisturbed.image)


def test_zero_magnitude_gives_a_black_image_without_residual():
    step = next(retrieve_from_magnitude(np.zeros((6, 4))))
    assert_array_equal(step.image, np.zeros((3, 3)))
    assert step.residual == 0


def test_retrieval_from_magnitude_keeps_float32():
    step = next(retrieve_from_magnitude(magnitude_of(small("camera")).astype(np.float32)))
    assert step.image.dtype == np.float32


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (
            (np.ones((5, 4)),),
            ValueError,
            r"magnitude must be \(\.\.\., 2 \* height, width \+ 1\), got shape \(5, 4\)",
        ),
        ((-np.ones((6, 4)),), ValueError, "magnitude must not be negative, got -1"),
        ((np.full((6, 4), np.nan),), ValueError, "magnitude must be finite, got nan"),
        ((1j * np.ones((6, 4)),), TypeError, "magnitude must be real, got complex128"),
        ((np.ones((6, 4)), -1), ValueError, "seed must be at least 0, got -1"),
        ((np.ones((6, 4)), 0, 0), ValueError, r"beta must be in \(0, 1\], got 0"),
        ((np.ones((6, 4)), 0, 1.5), ValueError, r"beta must be in \(0, 1\], got 1.5"),
    ],
)
def test_retrieval_from_magnitude_rejects_invalid_arguments_at_once(arguments, error, message):
    with pytest.raises(error, match=message):
        retrieve_from_magnitude(*arguments)


@pytest.mark.parametrize(
    ("name", "scores"),
    [
        ("camera", (0.789, 0.972, 0.9989)),
        ("astronaut", (0.706, 0.924, 0.993)),
        ("chelsea", (0.594, 0.917, 0.999)),
        ("coffee", (0.820, 0.931, 0.994)),
        ("grass", (0.630, 0.863, 0.980)),
        ("brick", (0.657, 0.936, 0.998)),
    ],
)
def test_photographs_are_retrieved_from_phase_with_falling_residual(name, scores):
    image = small(name)
    steps = list(islice(retrieve_from_phase(phase_of(image)), 500))
    measured = [correlation(steps[n - 1].image, image) for n in (1, 10, 100)]
    assert_allclose(measured, scores, atol=1e-3)
    assert correlation(steps[-1].image, image) > 0.999
    assert (np.diff([step.residual for step in steps]) < 0).all()


def test_the_true_image_is_a_fixed_point_of_retrieval_from_phase():
    image = np.ones((5, 7))  # the image from which the search starts
    for step in islice(retrieve_from_phase(phase_of(image)), 3):
        assert_allclose(step.image, image, atol=1e-12)
        assert step.residual < 1e-12


def test_changing_an_estimate_does_not_disturb_retrieval_from_phase():
    phase = phase_of(small("camera"))
    steps = retrieve_from_phase(phase)
    next(steps).image[:] = 0
    *_, undisturbed = islice(retrieve_from_phase(phase), 2)
    assert_allclose(next(steps).image, undisturbed.image)


def test_retrieval_from_phase_keeps_float32():
    step = next(retrieve_from_phase(phase_of(small("camera")).astype(np.float32)))
    assert step.image.dtype == np.float32


@pytest.mark.parametrize(
    ("phase", "error", "message"),
    [
        (
            np.zeros((5, 4)),
            ValueError,
            r"phase must be \(\.\.\., 2 \* height, width \+ 1\), got shape \(5, 4\)",
        ),
        (np.zeros((6, 1)), ValueError, r"got shape \(6, 1\)"),
        (np.zeros(6), ValueError, r"got shape \(6,\)"),
        (np.full((6, 4), np.nan), ValueError, "phase must be finite, got nan"),
        (1j * np.ones((6, 4)), TypeError, "phase must be real, got complex128"),
    ],
)
def test_retrieval_from_phase_rejects_invalid_arguments_at_once(phase, error, message):
    with pytest.raises(error, match=message):
        retrieve_from_phase(phase)
