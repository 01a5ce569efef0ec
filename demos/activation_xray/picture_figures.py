"""The figures of a picture."""

from __future__ import annotations

import numpy as np

from demos.activation_xray.spectrum import Spectrum, Transform, conclusion, energy, spectrum_before, table
from demos.kit.caching import cache_last
from demos.kit.figures import Array, Figure, Image
from fdnn_core import decibels

_FLOOR = -120.0  # dB


def picture_figures(
    raw: Array, x: Array, y: Array, *, name: str, depth: int, transform: Transform
) -> dict[str, Figure]:
    """Return all figures for the input x, a multiple of `raw` plus a bias, and the output y."""
    before, after = spectrum_before(raw, transform), Spectrum(y, transform)
    return {
        "image_before": _image("Before", x),
        "image_after": _image("After", y),
        "spectrum_before": _logarithm_before("Spectrum before", before.grid, transform),
        "spectrum_after": _logarithm("Spectrum after", after.grid, transform),
        **conclusion(before, after, name, depth),
        "counts": table(before, after, []),
        "energy": energy(before, after),
    }


def _image(title: str, values: Array) -> Image:
    low, high = float(values.min()), float(values.max())
    height, width = values.shape
    summary = f"{width} × {height} pixels with values from {low:.3g} (black) to {high:.3g} (white)."
    return Image(title=title, summary=summary, values=values, low=low, high=high if high > low else low + 1)


def _logarithm(title: str, magnitudes: Array, transform: Transform) -> Image:
    centre = "top left corner" if transform == "dct" else "centre"
    summary = f"The logarithm of the magnitudes, bright is strong; the lowest frequency is at the {centre}."
    levels = decibels(magnitudes if transform == "dct" else np.fft.fftshift(magnitudes), floor=_FLOOR)
    return Image(title=title, summary=summary, values=levels, scale="heat", low=_FLOOR, high=0.0, unit="dB")


_logarithm_before = cache_last(_logarithm)
