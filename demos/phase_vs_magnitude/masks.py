"""Masks of the frequencies to keep, by name."""

from __future__ import annotations

import numpy as np

from demos.kit.figures import Array
from fdnn_core import high_pass_mask, low_pass_mask, notch_mask, ring_mask, wedge_mask

MASKS = {
    "all": "all",
    "low-pass": "low ones",
    "high-pass": "high ones",
    "ring": "a ring",
    "notch": "all but a notch",
    "wedge": "one direction",
}


def mask_of(name: str, side: int, radius: float, width: float, angle: float, opening: float) -> Array:
    """Return a (side, side) mask; `radius` and `width` in percent of Nyquist, angles in degrees."""
    shape = (side, side)
    cycles = side / 2 / 100
    half = width / 2
    match name:
        case "low-pass":
            return low_pass_mask(shape, radius * cycles)
        case "high-pass":
            return high_pass_mask(shape, radius * cycles)
        case "ring":
            return ring_mask(shape, max(radius - half, 0) * cycles, (radius + half) * cycles)
        case "notch":
            turn = np.deg2rad(angle)
            centre = (-radius * cycles * np.sin(turn), radius * cycles * np.cos(turn))
            return notch_mask(shape, centre, half * cycles)
        case _:
            return wedge_mask(shape, angle, opening)
