from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from fdnn_core import correlation, photograph, retrieve_from_magnitude, to_polar, upright

sides = st.integers(1, 8)
seeds = st.integers(0, 2**32)


def small(name):
    """Return a photograph at 64 by 64 pixels."""
    return photograph(name).reshape(64, 4, 64, 4).mean(axis=(1, 3))


def magnitude_of(image):
    return to_polar(image, s=(2 * image.shape[0], 2 * image.shape[1]))[0]


def fienup(image, seed, beta):
    """Hybrid input-output with the whole spectrum, pixel by pixel as the paper has it."""
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
def test_is_the_algorithm_of_fienup(height, width, seed, beta):
    image = np.random.default_rng(seed).random((height, width))
    steps = retrieve_from_magnitude(magnitude_of(image), seed, beta)
    for step, (kept, residual) in islice(zip(steps, fienup(image, seed, beta), strict=False), 3):
        assert_allclose(step.image, kept, atol=1e-8)
        assert step.residual == pytest.approx(residual, abs=1e-8)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ["camera", "astronaut"])
def test_the_image_comes_back_perhaps_upside_down(name, seed):
    image = small(name)
    *_, last = islice(retrieve_from_magnitude(magnitude_of(image), seed), 1000)
    assert correlation(upright(last.image, image), image) > 0.9999
    assert last.residual < 1e-3


@pytest.mark.parametrize("seed", range(2))
def test_or_it_does_not_and_the_residual_tells(seed):
    image = small("brick")
    *_, last = islice(retrieve_from_magnitude(magnitude_of(image), seed), 500)
    assert correlation(upright(last.image, image), image) < 0.95
    assert last.residual > 0.01


def test_magnitude_does_not_tell_which_way_up():
    image = small("camera")
    assert_allclose(magnitude_of(image[::-1, ::-1]), magnitude_of(image), atol=1e-9)


def test_the_seed_alone_decides():
    magnitude = magnitude_of(small("camera"))
    one, again, other = (next(retrieve_from_magnitude(magnitude, seed)).image for seed in (7, 7, 8))
    assert_array_equal(one, again)
    assert correlation(one, other) < 0.9


def test_what_the_caller_does_with_an_estimate_does_not_matter():
    magnitude = magnitude_of(small("camera"))
    steps = retrieve_from_magnitude(magnitude)
    next(steps).image[:] = 0
    *_, undisturbed = islice(retrieve_from_magnitude(magnitude), 2)
    assert_array_equal(next(steps).image, undisturbed.image)


def test_black_is_black_and_nothing_contradicts_it():
    step = next(retrieve_from_magnitude(np.zeros((6, 4))))
    assert_array_equal(step.image, np.zeros((3, 3)))
    assert step.residual == 0


def test_single_precision_stays():
    step = next(retrieve_from_magnitude(magnitude_of(small("camera")).astype(np.float32)))
    assert step.image.dtype == np.float32


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (
            (np.ones((5, 4)),),
            ValueError,
            r"magnitude must be \(2 \* height, width \+ 1\), got shape \(5, 4\)",
        ),
        ((-np.ones((6, 4)),), ValueError, "magnitude must not be negative, got -1"),
        ((np.full((6, 4), np.nan),), ValueError, "magnitude must be finite, got nan"),
        ((1j * np.ones((6, 4)),), TypeError, "magnitude must be real, got complex128"),
        ((np.ones((6, 4)), -1), ValueError, "seed must be at least 0, got -1"),
        ((np.ones((6, 4)), 0, 0), ValueError, r"beta must be in \(0, 1\], got 0"),
        ((np.ones((6, 4)), 0, 1.5), ValueError, r"beta must be in \(0, 1\], got 1.5"),
    ],
)
def test_refuses_at_once(arguments, error, message):
    with pytest.raises(error, match=message):
        retrieve_from_magnitude(*arguments)
