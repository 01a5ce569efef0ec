"""Published points: complete, like for like, and each drawn with its source."""

import json
import math
from collections import Counter

import numpy as np
import pytest

from demos import load
from demos.sparsity_cliff import published
from demos.sparsity_cliff.record_files import FOLDER

SWITCHES = dict.fromkeys(published.GROUPS, True)


@pytest.fixture(scope="module")
def in_the_file():
    return json.loads((FOLDER / "published.json").read_text())["points"]


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


def test_derived_points_bounds_and_launch_bound_ones_are_hidden_by_default():
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


def test_the_file_holds_all_published_points():
    points = published.points()
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
    assert (FOLDER / "published.json").stat().st_size < 400_000


def test_published_points_are_like_for_like():
    points = published.points()
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
        for p in published.points()
        if p.crossover and p.library.startswith(library) and p.hardware == hardware
    ]
    assert point.sparsity == pytest.approx(sparsity, abs=0.005)
    assert point.speedup == 1
