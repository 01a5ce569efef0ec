"""The four combinations of two magnitudes and two phases."""

from __future__ import annotations

import numpy as np

from demos.kit.caching import cache_last
from demos.kit.figures import Image
from demos.kit.pictures import square
from demos.phase_vs_magnitude.mixing import Mixing
from demos.phase_vs_magnitude.pair import Prepared

#: Shares of magnitude and phase from B, from left to right.
SHARES = ((0, 0), (0, 1), (1, 0), (1, 1))
_SIDE = 128  # pixels, side of each picture


def _unchanged(mixed: np.ndarray) -> np.ndarray:
    return mixed


@cache_last
def corners(a: Prepared, b: Prepared, mixing: Mixing) -> Image:
    """Return A, A's magnitude with B's phase, B's magnitude with A's phase, and B, side by side."""
    planes = [mixing.mix(a.planes, b.planes, *shares, _unchanged) for shares in SHARES]
    pictures = [square(a.like(plane).shown, _SIDE) for plane in planes]
    title = "A · A’s magnitude, B’s phase · B’s magnitude, A’s phase · B"
    ways = "The four combinations of the magnitudes and phases of A and B, side by side."
    return Image(
        title=f"{mixing.where}: {title}" if mixing.where else title,
        summary=f"{ways} {mixing.where} alone; the rest is A’s." if mixing.where else ways,
        values=np.concatenate(pictures, axis=1).clip(0, 1),
    )
