"""From what kernel on the FFT needs fewer operations, and that it gives the same."""

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
def test_the_crossover_on_64_by_64(channels, prepared, first):
    figures = demo(channels=channels, prepared=prepared)
    assert f"fewer from kernels of {first} × {first} on" in figures["sentence"].text
    ratio = figures["ratio"].series[1].y
    assert ratio[first - 1] > 1 >= ratio[first - 2]


def test_with_64_channels_and_more_two_taps_a_side_are_enough():
    plot = demo()["crossover"]
    beforehand, too = (series.y[plot.x >= 64] for series in plot.series)
    np.testing.assert_array_equal(beforehand, 2)
    np.testing.assert_array_equal(too, 5)
    assert fft_crossover_kernel(64, 1000, prepared=True) == 2


@pytest.mark.parametrize("side", [16, 128])
@pytest.mark.parametrize("kernel", [1, 7, 31])
def test_both_ways_give_the_same(side, kernel):
    text = demo(side=side, kernel=kernel)["sentence"].text
    assert float(re.search(r"differ by (\S+) at", text)[1]) < 1e-10
    layer = Layer(side, kernel, channels=4)
    for prepared in (True, False):
        np.testing.assert_allclose(layer.by_fft(prepared=prepared)(), layer.direct(), atol=1e-10)


def test_one_channel_is_not_called_channels():
    assert demo()["crossover"].summary.startswith("1 channel: ")


def test_nothing_is_timed_unless_asked_for():
    assert np.isnan(demo()["ratio"].series[2].y).all()
    assert "this machine" not in demo()["sentence"].text


def test_when_asked_it_times_one_kernel_after_another():
    frames = demo.frames(side=16)
    progress = [frame.progress for frame in islice(frames, 20)]
    assert (np.diff(progress) >= 0).all()
    frame = next(frame for frame in frames if np.isfinite(frame.figures["ratio"].series[2].y).any())
    assert "On this machine" in frame.figures["sentence"].text
    assert np.nanmin(frame.figures["ratio"].series[2].y) > 0


def test_what_was_timed_while_the_reader_looked_away_is_not_shown():
    frames = demo.frames(side=16)
    next(frames)
    frame = next(frames)
    while frame.progress <= 1 / 8:
        frame = frames.send(True)
    assert np.isnan(frame.figures["ratio"].series[2].y).all()
