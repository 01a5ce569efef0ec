"""What all controls have in common, whatever value they take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from demos.kit.words import typeset

#: Another control's name and those of its values for which this control matters.
When = Mapping[str, Sequence[object]]


class ControlError(ValueError):
    """A value that a control refuses; `control` is the parameter's name."""

    def __init__(self, control: str, message: str) -> None:
        super().__init__(f"{control} {message}")
        self.control = control


@dataclass(frozen=True, kw_only=True)
class Control:
    """What all controls have: a label, a word of help and the condition under which they matter.

    The first of several that belong together may open their `section`.
    """

    label: str
    help: str = ""
    section: str = ""
    when: When = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("label", "help"):
            object.__setattr__(self, name, typeset(getattr(self, name)))

    def resolve(self, name: str, value: Any) -> Any:
        """Return what the function receives for `value`, or raise ControlError."""
        raise NotImplementedError
