"""Direct convolution or FFT: the kernel size from which the FFT takes fewer operations, and less time."""

from __future__ import annotations

from functools import cache
from typing import Annotated

import numpy as np

from demos.essay.convolution_crossover.report import figures
from demos.essay.convolution_crossover.timing import Layer, timed
from demos.kit.controls import Choice, Slider, Switch
from demos.kit.declare import demo
from demos.kit.figures import Frame, Frames

_SIDES = {side: f"{side} × {side}" for side in (16, 32, 64, 128)}
_CHANNELS = {1: "1", 4: "4", 16: "16"}
_TIMED = (1, 3, 5, 7, 11, 15, 21, 31)  # sides of the kernels, taps
_BEFOREHAND = "Leaves out the filters' transforms, as in a network that processes many pictures."


@demo(title="Convolution: direct or by FFT", action="Measure here")
def convolution_crossover(
    side: Annotated[int, Choice(_SIDES, label="Picture")] = 64,
    channels: Annotated[int, Choice(_CHANNELS, label="Channels in and out")] = 1,
    kernel: Annotated[int, Slider(1, 31, unit="taps per side", label="Kernel")] = 7,
    prepared: Annotated[bool, Switch(label="Filters transformed beforehand", help=_BEFOREHAND)] = True,
) -> Frames:
    """Count the operations of a convolution layer by both methods, compare the results, and time both."""
    difference = _difference(side, kernel)
    ratios: dict[int, float] = {}
    yield Frame(figures(side, channels, kernel, prepared, difference, ratios), 0.0)
    for count, taps in enumerate(_TIMED):
        interrupted = False
        for progress in timed(Layer(side, taps, channels), prepared):
            if progress.ratio is not None and not interrupted:
                ratios[taps] = progress.ratio
            done = (count + progress.fraction) / len(_TIMED)
            was_hidden = yield Frame(figures(side, channels, kernel, prepared, difference, ratios), done)
            interrupted |= bool(was_hidden)  # a browser slows hidden tabs down


@cache
def _difference(side: int, kernel: int) -> float:
    """Return the largest difference between the two results, for two channels of noise."""
    layer = Layer(side, kernel, channels=2)
    return float(np.abs(layer.direct() - layer.by_fft(prepared=True)()).max())
