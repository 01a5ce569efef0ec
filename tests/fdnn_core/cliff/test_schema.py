"""Records written and read again, and the refusal of invalid ones."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import (
    CliffRecord,
    Contender,
    Device,
    Measurement,
    ProductShape,
    PublishedPoint,
    PublishedRecord,
    Race,
    RecordError,
    Structure,
    load_cliff_record,
    read_cliff_record,
    save_cliff_record,
    write_cliff_record,
)

STRUCTURES = [
    Structure("csr"),
    Structure("bsr", block=16),
    Structure("n:m", n=2, m=4),
    Structure("rows"),
    Structure("columns"),
    Structure("low-pass"),
]


def race(seed=0, rounds=12, wrong=None, disturbed=False):
    rng = np.random.default_rng(seed)
    names = [f"sparse {i}" for i in range(len(STRUCTURES))]
    seconds = {name: 0.01 * np.exp(0.02 * rng.standard_normal(rounds)) for name in ("dense", *names)}
    contenders = {"dense": Contender("numpy", Structure("dense"), 0.0)}
    contenders |= {
        name: Contender("ours", structure, 0.5) for name, structure in zip(names, STRUCTURES, strict=True)
    }
    for name in wrong or {}:
        del seconds[name]
    control = 0.01 * np.exp(0.02 * rng.standard_normal(rounds))
    measurement = Measurement(seconds, "dense", control, 1e-4, wrong or {}, disturbed)
    return Race("float32", ProductShape(64, 32, 16), seed, contenders, measurement)


def record(*races):
    return CliffRecord(
        Device("a browser", "browser", 8, 1), {"numpy": "2.4.3"}, "OpenBLAS 0.3.30", races or [race()], True
    )


PUBLISHED = PublishedRecord(
    "Points",
    [
        PublishedPoint(
            source="a paper",
            locator="Fig. 1",
            read_from="figure estimate",
            hardware="GPU",
            method="CSR",
            library="ours",
            precision="fp16",
            metric="speed-up",
            speedup=0.92,
            stated_speedup=1.6,
            sparsity=0.5,
            shape=ProductShape(1, 2, 3),
            derived=True,
        )
    ],
)
FULL = record(race(), race(1, wrong={"sparse 2": 7.5}), race(2, rounds=5, disturbed=True), race(3, rounds=0))


def text_with(change, original=FULL):
    """Return a record as JSON after a change."""
    found = json.loads(write_cliff_record(original))
    change(found)
    return json.dumps(found)


def test_reading_is_the_inverse_of_writing():
    text = write_cliff_record(FULL)
    found = read_cliff_record(text)
    assert write_cliff_record(found) == text
    assert write_cliff_record(read_cliff_record(text.encode())) == text
    assert (found.device, found.libraries, found.blas, found.isolated) == (
        FULL.device,
        FULL.libraries,
        FULL.blas,
        True,
    )
    for one, two in zip(found.races, FULL.races, strict=True):
        assert (one.dtype, one.shape, one.seed, one.contenders) == (
            two.dtype,
            two.shape,
            two.seed,
            two.contenders,
        )
        assert one.measurement.flags == two.measurement.flags
        assert one.measurement.wrong == two.measurement.wrong
        for name, seconds in two.measurement.samples.items():
            assert np.allclose(one.measurement.samples[name], seconds, rtol=1e-6, atol=0)


def test_published_points_survive_writing_and_reading():
    text = write_cliff_record(PUBLISHED)
    assert read_cliff_record(text) == PUBLISHED
    assert set(json.loads(text)["points"][0]) >= {"source", "locator", "stated_speedup", "derived"}
    assert "caveat" not in json.loads(text)["points"][0]


@given(st.integers(0, 2**32), st.integers(0, 40))
def test_every_race_can_be_written_and_read(seed, rounds):
    text = write_cliff_record(record(race(seed, rounds)))
    assert write_cliff_record(read_cliff_record(text)) == text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"]
)
def test_every_encoding_of_json_is_read(encoding):
    text = write_cliff_record(FULL)
    assert write_cliff_record(read_cliff_record(text.encode(encoding))) == text


def test_a_byte_order_mark_in_a_str_is_ignored():
    text = write_cliff_record(PUBLISHED)
    assert read_cliff_record("\ufeff" + text) == PUBLISHED


def test_a_file_is_loaded_by_str_or_path(tmp_path):
    path = tmp_path / "run.json"
    save_cliff_record(PUBLISHED, path)
    assert load_cliff_record(path) == load_cliff_record(str(path)) == PUBLISHED


@pytest.mark.parametrize("error", [math.inf, math.nan])
def test_a_product_with_nan_or_infinity_is_recorded_as_very_wrong(error):
    found = read_cliff_record(write_cliff_record(record(race(wrong={"sparse 0": error}))))
    assert found.races[0].measurement.wrong == {"sparse 0": 1e99}


def test_a_wrong_or_untimed_contender_has_no_speedup():
    races = json.loads(write_cliff_record(FULL))["races"]
    assert "speedup" in races[0]["runs"][1]["statistics"]
    assert "statistics" not in races[1]["runs"][3]
    assert races[1]["runs"][3]["samples"] == []
    assert set(races[2]["runs"][1]["statistics"]) == {"median", "quartiles"}
    assert races[2]["flags"] == ["too few rounds", "disturbed"]
    assert "statistics" not in races[3]["runs"][1]


def put(*path, value):
    """Return a change that sets the value at a path."""

    def change(found):
        for step in path[:-1]:
            found = found[step]
        found[path[-1]] = value

    return change


def drop(*path):
    """Return a change that deletes the value at a path."""

    def change(found):
        for step in path[:-1]:
            found = found[step]
        del found[path[-1]]

    return change


RUN = ("races", 0, "runs", 3)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            put("format", value="fdnn-cliff-record-2"),
            'format must be fdnn-cliff-record-1, got "fdnn-cliff-r',
        ),
        (drop("format"), "format must be fdnn-cliff-record-1, got null"),
        (put("kind", value="guessed"), 'kind must be measured or published, got "guessed"'),
        (drop("device"), "device must be given, got nothing"),
        (put("extra", value=1), "extra is not a known field; allowed: kind, format"),
        (
            put("device", "kind", value="abacus"),
            'device.kind must be cpu or gpu or browser, got "abacus"',
        ),
        (
            put("device", "cores", value=1.5),
            "device.cores must be a whole number from 1 to 1048576, got 1.5",
        ),
        (put("device", "cores", value=True), "device.cores must be a whole number .* got true"),
        (
            put("libraries", "numpy", value=2),
            "libraries.numpy must be text of 1 to 1000 characters, got 2",
        ),
        (put("isolated", value="yes"), 'isolated must be true or false, got "yes"'),
        (put("races", value=[]), r"races must be a list of 1 to 50 items, got a list of 0"),
        (put("races", value={}), r"races must be a list of 1 to 50 items, got an object"),
        (
            put(*RUN, "samples", 2, value=-1),
            r"races\[0\].runs\[3\].samples\[2\] must be a positive number of seconds, .*-1",
        ),
        (
            put(*RUN, "samples", 2, value=math.nan),
            r"runs\[3\].samples\[2\] must be a positive number .* got NaN",
        ),
        (
            put(*RUN, "samples", 2, value=math.inf),
            r"runs\[3\].samples\[2\] must be a positive number .* got Infinity",
        ),
        (
            put(*RUN, "samples", 2, value=10**400),
            r"runs\[3\].samples\[2\] must be a positive number .* got 1000",
        ),
        (drop(*RUN, "samples", 2), r"races\[0\].runs\[3\].samples must be a list of 12, got 11"),
        (
            put(*RUN, "sparsity", value=1.0),
            r"runs\[3\].sparsity must be a number from 0 to less than 1, got 1.0",
        ),
        (
            put(*RUN, "structure", "kind", value="coo"),
            r"runs\[3\].structure.kind must be dense or csr .* got \"coo\"",
        ),
        (
            put(*RUN, "structure", "block", value=4),
            r"runs\[3\].structure.block is not a known field; allowed: kind",
        ),
        (
            put(*RUN, "name", value="dense"),
            r"runs\[3\].name must differ from the other names, got dense again",
        ),
        (put(*RUN, "wrong", value=3.0), r"runs\[3\].samples must be a list of 0, got 12"),
        (
            put("races", 0, "baseline", value="blas"),
            r"races\[0\].baseline must be the name of a run with a right product, got blas",
        ),
        (
            put("races", 1, "baseline", value="sparse 2"),
            r"races\[1\].baseline must be the name of a run with a right product",
        ),
        (
            put("races", 0, "flags", value=["drift"]),
            r"races\[0\].flags must be nothing, as .* got drift",
        ),
        (
            put("races", 2, "flags", value=[]),
            r"races\[2\].flags must be too few rounds, as .* got nothing",
        ),
        (
            put("races", 0, "flags", value=["odd"]),
            r"races\[0\].flags\[0\] must be too few rounds or .* got \"odd\"",
        ),
        (
            drop(*RUN, "statistics"),
            r"runs\[3\].statistics must be median, quartiles, speedup.* got nothing",
        ),
        (drop(*RUN, "statistics", "speedup"), r"runs\[3\].statistics must be median, quartiles, speedup"),
        (
            put(*RUN, "statistics", "speedup", "low", value=1.5),
            r"races\[0\].runs\[3\].statistics.speedup.low must be 0.9.*, as computed from .*, got 1.5",
        ),
        (
            put(*RUN, "statistics", "median", value=0.009),
            r"statistics.median must be 0.01.*, .* got 0.009",
        ),
        (
            put(*RUN, "samples", 2, value=0.02),
            r"runs\[3\].statistics.median must be .* as computed from the samples",
        ),
    ],
)
def test_an_invalid_record_is_refused_with_the_path_of_the_field(change, message):
    with pytest.raises(RecordError, match=message):
        read_cliff_record(text_with(change))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "record must be JSON, got Expecting value"),
        ("{", "record must be JSON, got Expecting property name"),
        ("[1]", "record must be an object, got a list of 1"),
        ("null", "record must be an object, got null"),
        (b"\xff{}", "record must be JSON, got 'utf-8' codec can't decode"),
        (b"\xff\xfe{", "record must be JSON, got 'utf-16(-le)?' codec can't decode"),
        ("[" * 200_000, "record must have at most 10 levels of nesting, got more"),
        ('{"a": ' * 11, "record must have at most 10 levels of nesting, got more"),
        ("[]" * 11, "record must be JSON, got Extra data"),
        (r'"\"' + "[" * 11 + '"', "record must be an object, got"),
        ('"' + "[" * 11, "record must be JSON, got Unterminated string"),
        ('\\"' * 3_000_000, "record must be JSON, got Expecting value"),
        (f'{{"format": {"9" * 5000}}}', "record must be JSON, got Exceeds the limit"),
        (" " * 8_000_001, "record must have at most 8000000 bytes, got 8000001"),
        ('{"format": "fdnn-cliff-record-1", "format": ""}', "format must have one value, got several"),
    ],
)
def test_text_that_is_no_record_is_refused(text, message):
    with pytest.raises(RecordError, match=message):
        read_cliff_record(text)


def test_a_repeated_name_is_refused_with_its_path():
    text = write_cliff_record(FULL).replace('"cores": 8', '"cores": 8, "cores": 4')
    with pytest.raises(RecordError, match=r"device\.cores must have one value, got several"):
        read_cliff_record(text)
