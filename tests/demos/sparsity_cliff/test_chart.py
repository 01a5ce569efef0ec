"""The chart, and its numbers as a file that spreadsheets open."""

import csv
import io
import json
import math

import numpy as np
import pytest

from demos import load
from demos.kit import wire
from demos.sparsity_cliff.published import GROUPS

SWITCHES = {**dict.fromkeys(GROUPS, True), "model": True}


@pytest.fixture(scope="module")
def file():
    """Return the bytes of cliff.csv, as the page saves them."""
    wire.run("sparsity_cliff", json.dumps(SWITCHES))
    answer, _ = wire.save("sparsity_cliff", "cliff", "csv")
    return json.loads(answer)["answer"]["file"].encode()


def test_the_file_begins_with_a_byte_order_mark(file):
    assert file.startswith(b"\xef\xbb\xbf")  # without it, Excel takes UTF-8 for Windows-1252: "Ã—" for "×"
    assert "×" in file.decode("utf-8-sig")


def test_csv_cells_are_finite_numbers_and_missing_intervals_are_empty(file):
    header, *rows = csv.reader(io.StringIO(file.decode("utf-8-sig")))
    assert header == ["group", "zeros", "times as fast as dense", "low", "high", "note"]
    assert {len(row) for row in rows} == {6}
    for _, x, y, low, high, _ in rows:
        assert all(math.isfinite(float(cell)) for cell in (x, y))
        assert (low == "") == (high == "")
        assert not low or float(low) <= float(y) <= float(high)
    assert any(low == "" for _, _, _, low, _, _ in rows)


def test_the_file_holds_all_points(file):
    groups = load("sparsity_cliff")(**SWITCHES)["cliff"].groups
    _, *rows = csv.reader(io.StringIO(file.decode("utf-8-sig")))
    expected = [(group.label, x, y) for group in groups for x, y in zip(group.x, group.y, strict=True)]
    assert [row[0] for row in rows] == [label for label, _, _ in expected]
    assert np.array_equal([[float(cell) for cell in row[1:3]] for row in rows], [row[1:] for row in expected])


def test_a_curve_with_gaps_has_empty_cells():
    rows = load("sparsity_cliff")()["psnr"].csv().splitlines()
    assert rows[1] == "0.0,"  # nothing is lost: there is no finite PSNR


def test_figures_cannot_be_changed_by_a_caller():
    figures = load("sparsity_cliff")()
    before = figures["cliff"].csv()
    for group in figures["cliff"].groups:
        for array in (group.x, group.y, *(end for end in (group.low, group.high) if end is not None)):
            with pytest.raises(ValueError, match="read-only"):
                array[:] = 0
    for key in ("kept", "lost"):
        with pytest.raises(ValueError, match="read-only"):
            figures[key].values[:] = 0
    assert load("sparsity_cliff")()["cliff"].csv() == before
