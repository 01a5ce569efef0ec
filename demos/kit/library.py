"""The pictures and sounds that every demo offers, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial

import numpy as np

import fdnn_core
from demos.kit.figures import Array

#: Six photographs, 256 x 256, grey or sRGB.
PHOTOGRAPHS: Mapping[str, Callable[[], Array]] = {
    name: cache(partial(fdnn_core.photograph, name, grey=False)) for name in fdnn_core.PHOTOGRAPHS
}

_SHAPE = (256, 256)


def _cloud() -> Array:
    """Return a 1/f field, two standard deviations from its mean to black or to white."""
    return np.clip(0.5 + fdnn_core.power_law_field(_SHAPE) / 4, 0, 1)


#: The photographs and three pictures that are none, 256 x 256.
PICTURES: Mapping[str, Callable[[], Array]] = {
    **PHOTOGRAPHS,
    "zone_plate": cache(partial(fdnn_core.zone_plate, _SHAPE)),
    "checkerboard": cache(partial(fdnn_core.checkerboard, _SHAPE, 32)),
    "cloud": cache(_cloud),
}

#: Sung vowels, one second at 16 kHz, synthesised.
VOWELS: Mapping[str, Callable[[], Array]] = {
    f"vowel_{name}": cache(partial(fdnn_core.vowel, name, 16000)) for name in fdnn_core.VOWELS
}
