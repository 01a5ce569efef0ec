"""What can be done to one half of a spectrum while the other is kept."""

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
    "random phase": "phase, by chance alone",
    "zero phase": "phase, to zero",
    "flat magnitude": "magnitude, to one for all",
    "1/f magnitude": "magnitude, to 1/f",
}


def degrade(
    image: Array, degrading: str, *, bits: int, noise: float, seed: int, transform: Transform
) -> Array:
    """Return the image, or each patch of it, degraded; `noise` in degrees."""
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
