"""Reader of cliff records and the schema that it enforces; a file that a user opens may contain anything.

Each type reads a JSON value and writes its own JSON Schema, so the two agree. ``read(value, path)`` returns
the value, or raises `RecordError` with the path of the invalid part. Repeated names, which a schema cannot
express, are refused as well.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from fdnn_core.cliff.records import (
    MAX_CONTENDERS,
    MAX_RACES,
    MAX_ROUNDS,
    CliffRecord,
    Contender,
    Device,
    PublishedPoint,
    PublishedRecord,
    Race,
)
from fdnn_core.sparse.structures import ProductShape, Structure
from fdnn_core.timing.statistics import FEWEST_ROUNDS, MEASUREMENT_FLAGS, Measurement

__all__ = [
    "CLIFF_RECORD_FORMAT",
    "NON_FINITE_ERROR",
    "Json",
    "RecordError",
    "cliff_record_schema",
    "load_cliff_record",
    "read_cliff_record",
    "statistics_of",
]

Json = dict[str, Any]


class RecordError(ValueError):
    """An invalid record; the message begins with the path of the invalid field."""


class JsonType(Protocol):
    """Protocol of the types that a JSON value may have."""

    def read(self, value: Any, path: str) -> Any:
        """Return the value; raise `RecordError` if it is not of this type."""

    def schema(self) -> Json:
        """Return the JSON Schema of this type."""


def mismatch(path: str, allowed: str, found: Any) -> RecordError:
    """Return an error that names the path, what is allowed there, and the value found."""
    if isinstance(found, list | dict):
        shown = f"a list of {len(found)}" if isinstance(found, list) else "an object"
    else:
        shown = json.dumps(found[:60] if isinstance(found, str) else found, ensure_ascii=False)
    return RecordError(f"{path or 'record'} must be {allowed}, got {shown}")


@dataclass(frozen=True)
class Text:
    """A string that is not empty."""

    longest: int = 1000

    def read(self, value: Any, path: str) -> str:
        if not isinstance(value, str) or not 1 <= len(value) <= self.longest:
            raise mismatch(path, f"text of 1 to {self.longest} characters", value)
        return value

    def schema(self) -> Json:
        return {"type": "string", "minLength": 1, "maxLength": self.longest}


@dataclass(frozen=True)
class Choice:
    """One of several strings."""

    words: Sequence[str]

    def read(self, value: Any, path: str) -> str:
        if not isinstance(value, str) or value not in self.words:
            raise mismatch(path, " or ".join(self.words), value)
        return value

    def schema(self) -> Json:
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class Boolean:
    """A Boolean."""

    def read(self, value: Any, path: str) -> bool:
        if not isinstance(value, bool):
            raise mismatch(path, "true or false", value)
        return value

    def schema(self) -> Json:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Number:
    """A number in a range, described by `allowed`."""

    allowed: str
    low: float
    high: float
    above: bool = False  # the lower bound is excluded
    below: bool = False  # the upper bound is excluded
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
            raise mismatch(path, self.allowed, value)
        return int(value) if self.whole else float(value)

    def schema(self) -> Json:
        return {
            "type": "integer" if self.whole else "number",
            "exclusiveMinimum" if self.above else "minimum": self.low,
            "exclusiveMaximum" if self.below else "maximum": self.high,
            "description": self.allowed,
        }


MAX_DEPTH = 10  # levels of nesting; a record has 7
_STRING_OR_BRACKET = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{}]', re.DOTALL)


class Pairs(dict[str, Any]):
    """A decoded JSON object that remembers a name that it contained twice."""

    repeated: str | None = None


def paired(pairs: list[tuple[str, Any]]) -> Pairs:
    """Return the JSON object with these members."""
    found = Pairs(pairs)
    if len(found) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        found.repeated = max(counts, key=lambda name: counts[name])
    return found


def decode(text: str | bytes) -> Any:
    """Return the JSON value in UTF-8, UTF-16 or UTF-32; raise `RecordError` if there is none."""
    try:
        if isinstance(text, bytes):
            text = text.decode(json.detect_encoding(text))
        text = text.removeprefix("\ufeff")  # byte-order mark
        refuse_deep_nesting(text)
        return json.loads(text, object_pairs_hook=paired)
    except RecordError:
        raise
    except ValueError as error:
        raise RecordError(f"record must be JSON, got {error}") from None


def refuse_deep_nesting(text: str) -> None:
    """Raise `RecordError` for deep nesting: the json module's recursion would crash Python in a browser."""
    depth = 0
    for token in _STRING_OR_BRACKET.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > MAX_DEPTH:
            raise RecordError(f"record must have at most {MAX_DEPTH} levels of nesting, got more")


