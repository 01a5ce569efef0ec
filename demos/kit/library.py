"""The pictures and sounds that every demo offers, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial

import fdnn_core
from demos.kit.figures import Array

#: Six photographs, 256 x 256, grey or sRGB.
PHOTOGRAPHS: Mapping[str, Callable[[], Array]] = {
    name: cache(partial(fdnn_core.photograph, name, grey=False)) for name in fdnn_core.PHOTOGRAPHS
}

#: Sung vowels, one second at 16 kHz, synthesised.
VOWELS: Mapping[str, Callable[[], Array]] = {
    f"vowel_{name}": cache(partial(fdnn_core.vowel, name, 16000)) for name in fdnn_core.VOWELS
}
