"""Slider: a number in a range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from numbers import Real
from typing import Any

from demos.kit.controls.control import Control, ControlError
from demos.kit.typesetting import NO_BREAK, typeset


@dataclass(frozen=True)
class Slider(Control):
    """A number from `low` to `high`; only whole numbers if `step` is an int.

    Python may pass any such number. The page's slider, and so its address, has only those in `steps`.
    """

    low: float
    high: float
    step: float = 1
    unit: str = ""

    def __post_init__(self) -> None:
        if not self.low < self.high or not self.step > 0:
            raise ValueError(
                f"slider {self.label!r} must have low < high and step > 0, got low {self.low:g}, "
                f"high {self.high:g} and step {self.step:g}"
            )

    @property
    def steps(self) -> Sequence[float]:
        """The numbers at which the slider stops, from low to high."""
        decimals = max(0, -int(Decimal(str(self.step)).as_tuple().exponent))
        count = round((self.high - self.low) / self.step)
        return [round(self.low + i * self.step, decimals) for i in range(count + 1)]

    def unit_after(self, value: float) -> str:
        """Return the unit with the space before it: "cycle" after 1, "cycles" after other numbers."""
        unit = re.sub(r"^(\w{3,})s\b", r"\1", self.unit) if value == 1 else self.unit
        return unit if unit in ("", "°") else f"{NO_BREAK}{unit}"

    def shown(self, value: float) -> str:
        """Return the number with its unit, typeset."""
        return typeset(f"{value:g}{self.unit_after(value)}")

    def resolve(self, name: str, value: Any) -> float:
        """Return the number, an int if the step is one."""
        whole = isinstance(self.step, int)
        kind = "a whole number" if whole else "a number"
        numeric = isinstance(value, Real) and not isinstance(value, bool) and isfinite(value)
        if not numeric or not self.low <= value <= self.high or (whole and value != int(value)):
            raise ControlError(name, f"must be {kind} from {self.low:g} to {self.high:g}, got {value!r}")
        return int(value) if whole else float(value)
