"""Mask: the frequencies to keep, painted over a spectrum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demos.kit.controls.control import Control, ControlError
from demos.kit.controls.media import real_numbers


@dataclass(frozen=True)
class Mask(Control):
    """The share of each frequency to keep, painted over the figure `over`: (side, side) in [0, 1], or None.

    Frequency 0 is at (side // 2, side // 2), and every frequency is painted together with its negative. So
    ``mask[::2, ::2]`` is the same mask for a spectrum of half the side.
    """

    over: str
    side: int = 512

    def resolve(self, name: str, value: Any) -> NDArray[np.float64] | None:
        """Return the shares, or None if nothing is painted."""
        if value is None:
            return None
        shares = real_numbers(name, value)
        if shares.shape != (self.side, self.side):
            raise ControlError(name, f"must have shape {(self.side, self.side)}, got {shares.shape}")
        if shares.min() < 0 or shares.max() > 1:
            raise ControlError(name, f"must lie in [0, 1], got {shares.min():g} to {shares.max():g}")
        return shares
