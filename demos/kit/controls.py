"""The controls a demo declares in its signature, as ``Annotated[type, control]``.

A control knows which values it takes, what the function receives for one, and the label a reader sees.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from numbers import Integral, Real
from typing import Any

from demos.kit.arrays import Mask, Picture, Recording
from demos.kit.control import Control, ControlError
from demos.kit.documents import Documents
from demos.kit.words import typeset

__all__ = [
    "Choice",
    "Control",
    "ControlError",
    "Documents",
    "Mask",
    "Picture",
    "Recording",
    "Seed",
    "Slider",
    "Switch",
]


@dataclass(frozen=True)
class Slider(Control):
    """A number from `low` to `high`; whole numbers if `step` is one."""

    low: float
    high: float
    step: float = 1
    unit: str = ""

    def behind(self, value: float) -> str:
        """Return the unit as it stands behind a number: "cycle" behind 1, "cycles" behind others."""
        unit = re.sub(r"^(\w{3,})s\b", r"\1", self.unit) if value == 1 else self.unit
        return unit if unit in ("", "°") else f"\u202f{unit}"

    def shown(self, value: float) -> str:
        """Return a number with its unit as the reader sees it."""
        return typeset(f"{value:g}{self.behind(value)}")

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
