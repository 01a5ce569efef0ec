"""The figures of a signal in one dimension."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from demos.activation_xray.measures import Spectrum, energy, table, words
from demos.kit.figures import Axis, Clip, Figure, Plot, Series, Sound
from demos.kit.loudness import matched
from fdnn_core import (
    EXACT_SERIES,
    alias_energy,
    amplitudes,
    dct,
    decibels,
    sampled_amplitudes,
    total_harmonic_distortion,
)

Array = NDArray[np.float64]

_HARMONICS = 4096  # of the exact series; the tail of the slowest, 1/k, is then below 1/1000
_RATE = 16000.0  # samples a second
_FLOOR = -100.0  # dB


def signal_figures(
    x: Array,
    y: Array,
    *,
    layer: Callable[[Array], Array] | None,
    tone: int | None,
    exact: Array | None,
    activation: str,
    depth: int,
    transform: str,
    scale: str,
) -> dict[str, Figure]:
    """Return all figures for the signal x and what became of it, y.

    `layer` is the pointwise layer whose aliases can be told, `tone` the frequency if the input is a pure one,
    `exact` the amplitudes that the closed form predicts.
    """
    before, after = Spectrum(x, transform), Spectrum(y, transform)
    more = []
    if tone is not None and transform == "dft":
        more.append(("Harmonic distortion (THD)", "0 %", _distortion(y, tone)))
    if layer is not None:
        more.append(("Energy that is aliasing", "0 %", f"{100 * alias_energy(layer, x):.3g} %"))
    return {
        "signal": _signal(x, y),
        "spectrum": _spectrum(x, y, exact, transform, scale),
        **words(before, after, activation, depth),
        "counts": table(before, after, more),
        "energy": energy(before, after),
        "sound": _sound(x, y),
    }


def exact_amplitudes(
    activation: str, amplitude: float, bias: float, tone: int, phase: float, n: int
) -> Array | None:
    """Return the amplitudes of n samples by the activation's exact Fourier series, None where there is none."""
    if activation not in EXACT_SERIES:
        return None
    return sampled_amplitudes(EXACT_SERIES[activation](_HARMONICS, amplitude, bias), tone, n, phase)


def _distortion(y: Array, tone: int) -> str:
    spectrum = amplitudes(y)
    if spectrum[tone] < 1e-12 * max(1.0, float(np.abs(y).max())):
        return "no fundamental"
    return f"{100 * total_harmonic_distortion(spectrum, tone):.3g} %"


def _signal(x: Array, y: Array) -> Plot:
    return Plot(
        title="The signal",
        summary=f"{x.size} samples: from {x.min():.3g} to {x.max():.3g} before, from {y.min():.3g} to {y.max():.3g} after.",
        x=np.arange(x.size, dtype=float),
        series=[Series("before", x, "before"), Series("after", y, "after")],
        x_axis=Axis("sample", low=0, high=x.size - 1),
        y_axis=Axis("value"),
    )


def _spectrum(x: Array, y: Array, exact: Array | None, transform: str, scale: str) -> Plot:
    if transform == "dft":
        rows, label = [amplitudes(x), amplitudes(y)], "frequency, cycles in N samples"
    else:
        gain = np.sqrt(2 / x.size)  # a DCT basis function of amplitude A then reads A
        rows, label = [gain * np.abs(dct(signal, norm="ortho")) for signal in (x, y)], "DCT coefficient"
    series = [Series("before", rows[0], "before", "stems"), Series("after", rows[1], "after", "stems")]
    if exact is not None:
        series.append(Series("exact series", exact, "theory", "dots"))
    strongest = int(np.argmax(rows[1][1:])) + 1
    y_axis = Axis("amplitude", low=0)
    if scale == "db":
        reference = max(float(rows[0].max()), 1e-12)
        series = [Series(s.label, decibels(s.y, reference, _FLOOR), s.role, s.mark) for s in series]
        y_axis = Axis("amplitude, dB of the largest before", low=_FLOOR)
    return Plot(
        title="The spectrum",
        summary=f"After: mean {rows[1][0]:.3g}, strongest coefficient {strongest} with amplitude {rows[1][strongest]:.3g}"
        + (
            "."
            if exact is None
            else f"; it differs from the exact series by {np.abs(rows[1] - exact).max():.1e} at most."
        ),
        x=np.arange(rows[0].size, dtype=float),
        series=series,
        x_axis=Axis(label, low=-0.5, high=rows[0].size - 0.5),
        y_axis=y_axis,
    )


def _sound(x: Array, y: Array) -> Sound:
    first, second = matched(x, y)
    return Sound(
        title="Hear it",
        summary="The signal before and after, repeated, at the same loudness.",
        clips=[Clip("before", first, _RATE), Clip("after", second, _RATE)],
    )
