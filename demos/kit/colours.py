"""Map values to 256 levels, and levels to colours."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray


def _heat() -> NDArray[np.uint8]:
    """Return the cubehelix scale (Green 2011, arXiv:1108.5083), whose luminance increases evenly."""
    fraction = np.linspace(0, 1, 256)
    angle = 2 * np.pi * (0.9 / 3 + 1 - 1.1 * fraction)
    amplitude = 1.1 * fraction * (1 - fraction) / 2
    red_green_blue = np.array([[-0.14861, 1.78277], [-0.29227, -0.90649], [1.97294, 0.0]])
    helix = red_green_blue @ np.stack([np.cos(angle), np.sin(angle)])  # (3, 256)
    levels: NDArray[np.float64] = 255 * np.clip(fraction + amplitude * helix, 0, 1)
    return np.rint(levels).astype(np.uint8).T


def _hue() -> NDArray[np.uint8]:
    """Return a circle in OKLab (Ottosson 2020) of constant lightness and chroma, for cyclic values."""
    angle = np.linspace(0, 2 * np.pi, 256)
    oklab = np.stack([np.full(256, 0.75), 0.12 * np.cos(angle), 0.12 * np.sin(angle)])
    to_cones = np.array([[1, 0.3963378, 0.2158038], [1, -0.1055613, -0.0638542], [1, -0.0894842, -1.2914855]])
    to_linear = np.array(
        [
            [4.0767417, -3.3077116, 0.2309699],
            [-1.2684380, 2.6097574, -0.3413194],
            [-0.0041961, -0.7034186, 1.7076147],
        ]
    )
    linear = to_linear @ (to_cones @ oklab) ** 3  # (3, 256)
    levels: NDArray[np.float64] = 255 * (1.055 * np.clip(linear, 0, 1) ** (1 / 2.4) - 0.055)
    return np.rint(levels).astype(np.uint8).T


def _opaque(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Turn (256, 3) RGB into (256, 4) RGBA."""
    return np.pad(rgb, ((0, 0), (0, 1)), constant_values=255)


_GREY = np.arange(256, dtype=np.uint8)
_SCALES = {
    "grey": _opaque(np.stack([_GREY] * 3, axis=1)),
    "heat": _opaque(_heat()),
    "hue": _opaque(_hue()),
}

#: Grey levels; cubehelix, from dark to light; the colour wheel, for angles.
Scale = Literal["grey", "heat", "hue"]


def levels(values: NDArray[np.floating], low: float, high: float) -> NDArray[np.uint8]:
    """Return values as bytes, 0 for `low` to 255 for `high`; values beyond are clipped."""
    gain = 255 / (high - low)
    scaled = values * gain
    scaled += 0.5 - low * gain
    return np.clip(scaled, 0, 255, out=scaled).astype(np.uint8)


def palette(scale: Scale) -> NDArray[np.uint8]:
    """Return (256, 4) RGBA bytes: the colour of each level on a scale."""
    return _SCALES[scale]
