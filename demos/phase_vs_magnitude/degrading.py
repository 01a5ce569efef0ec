"""Degrade the magnitude or the phase of a picture and keep the other."""

from __future__ import annotations

import numpy as np

from demos.kit.figures import Array
from demos.phase_vs_magnitude.mixing import Transform
from fdnn_core import (
    flat_magnitude,
    noisy_phase,
    power_law_magnitude,
    quantise_magnitude,
    quantise_phase,
    random_phase,
    zero_phase,
)

DEGRADINGS = {
    "none": "nothing",
    "quantised phase": "phase, to a few bits",
    "quantised magnitude": "magnitude, to a few bits",
    "noisy phase": "phase, by noise",
    "random phase": "phase, replaced by a random one",
    "zero phase": "phase, to zero",
    "flat magnitude": "magnitude, to a constant",
    "1/f magnitude": "magnitude, to 1/f",
}


def degrade(
    image: Array, degrading: str, *, bits: int, noise: float, seed: int, transform: Transform
) -> Array:
    """Return the degraded image, (..., H, W); `noise` is in degrees."""
    match degrading:
        case "quantised phase":
            return quantise_phase(image, bits, transform)
        case "quantised magnitude":
            return quantise_magnitude(image, bits, transform)
        case "noisy phase":
            return noisy_phase(image, float(np.deg2rad(noise)), seed, transform)
        case "random phase":
            return random_phase(image, seed, transform)
        case "zero phase":
            return zero_phase(image, transform)
        case "flat magnitude":
            return flat_magnitude(image, transform)
        case "1/f magnitude":
            return power_law_magnitude(image, transform=transform)
        case _:
            return image
