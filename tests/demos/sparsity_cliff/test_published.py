"""Every published point is accounted for, and each that is drawn has its source."""

import json

import numpy as np
import pytest

from demos import load
from demos.sparsity_cliff import published

SWITCHES = dict.fromkeys(published.GROUPS, True)


@pytest.fixture(scope="module")
def in_the_file():
    return json.loads((published._FOLDER / "published.json").read_text())["points"]


def drawn_points(figure):
    for group in figure.groups:
        if group.label.startswith("published"):
            yield from zip(group.x, group.y, group.notes, [group.mark] * len(group.notes), strict=True)


def test_all_points_with_a_sparsity_can_be_drawn_each_with_its_source(in_the_file):
    drawn = list(drawn_points(load("sparsity_cliff")(**SWITCHES)["cliff"]))
    expected = [point for point in in_the_file if "sparsity" in point]
    assert sorted((x, y) for x, y, *_ in drawn) == sorted((p["sparsity"], p["speedup"]) for p in expected)
    notes = "\n".join(note for *_, note, _ in drawn)
    for point in expected:
        assert point["source"] in notes
        assert point["locator"] in notes
    hollow = sum(mark == "rings" for *_, mark in drawn)
    assert hollow == sum(point["read_from"] == "figure estimate" for point in expected)


def test_the_count_on_the_page_is_that_of_the_file(in_the_file):
    summary = load("sparsity_cliff")(**SWITCHES)["cliff"].summary
    assert summary.startswith(
        f"{sum('sparsity' in p for p in in_the_file)} of {len(in_the_file)} published points"
    )


def test_what_is_derived_a_bound_or_mostly_a_launch_is_not_drawn_unless_wished_for():
    for point in published.points():
        if point.derived or point.bound:
            assert published.group_of(point) == "doubtful"
    assert not load("sparsity_cliff").defaults["doubtful"]
    tiny = [p for p in published.points() if p.shape and 2 * np.prod(p.shape, dtype=float) < 1e10]
    assert {published.group_of(point) for point in tiny} == {"doubtful"}


@pytest.mark.parametrize("key", published.GROUPS)
def test_no_group_is_empty_and_each_is_a_switch(key):
    assert published.groups_of(key)
    without = load("sparsity_cliff")(**(SWITCHES | {key: False}))["cliff"]
    labels = {group.label for group in without.groups}
    assert labels.isdisjoint(group.label for group in published.groups_of(key))
