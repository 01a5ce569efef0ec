"""Groups of points with intervals and notes."""

import csv
import io

import numpy as np
import pytest

from demos.kit.figures import Axis, FigureError, Group, Scatter


def scatter(**more):
    x, y = np.array([0.5, 0.9, 0.99]), np.array([0.4, 1.0, 8.0])
    return Scatter(
        title="Speed",
        summary="It rises.",
        groups=[
            Group("measured", x, y, "after", "path", y - 0.1, y + 0.1, ["one", "two", "three"]),
            Group("ideal", x, 1 / (1 - x), "theory", "dashes"),
            Group("read off", x[:1], y[:1], "third", "rings"),
        ],
        x_axis=Axis("zeros", "nines", 0, 0.999),
        y_axis=Axis("speed-up", "log", 0.1, 100),
        **more,
    )


def test_csv_has_a_row_for_each_point():
    rows = list(csv.reader(io.StringIO(scatter().csv())))
    assert rows[0] == ["group", "zeros", "speed-up", "low", "high", "note"]
    assert rows[2] == ["measured", "0.9", "1.0", "0.9", "1.1", "two"]
    assert rows[4] == ["ideal", "0.5", "2.0", "", "", ""]
    assert len(rows) == 1 + 3 + 3 + 1


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"y": np.zeros(1)}, "group 'g' must have the same number of each, got 2 x, 1 y"),
        ({"low": np.zeros(3)}, "group 'g' must have the same number of each, got 2 x, 2 y, 3 low"),
        ({"notes": ["one"]}, "group 'g' must have the same number of each, got 2 x, 2 y, 1 notes"),
        ({"x": [1, 2]}, "group 'g': x must be a numpy array, got list"),
        ({"role": "main"}, "group 'g': role must be one of before, after, .*, got 'main'"),
        ({"mark": "stars"}, "group 'g': mark must be one of dots, .*, got 'stars'"),
    ],
)
def test_mistakes_in_a_group_are_named(wrong, message):
    with pytest.raises(FigureError, match=message):
        Group(**{"label": "g", "x": np.zeros(2), "y": np.zeros(2), "role": "after", **wrong})


def test_groups_of_one_role_and_mark_have_different_dashes():
    x = np.zeros(1)
    marks = [("after", "line"), ("after", "line"), ("after", "dashes"), ("before", "line"), ("after", "dots")]
    groups = [Group("g", x, x, role, mark) for role, mark in marks]
    axis = Axis("x")
    chart = Scatter(title="x", summary="x", groups=groups, x_axis=axis, y_axis=axis)
    assert chart.message()["dashes"] == chart.dashes == [0, 1, 1, 0, 0]
