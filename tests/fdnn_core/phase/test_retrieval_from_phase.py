from itertools import islice

import numpy as np
import pytest
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from fdnn_core import correlation, photograph, retrieve_from_phase, to_polar

sides = st.integers(1, 8)


def small(name):
    """Return a photograph at 64 by 64 pixels."""
    return photograph(name).reshape(64, 4, 64, 4).mean(axis=(1, 3))


def phase_of(image):
    return to_polar(image, s=(2 * image.shape[0], 2 * image.shape[1]))[1]


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
def test_photographs_come_back_and_the_residual_falls_at_every_step(name, scores):
    image = small(name)
    steps = list(islice(retrieve_from_phase(phase_of(image)), 500))
    measured = [correlation(steps[n - 1].image, image) for n in (1, 10, 100)]
    assert_allclose(measured, scores, atol=1e-3)
    assert correlation(steps[-1].image, image) > 0.999
    assert (np.diff([step.residual for step in steps]) < 0).all()


def test_the_image_itself_is_at_rest():
    image = np.ones((5, 7))  # from where the search starts
    for step in islice(retrieve_from_phase(phase_of(image)), 3):
        assert_allclose(step.image, image, atol=1e-12)
        assert step.residual < 1e-12


def test_what_the_caller_does_with_an_estimate_does_not_matter():
    phase = phase_of(small("camera"))
    steps = retrieve_from_phase(phase)
    next(steps).image[:] = 0
    *_, undisturbed = islice(retrieve_from_phase(phase), 2)
    assert_allclose(next(steps).image, undisturbed.image)


def test_single_precision_stays():
    step = next(retrieve_from_phase(phase_of(small("camera")).astype(np.float32)))
    assert step.image.dtype == np.float32


@pytest.mark.parametrize(
    ("phase", "error", "message"),
    [
        (np.zeros((5, 4)), ValueError, r"phase must be \(2 \* height, width \+ 1\), got shape \(5, 4\)"),
        (np.zeros((6, 1)), ValueError, r"got shape \(6, 1\)"),
        (np.zeros((2, 6, 4)), ValueError, r"got shape \(2, 6, 4\)"),
        (np.full((6, 4), np.nan), ValueError, "phase must be finite, got nan"),
        (1j * np.ones((6, 4)), TypeError, "phase must be real, got complex128"),
    ],
)
def test_refuses_at_once(phase, error, message):
    with pytest.raises(error, match=message):
        retrieve_from_phase(phase)
