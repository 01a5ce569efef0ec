"""What a JSON document may hold, said once: each shape reads a value, and writes its own JSON Schema.

``read(value, path)`` returns the value, or raises `RecordError` with the path of what is wrong. It agrees
with the schema; names given twice, of which a schema never hears, are refused as well.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from fdnn_core.timing.statistics import FEWEST_ROUNDS, MEASUREMENT_FLAGS, Measurement

__all__ = [
    "CLIFF_RECORD_FORMAT",
    "MOST_BYTES",
    "MOST_RACES",
    "MOST_ROUNDS",
    "MOST_RUNS",
    "NO_NUMBER",
    "RECORD",
    "Choice",
    "Json",
    "RecordError",
    "agree",
    "decode",
    "statistics",
]

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


CLIFF_RECORD_FORMAT = "fdnn-cliff-record-1"
MOST_BYTES = 8_000_000
MOST_RACES = 50
MOST_ROUNDS = 300
MOST_RUNS = 100  # of a race
NO_NUMBER = 1e99  # the error of a product with entries that are no numbers
_GREATEST_INTEGER = 2**53 - 1  # that every reader of JSON knows

_SECONDS = Number("a positive number of seconds, at most a day", 0, 86400, above=True)
_TIMES = Number("a positive number of times", 0, 1e12, above=True)
_SIDE = Number("a whole number from 1 to 16777216", 1, 2**24, whole=True)
_COUNT = Number("a whole number from 1 to 1048576", 1, 2**20, whole=True)
_SEED = Number("a whole number, at least 0", 0, _GREATEST_INTEGER, whole=True)
_FRACTION = Number("a number from 0 to 1", 0, 1)
_SAMPLES = Items(_SECONDS, 0, MOST_ROUNDS)  # one per round
_SHAPE = Fields({"m": _SIDE, "k": _SIDE, "n": _SIDE})  # (m, k) times (k, n)
_INTERVAL = Fields({"value": _TIMES, "low": _TIMES, "high": _TIMES})

_STRUCTURE = Kinds(
    {
        "dense": Fields({}),
        "csr": Fields({}),
        "bsr": Fields({"block": _SIDE}),
        "n:m": Fields({"n": _SIDE, "m": _SIDE}),  # n kept of each m
        "rows": Fields({}),
        "columns": Fields({}),
        "low-pass": Fields({}),
    }
)

_RUN = Fields(
    {
        "name": Text(),
        "kernel": Text(),
        "structure": _STRUCTURE,
        "sparsity": Number("a number from 0 to less than 1", 0, 1, below=True),
        "samples": _SAMPLES,
    },
    {
        "statistics": Fields(
            {"median": _SECONDS, "quartiles": Items(_SECONDS, 2, 2)},
            {"speedup": _INTERVAL},
        ),
        "wrong": Number("an error above 1", 1, NO_NUMBER, above=True),  # in units of what rounding explains
    },
)

_RACE = Fields(
    {
        "dtype": Choice(("float16", "bfloat16", "tf32", "float32", "float64")),
        "shape": _SHAPE,
        "seed": _SEED,
        "clock_step": _SECONDS,
        "flags": Items(Choice(MEASUREMENT_FLAGS), 0, len(MEASUREMENT_FLAGS)),
        "baseline": Text(),
        "control": _SAMPLES,
        "runs": Items(_RUN, 1, MOST_RUNS),
    }
)

_MEASURED = Fields(
    {
        "format": Choice((CLIFF_RECORD_FORMAT,)),
        "device": Fields(
            {
                "name": Text(),
                "kind": Choice(("cpu", "gpu", "browser")),
                "cores": _COUNT,  # multiprocessors of a GPU
                "threads": _COUNT,
            }
        ),
        "libraries": Names(Text(), 50),  # versions
        "blas": Text(),  # with its version
        "races": Items(_RACE, 1, MOST_RACES),
    },
    {"isolated": Truth()},  # the page of a browser from other origins, which makes its clock finer
)

_POINT = Fields(
    {
        "source": Text(),
        "locator": Text(),
        "read_from": Choice(("table", "text", "figure estimate")),
        "hardware": Text(),
        "method": Text(),
        "library": Text(),
        "precision": Text(),
        "metric": Text(),
        "speedup": _TIMES,  # over the fastest dense kernel that the source gives
    },
    {
        "sparsity": _FRACTION,
        "shape": _SHAPE,
        "problem": Text(),  # where there is no shape
        "stated_speedup": _TIMES,  # the source's own, where its dense kernel is not the fastest
        "speedup_low": _TIMES,  # of the source's own ratio over several shapes
        "speedup_high": _TIMES,
        "aggregate": Truth(),
        "crossover": Truth(),  # it states the sparsity at which the speed-up is 1
        "crossover_low": _FRACTION,
        "crossover_high": _FRACTION,
        "bound": Choice(("upper", "lower")),  # on that sparsity
        "derived": Truth(),
        "secondary": Truth(),  # the source is quoted by another
        "dense_baseline": Text(),
        "uncertainty": Text(),
        "caveat": Text(),
        "note": Text(),
    },
)

_PUBLISHED = Fields(
    {
        "format": Choice((CLIFF_RECORD_FORMAT,)),
        "title": Text(),
        "points": Items(_POINT, 1, 2000),
    }
)

RECORD = Kinds({"measured": _MEASURED, "published": _PUBLISHED})


_SAME = 1e-6  # relative difference between computed here and computed elsewhere


def statistics(found: Measurement, name: str) -> Json | None:
    """Return a variant's statistics: none if it is wrong or has no samples, no speed-up after few rounds."""
    if name in found.wrong or found.rounds == 0:
        return None
    lower, median, upper = found.spread(name)
    whole: Json = {"median": median, "quartiles": [lower, upper]}
    if found.rounds >= FEWEST_ROUNDS:
        whole["speedup"] = found.speedup(name)._asdict()
    return whole


def agree(found: Any, computed: Any, path: str) -> None:
    """Raise `RecordError` where what was found in a record is not what its samples give."""
    if isinstance(computed, float) and isinstance(found, float):
        if not math.isclose(found, computed, rel_tol=_SAME):
            raise RecordError(f"{path}: {computed:.7g} is needed, as the samples give, found {found:.7g}")
    elif isinstance(computed, dict) and isinstance(found, dict) and computed.keys() == found.keys():
        for name, value in computed.items():
            agree(found[name], value, f"{path}.{name}")
    elif isinstance(computed, list) and isinstance(found, list) and len(computed) == len(found):
        for i, value in enumerate(computed):
            agree(found[i], value, f"{path}[{i}]")
    elif found != computed:
        raise RecordError(f"{path}: {said(computed)} is needed, as the samples give, found {said(found)}")


def said(value: Any) -> str:
    """Return a few words for what was found or needed."""
    if isinstance(value, dict | list):
        return ", ".join(map(str, value)) or "nothing"
    return "nothing" if value is None else str(value)
