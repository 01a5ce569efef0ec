"""Picture and Recording: an array chosen by name from a library, or the caller's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demos.kit.controls.control import Control, ControlError

MIN_SAMPLES, MAX_SECONDS = 64, 60  # of a recording, as in demos/web/controls/decode.js


@dataclass(frozen=True)
class Media(Control):
    """Base of the controls whose value is a name from a library, or an array of the reader's own."""

    library: Mapping[str, Callable[[], NDArray[Any]]]

    @property
    def options(self) -> Mapping[str, str]:
        """The words that the reader sees for each name."""
        return {name: name.replace("_", " ") for name in self.library}

    def resolve(self, name: str, value: Any) -> NDArray[np.float64]:
        """Return the array of that name, or the caller's own array after a check."""
        if isinstance(value, str):
            if value not in self.library:
                raise ControlError(
                    name, f"must be one of {', '.join(self.library)} or an array, got {value!r}"
                )
            return self.library[value]()
        array = real_numbers(name, value)
        self.check_shape(name, array.shape)
        return array

    def check_shape(self, name: str, shape: tuple[int, ...]) -> None:
        """Raise ControlError if an array of this shape cannot be used."""
        raise NotImplementedError


@dataclass(frozen=True)
class Picture(Media):
    """A picture: the function receives (H, W) grey or (H, W, 3) sRGB values in [0, 1].

    An uploaded file becomes (side, side, 3).
    """

    side: int = 256

    def check_shape(self, name: str, shape: tuple[int, ...]) -> None:
        """Check for a grey or RGB picture with sides of 8 to 1024 pixels."""
        good = (
            len(shape) in (2, 3) and shape[2:] in ((), (3,)) and all(8 <= side <= 1024 for side in shape[:2])
        )
        if not good:
            raise ControlError(name, f"must have shape (H, W) or (H, W, 3), sides 8 to 1024, got {shape}")


@dataclass(frozen=True)
class Recording(Media):
    """A sound: the function receives (samples,) values in [-1, 1] at `rate` samples per second."""

    rate: int = 16000

    def check_shape(self, name: str, shape: tuple[int, ...]) -> None:
        """Check for a mono sound of at most one minute."""
        maximum = MAX_SECONDS * self.rate
        if len(shape) != 1 or not MIN_SAMPLES <= shape[0] <= maximum:
            raise ControlError(
                name, f"must be a row of {MIN_SAMPLES} to {maximum} samples, got shape {shape}"
            )


def real_numbers(name: str, value: Any) -> NDArray[np.float64]:
    """Return a new array of finite real numbers; uint8 values are divided by 255."""
    array = np.asarray(value)
    if array.dtype.kind not in "uif":
        raise ControlError(name, f"must hold real numbers, got dtype {array.dtype}")
    if not np.isfinite(array).all():
        raise ControlError(name, "must hold finite numbers, got NaN or infinity")
    return array / 255.0 if array.dtype == np.uint8 else array.astype(np.float64)
