"""Slow waves first, unless the input already holds the fast ones."""

import re

import numpy as np
import pytest

from demos import load
from fdnn_core import power

demo = load("spectral_bias")
ACTIVATIONS = pytest.mark.parametrize("activation", ["relu", "tanh", "sin"])


def missing(figures):
    """The amplitude missing of each wave (5,) at each step shown (61,)."""
    return np.array([series.y for series in figures["missing"].series])


def halved(figures):
    """The step by which half of each wave is learnt; infinite where it is not."""
    steps = figures["missing"].x
    return [steps[row <= 0.5].min(initial=np.inf) for row in missing(figures)]


@pytest.mark.parametrize("seed", range(5))
def test_with_relu_the_slower_wave_is_always_halved_first(seed):
    steps = halved(demo(seed=seed))
    assert (np.diff(steps[:-1]) > 0).all()
    assert steps[-1] > steps[-2]
    assert steps[-1] > 10 * steps[0]


@ACTIVATIONS
def test_after_a_hundred_steps_the_fast_waves_are_missing(activation):
    after = missing(demo(activation=activation))[:, 20]
    assert (after[:2] < 0.15).all()
    assert 0.55 < after[3] < 0.85
    assert 0.85 < after[4] < 1.01


def test_what_relu_lacks_after_a_hundred_steps():
    np.testing.assert_allclose(missing(demo())[:, 20], [0.009, 0.098, 0.193, 0.624, 0.885], atol=0.01)


@ACTIVATIONS
@pytest.mark.parametrize("seed", [0, 1])
def test_with_all_waves_in_the_input_none_is_missing(activation, seed):
    assert (missing(demo(activation=activation, features=16, seed=seed))[:, 20] < 0.01).all()


def test_the_waves_missing_are_the_error():
    """Parseval: half the sum of all squared amplitudes of the residual is its mean square."""
    figures = demo(seed=2)
    target, fit = (series.y[::4] for series in figures["fit"].series)
    error = fit - target
    assert power(error).sum() == pytest.approx(np.mean(error**2))
    np.testing.assert_allclose(
        power(error)[[1, 3, 5, 9, 15]], missing(figures)[:, -1] ** 2 / 2, rtol=1e-9, atol=1e-9
    )


def test_the_sentence_names_the_steps():
    for frame in list(demo.frames(seed=1))[::20]:
        text = frame.figures["sentence"].text
        known = [step for step in halved(frame.figures) if np.isfinite(step)]
        assert {int(step) for step in re.findall(r"by step (\d+)", text)} == set(known), text
        assert ("Not yet" in text) == (len(known) < 5)


def test_it_ends_after_three_hundred_steps():
    frames = list(demo.frames())
    assert len(frames) == 61
    assert frames[-1].progress == 1
    assert frames[-1].figures["sentence"].text.startswith("After 300 steps")
