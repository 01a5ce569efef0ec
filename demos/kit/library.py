"""The pictures and sounds that every demo offers, by name; their arrays are cached and read-only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial

import numpy as np

import fdnn_core
from demos.kit.figures import Array

_SHAPE = (256, 256)


def _cached(make: Callable[[], Array]) -> Callable[[], Array]:
    """Return a function that makes the array once and returns it read-only."""

    @cache
    def made() -> Array:
        array = make()
        array.flags.writeable = False
        return array

    return made


#: Six photographs, 256 x 256, grey or sRGB.
PHOTOGRAPHS: Mapping[str, Callable[[], Array]] = {
    name: _cached(partial(fdnn_core.photograph, name, grey=False)) for name in fdnn_core.PHOTOGRAPHS
}


def _cloud() -> Array:
    """Return a 1/f field; black and white are two standard deviations from its mean."""
    return np.clip(0.5 + fdnn_core.power_law_field(_SHAPE) / 4, 0, 1)


#: The photographs and three synthetic pictures, 256 x 256.
PICTURES: Mapping[str, Callable[[], Array]] = {
    **PHOTOGRAPHS,
    "zone_plate": _cached(partial(fdnn_core.zone_plate, _SHAPE)),
    "checkerboard": _cached(partial(fdnn_core.checkerboard, _SHAPE, 32)),
    "cloud": _cached(_cloud),
}

#: Synthesised sung vowels, one second at 16 kHz.
VOWELS: Mapping[str, Callable[[], Array]] = {
    f"vowel_{name}": _cached(partial(fdnn_core.vowel, name, 16000)) for name in fdnn_core.VOWELS
}
