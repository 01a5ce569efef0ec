"""What a JSON array or object may hold, and how a document is decoded."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fdnn_core._json_shapes import Choice, Json, RecordError, Shape, refusal

__all__ = ["Fields", "Items", "Kinds", "Names", "decode"]


_DEEPEST = 10  # levels; a record has 7
_STRING_OR_BRACKET = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{}]', re.DOTALL)


class Pairs(dict[str, Any]):
    """An object as decoded, which remembers a name that it was given twice."""

    repeated: str | None = None


def paired(pairs: list[tuple[str, Any]]) -> Pairs:
    """Return the object of these members."""
    found = Pairs(pairs)
    if len(found) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        found.repeated = max(counts, key=lambda name: counts[name])
    return found


def decode(text: str | bytes) -> Any:
    """Return the JSON value; `RecordError` if there is none."""
    try:
        text = text if isinstance(text, str) else text.decode()
        refuse_depths(text)
        return json.loads(text, object_pairs_hook=paired)
    except RecordError:
        raise
    except ValueError as error:
        raise RecordError(f"record: JSON is needed, found {error}") from None


def refuse_depths(text: str) -> None:
    """Raise `RecordError` for what is nested too deeply: json would follow, and in a browser kill Python."""
    depth = 0
    for token in _STRING_OR_BRACKET.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > _DEEPEST:
            raise RecordError(f"record: at most {_DEEPEST} levels are needed, found more")


def members(value: Any, path: str) -> dict[str, Any]:
    """Return an object's members, refused unless it is one, each name given once."""
    if not isinstance(value, dict):
        raise refusal(path, "an object", value)
    if isinstance(value, Pairs) and value.repeated is not None:
        raise RecordError(f"{joined(path, value.repeated)}: one value is needed, found several")
    return value


def joined(path: str, name: str) -> str:
    """Return the path of a member."""
    return f"{path}.{name}" if path else name


@dataclass(frozen=True)
class Items:
    """A list of things of one shape."""

    item: Shape
    fewest: int
    most: int

    def read(self, value: Any, path: str) -> list[Any]:
        if not isinstance(value, list) or not self.fewest <= len(value) <= self.most:
            raise refusal(path, f"a list of {self.fewest} to {self.most}", value)
        return [self.item.read(item, f"{path}[{i}]") for i, item in enumerate(value)]

    def schema(self) -> Json:
        return {"type": "array", "items": self.item.schema(), "minItems": self.fewest, "maxItems": self.most}


@dataclass(frozen=True)
class Names:
    """Any names, each with something of one shape."""

    item: Shape
    most: int

    def read(self, value: Any, path: str) -> dict[str, Any]:
        found = members(value, path)
        if len(found) > self.most:
            raise RecordError(f"{path}: at most {self.most} names are needed, found {len(found)}")
        return {name: self.item.read(item, joined(path, name)) for name, item in found.items()}

    def schema(self) -> Json:
        return {"type": "object", "additionalProperties": self.item.schema(), "maxProperties": self.most}


@dataclass(frozen=True)
class Fields:
    """An object of these fields and no others."""

    needed: Mapping[str, Shape]
    possible: Mapping[str, Shape] = field(default_factory=dict)

    def read(self, value: Any, path: str) -> dict[str, Any]:
        found, known = members(value, path), {**self.needed, **self.possible}
        for name in self.needed:
            if name not in found:
                raise RecordError(f"{joined(path, name)}: a value is needed, found none")
        for name in found:
            if name not in known:
                raise RecordError(f"{joined(path, name)}: a known field is needed, found this one")
        return {name: known[name].read(item, joined(path, name)) for name, item in found.items()}

    def schema(self) -> Json:
        known = {**self.needed, **self.possible}
        return {
            "type": "object",
            "properties": {name: shape.schema() for name, shape in known.items()},
            "required": list(self.needed),
            "additionalProperties": False,
        }


@dataclass(frozen=True)
class Kinds:
    """An object whose fields depend on its kind."""

    kinds: Mapping[str, Fields]

    def read(self, value: Any, path: str) -> dict[str, Any]:
        kind = members(value, path).get("kind")
        if not isinstance(kind, str) or kind not in self.kinds:
            raise refusal(joined(path, "kind"), " or ".join(self.kinds), kind)
        return self._with_kind(kind).read(value, path)

    def schema(self) -> Json:
        return {"oneOf": [self._with_kind(kind).schema() for kind in self.kinds]}

    def _with_kind(self, kind: str) -> Fields:
        fields = self.kinds[kind]
        return Fields({"kind": Choice((kind,)), **fields.needed}, fields.possible)
