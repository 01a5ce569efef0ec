"""The ratio of operations and of times, the crossover by number of channels, and a sentence."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from demos.essay.convolution_crossover.operations import (
    direct_convolution_operations,
    fft_convolution_operations,
    fft_crossover_kernel,
)
from demos.kit.figures import Axis, Figure, Plot, Sentence, Series
from demos.kit.typesetting import plural

_KERNELS = range(1, 32)
_CHANNELS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256)


def figures(
    side: int, channels: int, kernel: int, prepared: bool, difference: float, timed: Mapping[int, float]
) -> dict[str, Figure]:
    """Return all figures; `timed` has, by kernel size, the time of the direct method over that of the FFT."""
    text = _story(side, channels, kernel, prepared, difference, timed)
    return {
        "sentence": Sentence(title="In words", summary=text, text=text),
        "ratio": _ratio(side, channels, kernel, prepared, timed),
        "crossover": _crossover(side, channels),
    }


def _story(
    side: int, channels: int, kernel: int, prepared: bool, difference: float, timed: Mapping[int, float]
) -> str:
    direct = direct_convolution_operations(side, kernel, channels)
    by_fft = fft_convolution_operations(side, kernel, channels, prepared=prepared)
    first = fft_crossover_kernel(side, channels, prepared=prepared)
    border = "for no kernel" if first is None else f"for kernels of {first} × {first} and larger"
    text = (
        f"With {kernel} × {kernel} taps a layer takes {_count(direct)} operations directly and "
        f"{_count(by_fft)} by FFT, which needs fewer {border}. "
        f"Both give the same result: they differ by {difference:.0e} at most."
    )
    faster = [taps for taps, ratio in timed.items() if ratio > 1]
    if timed:
        found = f"from {min(faster)} × {min(faster)} taps" if faster else "for no kernel so far"
        text += f" On this machine the FFT was faster {found}, of {len(timed)} timed."
    return text


def _count(operations: float) -> str:
    return f"{operations / 1e6:.3g} million"


def _ratio(side: int, channels: int, kernel: int, prepared: bool, timed: Mapping[int, float]) -> Plot:
    counted = np.array(
        [
            direct_convolution_operations(side, k, channels)
            / fft_convolution_operations(side, k, channels, prepared=prepared)
            for k in _KERNELS
        ]
    )
    measured = np.array([timed.get(k, np.nan) for k in _KERNELS])
    return Plot(
        title="Direct method relative to the FFT",
        summary=f"{counted[kernel - 1]:.2g} times the operations with {kernel} × {kernel} taps.",
        x=np.array(_KERNELS, float),
        series=[
            Series("equal", np.ones(len(_KERNELS)), "before"),
            Series("operations", counted, "theory"),
            Series("time, measured here", measured, "after", "dots"),
        ],
        x_axis=Axis("kernel, taps per side", low=1, high=31),
        y_axis=Axis("ratio", "log", 0.01, 100),
        chosen=float(kernel),
    )


def _crossover(side: int, channels: int) -> Plot:
    rows = {
        prepared: np.array(
            [fft_crossover_kernel(side, c, prepared=prepared) or np.nan for c in _CHANNELS], float
        )
        for prepared in (True, False)
    }
    return Plot(
        title="Kernel size from which the FFT needs fewer operations",
        summary="; ".join(
            f"{c} {plural(c, 'channel')}: {beforehand:.0f}, with the transforms of the filters {too:.0f}"
            for c, beforehand, too in zip(_CHANNELS, rows[True], rows[False], strict=True)
            if c in (1, 16, 256)
        ),
        x=np.array(_CHANNELS, float),
        series=[
            Series("filters transformed beforehand", rows[True], "after"),
            Series("filters transformed too", rows[False], "third"),
        ],
        x_axis=Axis("channels in and out", "log", 1, _CHANNELS[-1]),
        y_axis=Axis("kernel, taps per side", low=0, high=12),
        chosen=float(channels),
    )