def members(value: Any, path: str) -> dict[str, Any]:
    """Return the members of a JSON object; raise `RecordError` for other values and repeated names."""
    if not isinstance(value, dict):
        raise mismatch(path, "an object", value)
    if isinstance(value, Pairs) and value.repeated is not None:
        raise RecordError(f"{joined(path, value.repeated)} must have one value, got several")
    return value


def joined(path: str, name: str) -> str:
    """Return the path of a member of the object at `path`."""
    return f"{path}.{name}" if path else name


@dataclass(frozen=True)
class Items:
    """A list of values of one type."""

    item: JsonType
    minimum: int
    maximum: int

    def read(self, value: Any, path: str) -> list[Any]:
        if not isinstance(value, list) or not self.minimum <= len(value) <= self.maximum:
            raise mismatch(path, f"a list of {self.minimum} to {self.maximum} items", value)
        return [self.item.read(item, f"{path}[{i}]") for i, item in enumerate(value)]

    def schema(self) -> Json:
        return {
            "type": "array",
            "items": self.item.schema(),
            "minItems": self.minimum,
            "maxItems": self.maximum,
        }


@dataclass(frozen=True)
class JsonMapping:
    """An object with any names, whose values have one type."""

    item: JsonType
    maximum: int

    def read(self, value: Any, path: str) -> dict[str, Any]:
        found = members(value, path)
        if len(found) > self.maximum:
            raise RecordError(f"{path} must have at most {self.maximum} fields, got {len(found)}")
        return {name: self.item.read(item, joined(path, name)) for name, item in found.items()}

    def schema(self) -> Json:
        return {"type": "object", "additionalProperties": self.item.schema(), "maxProperties": self.maximum}


@dataclass(frozen=True)
class Fields:
    """An object with these fields and no others."""

    required: Mapping[str, JsonType]
    optional: Mapping[str, JsonType] = field(default_factory=dict)

    def read(self, value: Any, path: str) -> dict[str, Any]:
        found, known = members(value, path), {**self.required, **self.optional}
        for name in self.required:
            if name not in found:
                raise RecordError(f"{joined(path, name)} must be given, got nothing")
        for name in found:
            if name not in known:
                raise RecordError(f"{joined(path, name)} is not a known field; allowed: {', '.join(known)}")
        return {name: known[name].read(item, joined(path, name)) for name, item in found.items()}

    def schema(self) -> Json:
        known = {**self.required, **self.optional}
        return {
            "type": "object",
            "properties": {name: kind.schema() for name, kind in known.items()},
            "required": list(self.required),
            "additionalProperties": False,
        }


@dataclass(frozen=True)
class Kinds:
    """An object whose fields depend on its field "kind"."""

    kinds: Mapping[str, Fields]

    def read(self, value: Any, path: str) -> dict[str, Any]:
        kind = members(value, path).get("kind")
        if not isinstance(kind, str) or kind not in self.kinds:
            raise mismatch(joined(path, "kind"), " or ".join(self.kinds), kind)
        return self._with_kind(kind).read(value, path)

    def schema(self) -> Json:
        return {"oneOf": [self._with_kind(kind).schema() for kind in self.kinds]}

    def _with_kind(self, kind: str) -> Fields:
        fields = self.kinds[kind]
        return Fields({"kind": Choice((kind,)), **fields.required}, fields.optional)


