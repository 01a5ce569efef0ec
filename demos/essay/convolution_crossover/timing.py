"""A layer of convolution, done both ways, and a race between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from demos.essay.convolution_crossover.channel_convolution import FFTConvolution, convolve_channels
from demos.kit.figures import Array
from fdnn_core import FEWEST_ROUNDS, Variant, measure

_SECONDS = 3.0  # for a kernel
_ALLOWED = 1e-9  # difference of the two results, for noise of unit variance


class Layer:
    """Noise (C, m, m) and filters (C, C, k, k), for (C, side, side) outputs of unit variance."""

    def __init__(self, side: int, kernel: int, channels: int) -> None:
        rng = np.random.default_rng(0)
        self.x = rng.standard_normal((channels, side + kernel - 1, side + kernel - 1))
        self.filters = rng.standard_normal((channels, channels, kernel, kernel)) / kernel / np.sqrt(channels)

    def direct(self) -> Array:
        """Convolve tap by tap."""
        return convolve_channels(self.x, self.filters)

    def by_fft(self, *, prepared: bool) -> Callable[[], Array]:
        """Return what convolves by FFT, the filters transformed now or each time."""
        shape = self.x.shape[1:]
        if not prepared:
            return lambda: FFTConvolution(self.filters, shape)(self.x)
        convolution = FFTConvolution(self.filters, shape)
        return lambda: convolution(self.x)


class Timed(NamedTuple):
    """How far a race has come, and how many times longer tap by tap takes, once that is known."""

    fraction: float
    ratio: float | None


def timed(layer: Layer, prepared: bool) -> Iterator[Timed]:
    """Race the FFT against tap by tap."""
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
