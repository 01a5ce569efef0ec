"""A convolution layer by both methods, and a benchmark race between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from demos.essay.convolution_crossover.channel_convolution import FFTConvolution, convolve_channels
from demos.kit.figures import Array
from fdnn_core import FEWEST_ROUNDS, Variant, measure

_SECONDS = 3.0  # of measuring for each kernel
_ALLOWED = 1e-9  # difference between the results, for noise of unit variance


class Layer:
    """Noise (C, m, m) and filters (C, C, k, k) that give outputs (C, side, side) of unit variance."""

    def __init__(self, side: int, kernel: int, channels: int) -> None:
        rng = np.random.default_rng(0)
        self.x = rng.standard_normal((channels, side + kernel - 1, side + kernel - 1))
        self.filters = rng.standard_normal((channels, channels, kernel, kernel)) / kernel / np.sqrt(channels)

    def direct(self) -> Array:
        """Convolve directly, tap by tap."""
        return convolve_channels(self.x, self.filters)

    def by_fft(self, *, prepared: bool) -> Callable[[], Array]:
        """Return a function that convolves by FFT; with `prepared`, the filters are transformed only once."""
        shape = self.x.shape[1:]
        if not prepared:
            return lambda: FFTConvolution(self.filters, shape)(self.x)
        convolution = FFTConvolution(self.filters, shape)
        return lambda: convolution(self.x)


class Timed(NamedTuple):
    """Progress of a race from 0 to 1, and the time of the direct method over that of the FFT, once known."""

    fraction: float
    ratio: float | None


def timed(layer: Layer, prepared: bool) -> Iterator[Timed]:
    """Time the FFT against the direct method."""
    right = layer.direct()

    def error(result: Array) -> float:
        return float(np.abs(result - right).max()) / _ALLOWED

    ways = {
        "direct": Variant(layer.direct, error),
        "fft": Variant(layer.by_fft(prepared=prepared), error),
    }
    shown = 0.0
    for progress in measure(ways, baseline="direct", rounds=FEWEST_ROUNDS, seconds=_SECONDS):
        enough = progress.measurement.rounds >= FEWEST_ROUNDS
        if enough or progress.fraction > shown + 0.2:
            shown = progress.fraction
            yield Timed(shown, progress.measurement.speedup("fft").value if enough else None)
