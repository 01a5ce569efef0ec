"""Slow waves are learned first, unless the input contains the fast ones."""

import re
from itertools import islice

import numpy as np
import pytest

from demos import load
from demos.kit.controls import ControlError
from fdnn_core import power

demo = load("spectral_bias")
ACTIVATIONS = pytest.mark.parametrize("activation", ["relu", "tanh", "sin"])


def missing(figures):
    """The missing amplitude (5, 61) of each wave at each step shown."""
    return np.array([series.y for series in figures["missing"].series])


def halved(figures):
    """The step at which half of each wave is learned; infinite if it is not."""
    steps = figures["missing"].x
    return [steps[row <= 0.5].min(initial=np.inf) for row in missing(figures)]


@pytest.mark.parametrize("seed", range(5))
def test_relu_learns_slower_waves_first(seed):
    steps = halved(demo(seed=seed))
    assert (np.diff(steps[:-1]) > 0).all()
    assert steps[-1] > steps[-2]
    assert steps[-1] > 10 * steps[0]


@ACTIVATIONS
def test_fast_waves_are_missing_after_a_hundred_steps(activation):
    after = missing(demo(activation=activation))[:, 20]
    assert (after[:2] < 0.15).all()
    assert 0.55 < after[3] < 0.85
    assert 0.85 < after[4] < 1.01


def test_missing_amplitudes_of_relu_after_a_hundred_steps():
    np.testing.assert_allclose(missing(demo())[:, 20], [0.009, 0.098, 0.193, 0.624, 0.885], atol=0.01)


@ACTIVATIONS
@pytest.mark.parametrize("seed", [0, 1])
def test_no_wave_is_missing_if_all_are_in_the_input(activation, seed):
    assert (missing(demo(activation=activation, features=16, seed=seed))[:, 20] < 0.01).all()


def test_missing_waves_are_the_error():
    """Parseval: half the sum of all squared amplitudes of the residual is its mean square."""
    figures = demo(seed=2)
    target, fit = (series.y[::4] for series in figures["fit"].series)
    error = fit - target
    assert power(error).sum() == pytest.approx(np.mean(error**2))
    np.testing.assert_allclose(
        power(error)[[1, 3, 5, 9, 15]], missing(figures)[:, -1] ** 2 / 2, rtol=1e-9, atol=1e-9
    )


def test_sentence_states_the_steps():
    for frame in list(demo.frames(seed=1))[::20]:
        text = frame.figures["sentence"].text
        known = [step for step in halved(frame.figures) if np.isfinite(step)]
        assert {int(step) for step in re.findall(r"by step (\d+)", text)} == set(known), text
        assert ("Not yet" in text) == (0 < len(known) < 5)


def test_training_ends_after_three_hundred_steps():
    frames = list(demo.frames())
    assert len(frames) == 61
    assert frames[-1].progress == 1
    assert frames[-1].figures["sentence"].text.startswith("After 300 steps")


def test_activation_may_be_a_function():
    def frame(activation):
        return next(islice(demo.frames(activation=activation), 10, None)).figures["fit"].series[1].y

    np.testing.assert_allclose(frame(np.tanh), frame("tanh"), atol=0.01)


def test_function_that_is_no_activation_is_refused():
    with pytest.raises(ControlError, match="activation cannot be used"):
        next(demo.frames(activation=lambda x: x[:0]))
