"""Energy compaction: the energy in a few coefficients, in the optimal basis and in three fixed ones."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from demos.essay.energy_compaction.report import figures
from demos.kit.controls import Choice, ControlError, Picture, Slider
from demos.kit.declare import demo
from demos.kit.figures import Array, Figures
from demos.kit.library import PHOTOGRAPHS
from demos.kit.pictures import square
from fdnn_core import (
    autoregressive_covariance,
    cosine_basis,
    fourier_basis,
    karhunen_loeve_basis,
    row_covariance,
    walsh_hadamard_basis,
)
from fdnn_core.signals.colour import luma

_SOURCES = {"process": "an AR(1) process", "picture": "rows of a picture"}
_PROCESS, _PICTURE = {"source": ("process",)}, {"source": ("picture",)}
_LENGTHS = {8: "8 samples", 16: "16 samples", 32: "32 samples"}
_SIDE = 256  # pixels


@demo(title="Energy in few coefficients")
def energy_compaction(
    source: Annotated[str, Choice(_SOURCES, label="Data")] = "process",
    correlation: Annotated[
        float,
        Slider(
            0, 0.99, 0.01, label="Correlation", help="Correlation of neighbouring samples.", when=_PROCESS
        ),
    ] = 0.95,
    picture: Annotated[Array, Picture(PHOTOGRAPHS, label="Picture", when=_PICTURE)] = "camera",  # type: ignore[assignment]
    length: Annotated[int, Choice(_LENGTHS, label="Block length")] = 8,
) -> Figures:
    """Compare four bases by the energy in their largest coefficients and by their coding gain."""
    if source == "process":
        covariance = autoregressive_covariance(length, correlation)
    else:
        covariance = _covariance(picture, length)
    bases = {
        "KLT": karhunen_loeve_basis(covariance),
        "DCT-II": cosine_basis(length),
        "Walsh–Hadamard": walsh_hadamard_basis(length),
        "DFT": fourier_basis(length),
    }
    return figures(covariance, bases)


def _covariance(picture: Array, length: int) -> Array:
    grey = square(luma(picture), _SIDE)
    if np.ptp(grey) < 1 / 255:
        raise ControlError("picture", "must not be constant")
    return row_covariance(grey, length)
