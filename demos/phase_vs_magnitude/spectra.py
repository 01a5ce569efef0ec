"""Magnitude and phase of a spectrum as images."""

from __future__ import annotations

import numpy as np

from demos.kit.caching import cache_last
from demos.kit.figures import Array, Image
from demos.phase_vs_magnitude.mixing import Transform
from fdnn_core import log_spectrum, phase_spectrum

_PLACE = {"dct": "at the top left", "dft": "in the centre"}
_ANGLES = {"dct": "0 or π: a sign", "dft": "as hues of the colour wheel"}


def magnitude_of(name: str, luma: Array, transform: Transform) -> Image:
    """Return an image of the logarithm of the magnitudes."""
    return Image(
        title=f"Magnitude of {name}",
        summary=f"Logarithm of the magnitudes, bright is large; the lowest frequency {_PLACE[transform]}.",
        values=log_spectrum(_single(luma), transform),
        scale="heat",
    )


def phase_of(name: str, luma: Array, transform: Transform) -> Image:
    """Return an image of the phases as hues."""
    return Image(
        title=f"Phase of {name}",
        summary=f"The phases, {_ANGLES[transform]}; the lowest frequency {_PLACE[transform]}.",
        values=phase_spectrum(_single(luma), transform),
        scale="hue",
        low=-np.pi,
        high=np.pi,
        unit="rad",
    )


def _single(luma: Array) -> Array:
    return luma.astype(np.float32)  # precise enough for a screen, in half the time


#: One cache for each picture: only the spectrum of the mixture changes with the sliders.
magnitude_of_a, phase_of_a = cache_last(magnitude_of), cache_last(phase_of)
magnitude_of_b, phase_of_b = cache_last(magnitude_of), cache_last(phase_of)
