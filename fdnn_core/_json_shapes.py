"""What a JSON document may hold, said once: each shape reads a value, and writes its own JSON Schema.

``read(value, path)`` returns the value, or raises `RecordError` with the path of what is wrong. It agrees
with the schema; names given twice, of which a schema never hears, are refused as well.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

__all__ = ["Choice", "Json", "Number", "RecordError", "Shape", "Text", "Truth", "refusal"]

Json = dict[str, Any]


class RecordError(ValueError):
    """A record that cannot be read; the message begins with the path of the field."""


class Shape(Protocol):
    """What a value must be."""

    def read(self, value: Any, path: str) -> Any:
        """Return the value, or raise."""

    def schema(self) -> Json:
        """Return its JSON Schema."""


def refusal(path: str, needed: str, found: Any) -> RecordError:
    """Return an error that says what is needed at the path and what was found."""
    if isinstance(found, list | dict):
        shown = f"a list of {len(found)}" if isinstance(found, list) else "an object"
    else:
        shown = json.dumps(found[:60] if isinstance(found, str) else found, ensure_ascii=False)
    return RecordError(f"{path or 'record'}: {needed} is needed, found {shown}")


@dataclass(frozen=True)
class Text:
    """Some characters."""

    longest: int = 1000

    def read(self, value: Any, path: str) -> str:
        if not isinstance(value, str) or not 1 <= len(value) <= self.longest:
            raise refusal(path, f"text of 1 to {self.longest} characters", value)
        return value

    def schema(self) -> Json:
        return {"type": "string", "minLength": 1, "maxLength": self.longest}


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    words: Sequence[str]

    def read(self, value: Any, path: str) -> str:
        if not isinstance(value, str) or value not in self.words:
            raise refusal(path, " or ".join(self.words), value)
        return value

    def schema(self) -> Json:
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class Truth:
    """True or false."""

    def read(self, value: Any, path: str) -> bool:
        if not isinstance(value, bool):
            raise refusal(path, "true or false", value)
        return value

    def schema(self) -> Json:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Number:
    """A number between bounds."""

    needed: str
    low: float
    high: float
    above: bool = False  # the lower bound
    below: bool = False  # the upper bound
    whole: bool = False

    def read(self, value: Any, path: str) -> Any:
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not self.low <= value <= self.high
            or (self.above and value == self.low)
            or (self.below and value == self.high)
            or (self.whole and value != int(value))
        ):
            raise refusal(path, self.needed, value)
        return int(value) if self.whole else float(value)

    def schema(self) -> Json:
        return {
            "type": "integer" if self.whole else "number",
            "exclusiveMinimum" if self.above else "minimum": self.low,
            "exclusiveMaximum" if self.below else "maximum": self.high,
            "description": self.needed,
        }
