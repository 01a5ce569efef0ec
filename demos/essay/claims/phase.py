"""Which half of a spectrum holds a picture's structure: means over the ordered pairs of six photographs."""

from functools import cache
from itertools import permutations

import numpy as np

from demos.essay.claims.claim import claim
from demos.kit.library import PHOTOGRAPHS
from demos.kit.pictures import square
from fdnn_core import correlation, join_patches, mix_phase_magnitude, split_patches
from fdnn_core.signals.colour import luma

_SIDE = 256  # pixels


@cache
def _correlations(patch: int) -> tuple[float, float]:
    """Return the mean correlations of hybrids with the donors of their phases and of their magnitudes."""
    patches = [split_patches(square(luma(make()), _SIDE), patch) for make in PHOTOGRAPHS.values()]
    found = []
    for magnitude, phase in permutations(patches, 2):
        hybrid = join_patches(mix_phase_magnitude(magnitude, phase, phase=1))
        found.append([correlation(hybrid, join_patches(donor)) for donor in (phase, magnitude)])
    of_phase, of_magnitude = np.mean(found, axis=0)
    return float(of_phase), float(of_magnitude)


@claim(value=0.554, tolerance=0.001, form=".2f", sources=["oppenheim1981"])
def whole_with_phase() -> float:
    """On average, the correlation of a hybrid of two photographs with the one that gave the phases is {}."""
    return _correlations(_SIDE)[0]


@claim(value=0.088, tolerance=0.001, form=".2f", sources=["oppenheim1981"])
def whole_with_magnitude() -> float:
    """On average, the correlation of a hybrid of two photographs with the one that gave the magnitudes is
    {}.
    """
    return _correlations(_SIDE)[1]


@claim(value=0.176, tolerance=0.001, form=".2f")
def patches_with_phase() -> float:
    """When two photographs are mixed within patches of 8 × 8 pixels, the mean correlation with the one
    that gave the phases is {}.
    """
    return _correlations(8)[0]


@claim(value=0.623, tolerance=0.001, form=".2f")
def patches_with_magnitude() -> float:
    """When two photographs are mixed within patches of 8 × 8 pixels, the mean correlation with the one
    that gave the magnitudes, and with them the patch means, is {}.
    """
    return _correlations(8)[1]
