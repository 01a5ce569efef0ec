"""Seed: the seed of a demo's random numbers."""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Integral
from typing import Any

from demos.kit.controls.control import Control, ControlError


@dataclass(frozen=True)
class Seed(Control):
    """The seed of all random numbers in a demo; the page has a button that draws another."""

    high: int = 9999

    def resolve(self, name: str, value: Any) -> int:
        """Return the seed as an int."""
        if not isinstance(value, Integral) or isinstance(value, bool) or not 0 <= int(value) <= self.high:
            raise ControlError(name, f"must be a whole number from 0 to {self.high}, got {value!r}")
        return int(value)
