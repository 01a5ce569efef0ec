"""The published points, and the schema beside them, which says what `read_cliff_record` says."""

import copy
import json
import math
import re
from collections import Counter
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import RecordError, cliff_record_schema, read_cliff_record

FOLDER = Path(__file__).parents[3] / "demos" / "sparsity_cliff"
SCHEMA = json.loads((FOLDER / "cliff-record-1.schema.json").read_text())
PUBLISHED = (FOLDER / "records" / "published.json").read_text()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
SAMPLES = [0.01 + 0.0001 * i for i in range(5)]
RUN = {
    "name": "dense",
    "kernel": "numpy",
    "structure": {"kind": "dense"},
    "sparsity": 0.0,
    "samples": SAMPLES,
    "statistics": {"median": 0.0102, "quartiles": [0.0101, 0.0103]},
}
MEASURED = {
    "format": "fdnn-cliff-record-1",
    "kind": "measured",
    "device": {"name": "a laptop", "kind": "cpu", "cores": 8, "threads": 1},
    "libraries": {"numpy": "2.4.3"},
    "blas": "OpenBLAS 0.3.30",
    "isolated": True,
    "races": [
        {
            "dtype": "float32",
            "shape": {"m": 64, "k": 32, "n": 16},
            "seed": 0,
            "clock_step": 1e-4,
            "flags": ["too few rounds"],
            "baseline": "dense",
            "control": SAMPLES,
            "runs": [
                RUN,
                {**RUN, "name": "blocks", "structure": {"kind": "bsr", "block": 16}, "sparsity": 0.5},
                {
                    "name": "2:4",
                    "kernel": "ours",
                    "structure": {"kind": "n:m", "n": 2, "m": 4},
                    "sparsity": 0.5,
                    "samples": [],
                    "wrong": 7.5,
                },
            ],
        }
    ],
}
FEW_POINTS = {**json.loads(PUBLISHED), "points": json.loads(PUBLISHED)["points"][:2]}
BEYOND_THE_SCHEMA = re.compile(
    r"as the samples give|samples: \d+ are needed|a name not yet taken|a run that is right"
)


def places(value, path=()):
    """Every path in a document but the root."""
    if isinstance(value, list):
        value = dict(enumerate(value))
    for key, child in value.items() if isinstance(value, dict) else ():
        yield (*path, key)
        yield from places(child, (*path, key))


NUMBERS = [0.0, 0.5, -1.0, 2.5, 16.0, 1e300, 10**400]
OTHERS = ["", "dense", "csr", "drift", "x" * 1001, [], {}, [1], ["drift"], {"kind": "csr"}]
VALUES = st.none() | st.booleans() | st.integers(-2, 10) | st.sampled_from([*NUMBERS, *OTHERS])
NAMES = st.sampled_from(["extra", "block", "wrong", "isolated", "caveat"])


@given(st.sampled_from([MEASURED, FEW_POINTS]), st.data())
def test_whatever_the_schema_refuses_is_refused_and_nothing_else_but_what_it_cannot_say(valid, data):
    document = copy.deepcopy(valid)
    *path, last = data.draw(st.sampled_from(list(places(document))))
    parent = document
    for step in path:
        parent = parent[step]
    change = data.draw(st.sampled_from(["drop", "replace", "add"]))
    if change == "drop":
        del parent[last]
    elif change == "replace":
        parent[last] = data.draw(VALUES)
    elif isinstance(parent, dict):
        parent[data.draw(NAMES)] = data.draw(VALUES)
    else:
        parent.insert(last, data.draw(VALUES))
    try:
        read_cliff_record(json.dumps(document))
    except RecordError as error:
        assert BEYOND_THE_SCHEMA.search(str(error)) or not VALIDATOR.is_valid(document)
    else:
        VALIDATOR.validate(document)


def test_what_is_not_broken_is_read():
    for document in (MEASURED, FEW_POINTS):
        VALIDATOR.validate(document)
        read_cliff_record(json.dumps(document))


def test_the_schema_beside_the_demo_is_the_readers_own():
    # if not: python -c "import json, fdnn_core as f; print(json.dumps(f.cliff_record_schema(), indent=2))"
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert cliff_record_schema() == SCHEMA
    assert SCHEMA["$id"] == "cliff-record-1.schema.json"


def test_all_published_points_are_there_with_source_and_locator():
    VALIDATOR.validate(json.loads(PUBLISHED))
    points = read_cliff_record(PUBLISHED).points
    assert len(points) == 363
    assert len({point.source for point in points}) == 17
    assert Counter(point.read_from for point in points) == {"table": 302, "text": 34, "figure estimate": 27}
    kept = ("aggregate", "crossover", "derived", "secondary", "bound", "caveat", "stated_speedup", "note")
    assert {name: sum(bool(getattr(point, name)) for point in points) for name in kept} == {
        "aggregate": 147,
        "crossover": 27,
        "derived": 2,
        "secondary": 7,
        "bound": 3,
        "caveat": 50,
        "stated_speedup": 73,
        "note": 2,
    }
    assert sum(point.sparsity is not None for point in points) == 360
    assert math.fsum(point.speedup for point in points) == pytest.approx(596.9189)
    assert len(PUBLISHED.encode()) < 400_000


def test_published_points_are_like_for_like():
    points = read_cliff_record(PUBLISHED).points
    (sparselt,) = [
        p for p in points if p.library.startswith("cuSPARSELt") and p.aggregate and p.stated_speedup
    ]
    assert (sparselt.speedup, sparselt.stated_speedup) == pytest.approx((0.92, 1.60), abs=0.005)
    (half,) = [p for p in points if p.method == "V:N:M semi-structured (V=128)" and p.sparsity == 0.5]
    assert (half.speedup, half.stated_speedup) == pytest.approx((1.04, 1.82), abs=0.005)


@pytest.mark.parametrize(
    ("library", "hardware", "sparsity"),
    [
        ("MACKO-SpMV", "NVIDIA GeForce RTX 2080 SUPER", 0.21),
        ("MACKO-SpMV", "NVIDIA GeForce RTX 4090", 0.29),
        ("cuSPARSE CSR SpMV", "NVIDIA GeForce RTX 3090", 0.83),
        ("Sputnik", "NVIDIA V100", 0.71),
        ("cuSPARSE (CUDA 10.1)", "NVIDIA V100", 0.98),
    ],
)
def test_published_crossovers(library, hardware, sparsity):
    (point,) = [
        p
        for p in read_cliff_record(PUBLISHED).points
        if p.crossover and p.library.startswith(library) and p.hardware == hardware
    ]
    assert point.sparsity == pytest.approx(sparsity, abs=0.005)
    assert point.speedup == 1
