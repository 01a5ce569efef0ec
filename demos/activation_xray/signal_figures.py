"""The figures of a one-dimensional signal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from demos.activation_xray.spectrum import Spectrum, Transform, conclusion, energy, spectrum_before, table
from demos.kit.activations import Activation
from demos.kit.audio import match_loudness
from demos.kit.figures import Array, Axis, Clip, Figure, Plot, Series, Sound
from demos.kit.typesetting import percent
from fdnn_core import (
    EXACT_SERIES,
    alias_energy,
    amplitudes,
    dct,
    decibels,
    sampled_amplitudes,
    total_harmonic_distortion,
)

_HARMONICS = 4096  # of the exact series; if it falls as 1/k, the rest is below 1/1000
_RATE = 16000.0  # samples per second
_FLOOR = -100.0  # dB


def signal_figures(
    x: Array,
    y: Array,
    *,
    layer: Callable[[Array], Array] | None,
    tone: int | None,
    exact: Array | None,
    name: str,
    depth: int,
    transform: Transform,
    scale: str,
) -> dict[str, Figure]:
    """Return all figures for the input x and the output y of an activation with this name.

    `layer` is the layer if it is pointwise, to compute its aliases; `tone` the frequency if the input is a
    pure tone; `exact` the amplitudes that the closed form predicts, if there is one.
    """
    before, after = spectrum_before(x, transform), Spectrum(y, transform)
    levels = _levels(x, transform), _levels(y, transform)
    more = []
    if tone is not None and transform == "dft":
        more.append(("Harmonic distortion (THD)", "0 %", _distortion(levels[1], tone)))
    if layer is not None:
        more.append(("Energy that is aliasing", "0 %", percent(alias_energy(layer, x), ".3g")))
    return {
        "signal": _signal(x, y),
        "spectrum": _spectrum(*levels, exact, transform, scale),
        **conclusion(before, after, name, depth),
        "counts": table(before, after, more),
        "energy": energy(before, after),
        "sound": _sound(x, y),
    }


def exact_amplitudes(
    activation: Activation, amplitude: float, bias: float, tone: int, phase: float, n: int
) -> Array | None:
    """Return the amplitudes of n samples by the exact Fourier series, or None if no closed form is known."""
    if not isinstance(activation, str) or activation not in EXACT_SERIES:
        return None
    return sampled_amplitudes(EXACT_SERIES[activation](_HARMONICS, amplitude, bias), tone, n, phase)


def _levels(x: Array, transform: Transform) -> Array:
    """Return the amplitudes of the spectrum: A for a tone, or a basis function, of amplitude A."""
    return amplitudes(x) if transform == "dft" else np.sqrt(2 / x.size) * np.abs(dct(x, norm="ortho"))


def _distortion(spectrum: Array, tone: int) -> str:
    if tone in (0, spectrum.size - 1):
        return "harmonics fold onto the tone"
    if spectrum[tone] < 1e-12 * max(1.0, float(spectrum.max())):
        return "no fundamental"
    return percent(total_harmonic_distortion(spectrum, tone), ".3g")


def _signal(x: Array, y: Array) -> Plot:
    return Plot(
        title="The signal",
        summary=f"{x.size} samples: from {x.min():.3g} to {x.max():.3g} before, "
        f"from {y.min():.3g} to {y.max():.3g} after.",
        x=np.arange(x.size, dtype=float),
        series=[Series("before", x, "before"), Series("after", y, "after")],
        x_axis=Axis("sample", low=0, high=x.size - 1),
        y_axis=Axis("value"),
    )


def _spectrum(before: Array, after: Array, exact: Array | None, transform: Transform, scale: str) -> Plot:
    label = "frequency, cycles in N samples" if transform == "dft" else "DCT coefficient"
    strongest = int(np.argmax(after[1:])) + 1
    highest = f"{strongest} with amplitude {after[strongest]:.3g}"
    summary = f"After: mean {after[0]:.3g}, strongest coefficient {highest}."
    series = [Series("before", before, "before", "stems"), Series("after", after, "after", "stems")]
    if exact is not None:
        summary += f" The exact series differs by {np.abs(after - exact).max():.1e} at most."
        series.append(Series("exact series", exact, "theory", "dots"))
    if scale == "linear":
        series = [_without_zeros(s) if s.mark == "dots" else s for s in series]
        y_axis = Axis("amplitude", low=0)
    else:
        reference = max(float(before.max()), 1e-12)
        series = [Series(s.label, decibels(s.y, reference, _FLOOR), s.role, s.mark) for s in series]
        y_axis = Axis("amplitude, dB of the largest before", low=_FLOOR)
    return Plot(
        title="The spectrum",
        summary=summary,
        x=np.arange(before.size, dtype=float),
        series=series,
        x_axis=Axis(label, low=-0.5, high=before.size - 0.5),
        y_axis=y_axis,
    )


def _without_zeros(series: Series) -> Series:
    """Replace zeros by NaN: rings at zero would hide the axis."""
    return replace(series, y=np.where(series.y > 1e-3 * series.y.max(), series.y, np.nan))


def _sound(x: Array, y: Array) -> Sound:
    first, second = match_loudness(x, y)
    return Sound(
        title="Hear it",
        summary="The signal before and after, repeated, at the same loudness.",
        clips=[Clip("before", first, _RATE), Clip("after", second, _RATE)],
    )
