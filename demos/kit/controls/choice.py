"""Choice: one of a few values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Integral
from typing import Any

from demos.kit.controls.control import Control, ControlError


@dataclass(frozen=True)
class Choice(Control):
    """One of a few strings or whole numbers; `options` maps each to the words that the reader sees.

    With `callables`, Python callers may pass a function in place of a value.
    """

    options: Mapping[Any, str]
    callables: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.options, Mapping):
            raise TypeError(
                f"choice {self.label!r}: options must map each value to its label, "
                f"got {type(self.options).__name__}"
            )

    def resolve(self, name: str, value: Any) -> Any:
        """Return the value itself."""
        if self.callables and callable(value):
            return value
        if isinstance(value, bool) or not isinstance(value, str | Integral) or value not in self.options:
            allowed = ", ".join(map(str, self.options)) + (" or a callable" if self.callables else "")
            raise ControlError(name, f"must be one of {allowed}, got {value!r}")
        return value
