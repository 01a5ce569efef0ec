"""How two pictures are mixed: on which scale, in patches of which size, in which band, by which transform."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from demos.kit.figures import Array
from fdnn_core import join_patches, mix_phase_magnitude, split_patches

Scale = Literal["linear", "geometric"]
Transform = Literal["dft", "dct"]


@dataclass(frozen=True)
class Mixing:
    """All that mixing needs but the pictures and their shares."""

    scale: Scale = "linear"
    patch: int = 0  # pixels a side, 0 for the whole picture
    band: tuple[float, float] = (0.0, 1.0)  # of the highest frequency, that of the spectrum's corners
    transform: Transform = "dft"

    @property
    def everywhere(self) -> bool:
        """Whether the band is the whole spectrum."""
        return self.band == (0, 1)

    def mix(
        self, a: Array, b: Array, magnitude: float, phase: float, finish: Callable[[Array], Array]
    ) -> Array:
        """Return a with these shares of b's magnitude and phase, patch by patch, each patch `finish`ed."""
        side = a.shape[-1]
        patch = self.patch if 0 < self.patch < side else side
        highest = patch / np.sqrt(2)
        band = None if self.everywhere else (self.band[0] * highest, self.band[1] * highest)
        cut = patch < side
        if cut:
            a, b = split_patches(a, patch), split_patches(b, patch)
        mixed = finish(mix_phase_magnitude(a, b, magnitude, phase, self.scale, self.transform, band))
        return join_patches(mixed) if cut else mixed
