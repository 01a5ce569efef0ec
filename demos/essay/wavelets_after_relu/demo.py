"""The number of terms that a signal needs before and after a ReLU, in cosines and in wavelets."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from demos.essay.wavelets_after_relu.report import figures
from demos.kit.controls import Choice, ControlError, Picture, Seed, Slider
from demos.kit.declare import demo
from demos.kit.figures import Array, Figures
from demos.kit.library import PHOTOGRAPHS
from demos.kit.pictures import square
from fdnn_core import dct_atoms, dctn, energy_curve, relu, wavelet_transform
from fdnn_core.signals.colour import luma

_SOURCES = {"cosines": "a mixture of cosines", "picture": "a picture"}
_WAVELETS = {"db4": "Daubechies, 4 vanishing moments", "haar": "Haar"}
_COSINES, _PICTURE = {"source": ("cosines",)}, {"source": ("picture",)}
_SAMPLES, _SIDE = 1024, 256
_HIGHEST = 20  # half cycles


@demo(title="Wavelets after the ReLU")
def wavelets_after_relu(
    source: Annotated[str, Choice(_SOURCES, label="Signal")] = "cosines",
    atoms: Annotated[int, Slider(1, 20, label="Cosines", when=_COSINES)] = 5,
    seed: Annotated[
        int, Seed(label="Seed", help="Sets the random frequencies and amplitudes.", when=_COSINES)
    ] = 0,
    picture: Annotated[Array, Picture(PHOTOGRAPHS, label="Picture", when=_PICTURE)] = "camera",  # type: ignore[assignment]
    wavelet: Annotated[str, Choice(_WAVELETS, label="Wavelet")] = "db4",
) -> Figures:
    """Count the terms that a signal and its ReLU need, in the cosine and in a wavelet basis."""
    mixed = source == "cosines"
    signal = dct_atoms((1, _SAMPLES), atoms, seed, _HIGHEST)[0] if mixed else _grey(picture)
    before = _centred(signal)
    after = _centred(relu(before))
    held = {
        (basis, when): energy_curve(coefficients)
        for when, x in (("before", before), ("after", after))
        for basis, coefficients in (
            ("DCT", dctn(x, norm="ortho")),
            ("wavelet", wavelet_transform(x, wavelet)),
        )
    }
    return figures(held, fidelities=("40 dB", "60 dB") if mixed else ("99 %",))


def _grey(picture: Array) -> Array:
    grey = square(luma(picture), _SIDE)
    if np.ptp(grey) < 1 / 255:
        raise ControlError("picture", "must not be constant")
    return grey


def _centred(x: Array) -> Array:
    """Subtract the mean, which would hold most of the energy in a single term of either basis."""
    centred: Array = x - x.mean()
    return centred
