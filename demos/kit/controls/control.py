"""The base class of all controls, and the error that a refused value raises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

#: The condition under which a control is relevant: names of other controls, and their values that make it so.
When = Mapping[str, Sequence[object]]


class ControlError(ValueError):
    """A value that a control does not accept; `control` is the parameter's name."""

    def __init__(self, control: str, message: str) -> None:
        super().__init__(f"{control} {message}")
        self.control = control


@dataclass(frozen=True, kw_only=True)
class Control:
    """Base of all controls.

    Attributes
    ----------
    label : str
        Name that the reader sees.
    help : str
        A short explanation below the control.
    section : str
        Heading above this control and those that follow.
    when : mapping of str to sequence
        Names of other controls, and the values of each for which this control is relevant; else it is hidden.
    """

    label: str
    help: str = ""
    section: str = ""
    when: When = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Name of the control's class, by which page and notebook choose its field."""
        return type(self).__name__

    def is_relevant(self, values: Mapping[str, Any]) -> bool:
        """Return whether the control has an effect, given the values of all controls."""
        return all(values[name] in allowed for name, allowed in self.when.items())

    def resolve(self, name: str, value: Any) -> Any:
        """Return the value that the demo's function receives, or raise ControlError."""
        raise NotImplementedError
