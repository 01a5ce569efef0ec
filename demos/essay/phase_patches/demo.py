"""Phase against magnitude by patch size: at which size the winner changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import permutations
from typing import Annotated

import numpy as np

from demos.essay.phase_patches.report import figures
from demos.kit.controls import Choice, Picture, Switch
from demos.kit.declare import demo
from demos.kit.figures import Array, Frame, Frames
from demos.kit.library import PHOTOGRAPHS, PICTURES
from demos.kit.pictures import square
from fdnn_core import (
    correlation,
    join_patches,
    local_energy_correlation,
    mix_phase_magnitude,
    split_patches,
    without_patch_means,
)
from fdnn_core.signals.colour import luma

SIZES = (256, 128, 64, 32, 16, 8)
_MEASURES: Mapping[str, Callable[[Array, Array], float]] = {
    "correlation": correlation,
    "local energy": local_energy_correlation,
}
_PAIRS = {"one": "of this pair", "all": "mean over all 30 pairs of the photographs"}
_ONE = {"pairs": ("one",)}


@demo(title="Phase and magnitude versus patch size")
def phase_patches(
    pairs: Annotated[str, Choice(_PAIRS, label="Scores")] = "one",
    a: Annotated[Array, Picture(PICTURES, label="Magnitude of", when=_ONE)] = "astronaut",  # type: ignore[assignment]
    b: Annotated[Array, Picture(PICTURES, label="Phase of", when=_ONE)] = "chelsea",  # type: ignore[assignment]
    means: Annotated[bool, Switch(label="Score without patch means")] = False,
) -> Frames:
    """Swap phase and magnitude within smaller and smaller patches; compare the result with both donors."""
    chosen = permutations([make() for make in PHOTOGRAPHS.values()], 2) if pairs == "all" else [(a, b)]
    donors = [tuple(square(luma(picture), SIZES[0]) for picture in pair) for pair in chosen]
    scores: dict[str, list[tuple[float, float]]] = {name: [] for name in _MEASURES}
    for count, size in enumerate(SIZES, start=1):
        compared = [_compared(magnitude, phase, size, means) for magnitude, phase in donors]
        for name, measure in _MEASURES.items():
            each = [(measure(hybrid, p), measure(hybrid, m)) for hybrid, m, p in compared]
            of_phase, of_magnitude = np.mean(each, axis=0)
            scores[name].append((float(of_phase), float(of_magnitude)))
        yield Frame(figures(SIZES, scores), count / len(SIZES))


def _compared(magnitude: Array, phase: Array, size: int, means: bool) -> tuple[Array, Array, Array]:
    """Return the hybrid and its two donors; with `means`, without the means of their patches."""
    patches = mix_phase_magnitude(split_patches(magnitude, size), split_patches(phase, size), phase=1)
    pictures = join_patches(patches), magnitude, phase
    if means:
        hybrid, m, p = (without_patch_means(picture, size) for picture in pictures)
        return hybrid, m, p
    return pictures
