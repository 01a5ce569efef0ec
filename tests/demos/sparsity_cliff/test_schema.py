"""The JSON Schema file of the demo agrees with `read_cliff_record`."""

import copy
import json
import re
from pathlib import Path

import jsonschema
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
    r"as computed from the samples|samples must be a list of \d+|"
    r"must differ from the other names|with a right product"
)


def places(value, path=()):
    """Yield every path in a document except the root."""
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
def test_the_reader_refuses_what_the_schema_refuses_and_what_it_cannot_express(valid, data):
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


def test_valid_documents_are_read():
    for document in (MEASURED, FEW_POINTS):
        VALIDATOR.validate(document)
        read_cliff_record(json.dumps(document))


def test_the_schema_file_is_up_to_date():
    # To update it, write json.dumps(fdnn_core.cliff_record_schema(), indent=2) and a line break.
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert cliff_record_schema() == SCHEMA
    assert SCHEMA["$id"] == "cliff-record-1.schema.json"
