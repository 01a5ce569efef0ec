"""The controls whose function receives an array: a picture, a sound, a mask painted over a figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demos.kit.control import Control, ControlError


@dataclass(frozen=True)
class _Media(Control):
    """A name out of a library, or an array of the reader's own."""

    library: Mapping[str, Callable[[], NDArray[Any]]]

    def resolve(self, name: str, value: Any) -> NDArray[np.float64]:
        """Return the array: the library's, or the reader's own after a check."""
        if isinstance(value, str):
            if value not in self.library:
                raise ControlError(
                    name, f"must be one of {', '.join(self.library)} or an array, got {value!r}"
                )
            return self.library[value]()
        array = _numbers(name, value)
        self.check_shape(name, array.shape)
        return array

    def check_shape(self, name: str, shape: tuple[int, ...]) -> None:
        """Raise ControlError if an array of this shape cannot be used."""
        raise NotImplementedError


@dataclass(frozen=True)
class Picture(_Media):
    """A picture: the function receives (H, W) grey or (H, W, 3) sRGB values in [0, 1]."""

    side: int = 256

    def check_shape(self, name: str, shape: tuple[int, ...]) -> None:
        """Pictures are grey or RGB, with sides of 8 to 1024 pixels."""
        good = (
            len(shape) in (2, 3) and shape[2:] in ((), (3,)) and all(8 <= side <= 1024 for side in shape[:2])
        )
        if not good:
            raise ControlError(name, f"must have shape (H, W) or (H, W, 3), sides 8 to 1024, got {shape}")


@dataclass(frozen=True)
class Recording(_Media):
    """A sound: the function receives (samples,) values in [-1, 1] at `rate` samples a second."""

    rate: int = 16000

    def check_shape(self, name: str, shape: tuple[int, ...]) -> None:
        """Sounds are mono and last at most a minute."""
        if len(shape) != 1 or not 64 <= shape[0] <= 60 * self.rate:
            raise ControlError(name, f"must be a row of 64 to {60 * self.rate} samples, got shape {shape}")


@dataclass(frozen=True)
class Mask(Control):
    """What is kept of a spectrum, painted over the figure `over`: (side, side) shares in [0, 1], or None.

    Frequency 0 is at (side // 2, side // 2), and every frequency is painted together with its negative. So
    ``mask[::2, ::2]`` is the same mask for a spectrum of half the side.
    """

    over: str
    side: int = 512

    def resolve(self, name: str, value: Any) -> NDArray[np.float64] | None:
        """Return the shares, or None if nothing was painted."""
        if value is None:
            return None
        shares = _numbers(name, value)
        if shares.shape != (self.side, self.side):
            raise ControlError(name, f"must have shape {(self.side, self.side)}, got {shares.shape}")
        if shares.min() < 0 or shares.max() > 1:
            raise ControlError(name, f"must lie in [0, 1], got {shares.min():g} to {shares.max():g}")
        return shares


def _numbers(name: str, value: Any) -> NDArray[np.float64]:
    """Return an array of finite real numbers; bytes become numbers in [0, 1]."""
    array = np.asarray(value)
    if array.dtype.kind not in "uif":
        raise ControlError(name, f"must hold real numbers, got dtype {array.dtype}")
    if not np.isfinite(array).all():
        raise ControlError(name, "must hold finite numbers, got NaN or infinity")
    return array / 255.0 if array.dtype == np.uint8 else array.astype(np.float64)
