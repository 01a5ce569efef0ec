"""The crossover from direct convolution to the FFT, and the equality of their results."""

import re
from itertools import islice

import numpy as np
import pytest

from demos import load
from demos.essay.convolution_crossover.operations import fft_crossover_kernel
from demos.essay.convolution_crossover.timing import Layer

demo = load("convolution_crossover")


@pytest.mark.parametrize(
    ("channels", "prepared", "first"), [(1, True, 7), (1, False, 8), (16, True, 3), (16, False, 5)]
)
def test_crossover_for_64_by_64_samples(channels, prepared, first):
    figures = demo(channels=channels, prepared=prepared)
    assert f"fewer for kernels of {first} × {first} and larger" in figures["sentence"].text
    ratio = figures["ratio"].series[1].y
    assert ratio[first - 1] > 1 >= ratio[first - 2]


def test_crossover_at_two_taps_for_64_channels_or_more():
    plot = demo()["crossover"]
    beforehand, too = (series.y[plot.x >= 64] for series in plot.series)
    np.testing.assert_array_equal(beforehand, 2)
    np.testing.assert_array_equal(too, 5)
    assert fft_crossover_kernel(64, 1000, prepared=True) == 2


@pytest.mark.parametrize("side", [16, 128])
@pytest.mark.parametrize("kernel", [1, 7, 31])
def test_both_methods_give_the_same_result(side, kernel):
    text = demo(side=side, kernel=kernel)["sentence"].text
    assert float(re.search(r"differ by (\S+) at", text)[1]) < 1e-10
    layer = Layer(side, kernel, channels=4)
    for prepared in (True, False):
        np.testing.assert_allclose(layer.by_fft(prepared=prepared)(), layer.direct(), atol=1e-10)


def test_singular_for_one_channel():
    assert demo()["crossover"].summary.startswith("1 channel: ")


def test_nothing_is_timed_before_the_action_starts():
    assert np.isnan(demo()["ratio"].series[2].y).all()
    assert "this machine" not in demo()["sentence"].text


def test_action_times_one_kernel_after_another():
    frames = demo.frames(side=16)
    progress = [frame.progress for frame in islice(frames, 20)]
    assert (np.diff(progress) >= 0).all()
    frame = next(frame for frame in frames if np.isfinite(frame.figures["ratio"].series[2].y).any())
    assert "On this machine" in frame.figures["sentence"].text
    assert np.nanmin(frame.figures["ratio"].series[2].y) > 0


def test_times_measured_in_a_hidden_page_are_not_shown():
    frames = demo.frames(side=16)
    next(frames)
    frame = next(frames)
    while frame.progress <= 1 / 8:
        frame = frames.send(True)
    assert np.isnan(frame.figures["ratio"].series[2].y).all()
