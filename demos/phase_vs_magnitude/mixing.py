"""Mix magnitude and phase of two pictures: scale, patch size, frequency band and transform."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from demos.kit.caching import cache_last
from demos.kit.figures import Array
from fdnn_core import join_patches, mix_polar, split_patches, to_polar

Scale = Literal["linear", "geometric"]
Transform = Literal["dft", "dct"]


@dataclass(frozen=True)
class Mixing:
    """The settings of mixing, except the pictures and their shares."""

    scale: Scale = "linear"
    patch: int = 0  # pixels, side of a patch; 0 for the whole picture
    band: tuple[float, float] = (
        0.0,
        1.0,
    )  # shares of the highest frequency
    transform: Transform = "dft"

    @property
    def everywhere(self) -> bool:
        """Whether the band is the whole spectrum."""
        return self.band == (0, 1)

    @property
    def where(self) -> str:
        """Description of the band, empty for the whole spectrum."""
        first, last = (f"{100 * end:.0f} %" for end in self.band)
        if self.everywhere:
            return ""
        ends = f"At {first}" if first == last else f"Between {first} and {last}"
        return f"{ends} of the highest frequency"

    def mix(
        self, a: Array, b: Array, magnitude: float, phase: float, finish: Callable[[Array], Array]
    ) -> Array:
        """Return `a` with these shares of magnitude and phase of `b`; `finish` is applied to each patch."""
        side = a.shape[-1]
        patch = self.patch if 0 < self.patch < side else side
        highest = patch / np.sqrt(2)
        band = None if self.everywhere else (self.band[0] * highest, self.band[1] * highest)
        parts = _polar_a(a, patch, self.transform), _polar_b(b, patch, self.transform)
        mixed = finish(mix_polar(*parts, (patch, patch), magnitude, phase, self.scale, self.transform, band))
        return join_patches(mixed) if patch < side else mixed


def _polar(planes: Array, patch: int, transform: Transform) -> tuple[Array, Array]:
    """Return the magnitude and phase of each patch."""
    return to_polar(split_patches(planes, patch) if patch < planes.shape[-1] else planes, transform=transform)


#: One cache for each picture: they change less often than the shares.
_polar_a, _polar_b = cache_last(_polar), cache_last(_polar)
