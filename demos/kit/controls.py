"""The controls a demo declares in its signature, as ``Annotated[type, control]``.

A control knows which values it takes, what the function receives for one, and the label a reader sees.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from numbers import Integral, Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Another control's name and those of its values for which this control matters.
When = Mapping[str, Sequence[object]]


class ControlError(ValueError):
    """A value that a control refuses; `control` is the parameter's name."""

    def __init__(self, control: str, message: str) -> None:
        super().__init__(f"{control} {message}")
        self.control = control


@dataclass(frozen=True, kw_only=True)
class Control:
    """What all controls have: a label, a word of help and the condition under which they matter."""

    label: str
    help: str = ""
    when: When = field(default_factory=dict)

    def resolve(self, name: str, value: Any) -> Any:
        """Return what the function receives for `value`, or raise ControlError."""
        raise NotImplementedError


@dataclass(frozen=True)
class Slider(Control):
    """A number from `low` to `high`; whole numbers if `step` is one."""

    low: float
    high: float
    step: float = 1
    unit: str = ""

    def resolve(self, name: str, value: Any) -> float:
        """Return the number, an int if the slider's steps are."""
        whole = isinstance(self.step, int)
        kind = "a whole number" if whole else "a number"
        numeric = isinstance(value, Real) and not isinstance(value, bool) and isfinite(value)
        if not numeric or not self.low <= value <= self.high or (whole and value != int(value)):
            raise ControlError(name, f"must be {kind} from {self.low:g} to {self.high:g}, got {value!r}")
        return int(value) if whole else float(value)


@dataclass(frozen=True)
class Choice(Control):
    """One of a few values; `options` maps each to the words a reader sees."""

    options: Mapping[Any, str]

    def resolve(self, name: str, value: Any) -> Any:
        """Return the value itself."""
        if isinstance(value, bool) or not isinstance(value, str | Integral) or value not in self.options:
            raise ControlError(name, f"must be one of {', '.join(map(str, self.options))}, got {value!r}")
        return value


@dataclass(frozen=True)
class Switch(Control):
    """On or off."""

    def resolve(self, name: str, value: Any) -> bool:
        """Return the bool itself."""
        if not isinstance(value, bool):
            raise ControlError(name, f"must be true or false, got {value!r}")
        return value


@dataclass(frozen=True)
class Seed(Control):
    """The seed of everything random in a demo; the page has a button that draws a new one."""

    high: int = 9999

    def resolve(self, name: str, value: Any) -> int:
        """Return the seed."""
        if not isinstance(value, Integral) or isinstance(value, bool) or not 0 <= int(value) <= self.high:
            raise ControlError(name, f"must be a whole number from 0 to {self.high}, got {value!r}")
        return int(value)


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
        array = np.asarray(value)
        if array.dtype.kind not in "uif":
            raise ControlError(name, f"must hold real numbers, got dtype {array.dtype}")
        if not np.isfinite(array).all():
            raise ControlError(name, "must hold finite numbers, got NaN or infinity")
        self.check_shape(name, array.shape)
        return array / 255.0 if array.dtype == np.uint8 else array.astype(np.float64)

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
