"""The figures of a signal in two dimensions."""

from __future__ import annotations

import numpy as np

from demos.activation_xray.measures import Spectrum, Transform, energy, table, words
from demos.kit.figures import Array, Figure, Image
from fdnn_core import log_spectrum


def picture_figures(
    x: Array, y: Array, *, activation: str, depth: int, transform: Transform
) -> dict[str, Figure]:
    """Return all figures for the picture x and what became of it, y."""
    before, after = Spectrum(x, transform), Spectrum(y, transform)
    return {
        "image_before": _image("Before", x),
        "image_after": _image("After", y),
        "spectrum_before": _logarithm("Spectrum before", x, transform),
        "spectrum_after": _logarithm("Spectrum after", y, transform),
        **words(before, after, activation, depth),
        "counts": table(before, after, []),
        "energy": energy(before, after),
    }


def _image(title: str, values: Array) -> Image:
    low, high = float(values.min()), float(values.max())
    shown = (values - low) / (high - low) if high > low else np.full_like(values, 0.5)
    height, width = values.shape
    summary = f"{width} × {height} pixels with values from {low:.3g} (black) to {high:.3g} (white)."
    return Image(title=title, summary=summary, values=shown)


def _logarithm(title: str, values: Array, transform: Transform) -> Image:
    centre = "top left corner" if transform == "dct" else "centre"
    summary = f"The logarithm of the magnitudes, bright is strong; the lowest frequency is at the {centre}."
    return Image(title=title, summary=summary, values=log_spectrum(values, transform), scale="heat")