CLIFF_RECORD_FORMAT = "fdnn-cliff-record-1"
MAX_BYTES = 8_000_000
NON_FINITE_ERROR = 1e99  # stands for the error of a product with NaN or infinite entries
MAX_INTEGER = 2**53 - 1  # the largest that all readers of JSON keep exactly

_SECONDS = Number("a positive number of seconds, at most a day", 0, 86400, above=True)
_TIMES = Number("a positive number of times", 0, 1e12, above=True)
_SIDE = Number("a whole number from 1 to 16777216", 1, 2**24, whole=True)
_COUNT = Number("a whole number from 1 to 1048576", 1, 2**20, whole=True)
_SEED = Number("a whole number, at least 0", 0, MAX_INTEGER, whole=True)
_FRACTION = Number("a number from 0 to 1", 0, 1)
_SAMPLES = Items(_SECONDS, 0, MAX_ROUNDS)  # one for each round
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

_CONTENDER = Fields(
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
        "wrong": Number(
            "an error above 1", 1, NON_FINITE_ERROR, above=True
        ),  # in units of what rounding can explain
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
        "runs": Items(_CONTENDER, 1, MAX_CONTENDERS),
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
        "libraries": JsonMapping(Text(), 50),  # versions by name
        "blas": Text(),  # name and version
        "races": Items(_RACE, 1, MAX_RACES),
    },
    {"isolated": Boolean()},  # cross-origin isolated page of a browser, which has a finer clock
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
        "speedup": _TIMES,  # over the fastest dense kernel in the source
    },
    {
        "sparsity": _FRACTION,
        "shape": _SHAPE,
        "problem": Text(),  # instead of a shape
        "stated_speedup": _TIMES,  # the source's own, if its dense kernel is not the fastest
        "speedup_low": _TIMES,  # of the source's own ratio over several shapes
        "speedup_high": _TIMES,
        "aggregate": Boolean(),
        "crossover": Boolean(),  # the sparsity is that of speed-up 1
        "crossover_low": _FRACTION,
        "crossover_high": _FRACTION,
        "bound": Choice(("upper", "lower")),  # on that sparsity
        "derived": Boolean(),
        "secondary": Boolean(),  # quoted in another source
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


def cliff_record_schema() -> Json:
    """Return the JSON Schema of a record.

    Examples
    --------
    >>> from fdnn_core import cliff_record_schema
    >>> cliff_record_schema()["$id"]
    'cliff-record-1.schema.json'
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "cliff-record-1.schema.json",
        "title": "Seconds that dense and sparse products of matrices take, or published speed-ups",
        **RECORD.schema(),
    }


def read_cliff_record(text: str | bytes) -> CliffRecord | PublishedRecord:
    """Read a record from JSON; refuse it unless it matches the schema and its statistics match its samples.

    Parameters
    ----------
    text : str or bytes
        JSON, as bytes in UTF-8, UTF-16 or UTF-32, at most 8 MB.

    Returns
    -------
    CliffRecord or PublishedRecord
        Races run on a device, or published speed-ups.

    Raises
    ------
    RecordError
        The message begins with the path of the first invalid field.

    See Also
    --------
    load_cliff_record : read a file.
    write_cliff_record : the inverse, to seven digits.

    Examples
    --------
    >>> from fdnn_core import RecordError, read_cliff_record
    >>> try:
    ...     read_cliff_record('{"format": "fdnn-cliff-record-2"}')
    ... except RecordError as error:
    ...     print(error)
    format must be fdnn-cliff-record-1, got "fdnn-cliff-record-2"
    """
    if len(text) > MAX_BYTES:
        raise RecordError(f"record must have at most {MAX_BYTES} bytes, got {len(text)}")
    value = decode(text)
    Choice((CLIFF_RECORD_FORMAT,)).read(members(value, "").get("format"), "format")
    found = RECORD.read(value, "")
    return _measured(found) if found["kind"] == "measured" else _published(found)


def load_cliff_record(path: str | PathLike[str]) -> CliffRecord | PublishedRecord:
    """Read a record from a JSON file; see `read_cliff_record`.

    Raises
    ------
    RecordError
        The message begins with the path of the first invalid field.
    OSError
        If the file cannot be read.

    See Also
    --------
    save_cliff_record : the inverse, to seven digits.
    """
    return read_cliff_record(Path(path).read_bytes())


def _published(found: Json) -> PublishedRecord:
    return PublishedRecord(
        found["title"],
        [
            PublishedPoint(**{**p, "shape": ProductShape(**p["shape"]) if "shape" in p else None})
            for p in found["points"]
        ],
    )


def _measured(found: Json) -> CliffRecord:
    return CliffRecord(
        Device(**found["device"]),
        found["libraries"],
        found["blas"],
        [_race(one, f"races[{i}]") for i, one in enumerate(found["races"])],
        found.get("isolated"),
    )


def _race(found: Json, path: str) -> Race:
    """Return a race; raise `RecordError` if its contenders or statistics contradict each other."""
    runs: dict[str, Json] = {}  # by the contender's name
    for i, run in enumerate(found["runs"]):
        where = f"{path}.runs[{i}]"
        if run["name"] in runs:
            raise RecordError(f"{where}.name must differ from the other names, got {run['name']} again")
        rounds = 0 if "wrong" in run else len(found["control"])
        if len(run["samples"]) != rounds:
            raise RecordError(f"{where}.samples must be a list of {rounds}, got {len(run['samples'])}")
        runs[run["name"]] = run
    if found["baseline"] not in runs or "wrong" in runs[found["baseline"]]:
        raise RecordError(
            f"{path}.baseline must be the name of a run with a right product, got {found['baseline']}"
        )
    measurement = Measurement(
        {name: np.array(run["samples"]) for name, run in runs.items() if "wrong" not in run},
        found["baseline"],
        np.array(found["control"]),
        found["clock_step"],
        {name: run["wrong"] for name, run in runs.items() if "wrong" in run},
        "disturbed" in found["flags"],
    )
    require_equal(found["flags"], list(measurement.flags), f"{path}.flags")
    for i, (name, run) in enumerate(runs.items()):
        require_equal(run.get("statistics"), statistics_of(measurement, name), f"{path}.runs[{i}].statistics")
    contenders = {
        name: Contender(run["kernel"], Structure(**run["structure"]), run["sparsity"])
        for name, run in runs.items()
    }
    return Race(found["dtype"], ProductShape(**found["shape"]), found["seed"], contenders, measurement)


TOLERANCE = 1e-6  # relative difference between statistics computed by different versions of numpy


def statistics_of(measurement: Measurement, name: str) -> Json | None:
    """Return the statistics of a contender: None if it is wrong or untimed, no speed-up after few rounds."""
    if name in measurement.wrong or measurement.rounds == 0:
        return None
    lower, median, upper = measurement.spread(name)
    computed: Json = {"median": median, "quartiles": [lower, upper]}
    if measurement.rounds >= FEWEST_ROUNDS:
        computed["speedup"] = measurement.speedup(name)._asdict()
    return computed


def require_equal(found: Any, computed: Any, path: str) -> None:
    """Raise `RecordError` where a statistic in a record differs from that computed from its samples."""
    if isinstance(computed, float) and isinstance(found, float):
        if not math.isclose(found, computed, rel_tol=TOLERANCE):
            raise RecordError(f"{path} must be {computed:.7g}, as computed from the samples, got {found:.7g}")
    elif isinstance(computed, dict) and isinstance(found, dict) and computed.keys() == found.keys():
        for name, value in computed.items():
            require_equal(found[name], value, f"{path}.{name}")
    elif isinstance(computed, list) and isinstance(found, list) and len(computed) == len(found):
        for i, value in enumerate(computed):
            require_equal(found[i], value, f"{path}[{i}]")
    elif found != computed:
        raise RecordError(
            f"{path} must be {_in_words(computed)}, as computed from the samples, got {_in_words(found)}"
        )


def _in_words(value: Any) -> str:
    if isinstance(value, dict | list):
        return ", ".join(map(str, value)) or "nothing"
    return "nothing" if value is None else str(value)
