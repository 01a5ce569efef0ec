"""What a record of the sparsity cliff may hold, its first version."""

from fdnn_core._json_containers import Fields, Items, Kinds, Names
from fdnn_core._json_shapes import Choice, Number, Text, Truth
from fdnn_core.measurement import MEASUREMENT_FLAGS

__all__ = [
    "CLIFF_RECORD_FORMAT",
    "MOST_BYTES",
    "MOST_RACES",
    "MOST_ROUNDS",
    "MOST_RUNS",
    "NO_NUMBER",
    "RECORD",
]

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
