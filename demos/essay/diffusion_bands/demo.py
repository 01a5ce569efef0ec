"""Diffusion by frequency band: which frequencies of a picture are above the noise."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from demos.essay.diffusion_bands.noise_bands import noise_like
from demos.essay.diffusion_bands.report import figures
from demos.kit.caching import cache_last
from demos.kit.controls import Choice, Picture, Seed, Slider
from demos.kit.declare import demo
from demos.kit.figures import Array, Figures
from demos.kit.library import PICTURES
from demos.kit.pictures import square
from fdnn_core import power_law_field, standardise
from fdnn_core.signals.colour import luma

_SIDE = 256
_SOURCES = {"picture": "a picture", "texture": "a random texture"}
_SHAPES = {"white": "white", "equal": "shaped like the picture"}
_TEXTURE = {"source": ("texture",)}
_FALL = "Exponent with which the power falls with frequency; about 2 for photographs."


@demo(title="What noise drowns first")
def diffusion_bands(
    source: Annotated[str, Choice(_SOURCES, label="Image")] = "picture",
    picture: Annotated[Array, Picture(PICTURES, label="Picture", when={"source": ("picture",)})] = "camera",  # type: ignore[assignment]
    fall: Annotated[float, Slider(1, 3, 0.25, label="Falloff", help=_FALL, when=_TEXTURE)] = 2.0,
    noise: Annotated[
        int, Slider(-20, 40, unit="dB", label="Noise", help="Power of the noise relative to the picture's.")
    ] = 0,
    shape: Annotated[str, Choice(_SHAPES, label="Noise spectrum")] = "white",
    seed: Annotated[int, Seed(label="Seed", help="Sets the random noise and the texture.")] = 0,
) -> Figures:
    """Add noise to a picture as a diffusion model does, and show which frequency bands it covers.

    The picture has zero mean and unit variance, so noise of standard deviation σ has σ² times its power.
    """
    clean = _texture(fall, seed) if source == "texture" else standardise(square(luma(picture), _SIDE))
    grain = noise_like(clean, seed) if shape == "equal" else _white(seed)
    return figures(clean, 10 ** (noise / 20) * grain, noise, equal=shape == "equal")


@cache_last
def _texture(fall: float, seed: int) -> Array:
    return power_law_field((_SIDE, _SIDE), fall, seed)


@cache_last
def _white(seed: int) -> Array:
    return np.random.default_rng(seed).standard_normal((_SIDE, _SIDE))
