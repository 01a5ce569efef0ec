"""Switch: on or off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from demos.kit.controls.control import Control, ControlError


@dataclass(frozen=True)
class Switch(Control):
    """On or off: a bool."""

    def resolve(self, name: str, value: Any) -> bool:
        """Return the bool itself."""
        if not isinstance(value, bool):
            raise ControlError(name, f"must be true or false, got {value!r}")
        return value
