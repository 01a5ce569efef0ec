"""Series over one x."""

import numpy as np
import pytest

from demos.kit.figures import Axis, FigureError, Plot, Series

X = np.arange(3.0)


def plot(x=X, y=X):
    series = [Series("s", y, "before")]
    return Plot(title="P", summary="p", x=x, series=series, x_axis=Axis("x"), y_axis=Axis("y"))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: plot(y=np.zeros(2)), r"figure 'P': series 's' must have shape \(3,\), got \(2,\)"),
        (lambda: plot(x=[0, 1, 2]), "figure 'P': x must be a numpy array, got list"),
        (lambda: plot(x=X[::-1]), "figure 'P': x must increase, got 2 before 1"),
        (lambda: plot(x=np.array([0, np.nan, 2])), "figure 'P': x must increase, got 0 before nan"),
        (lambda: plot(y=[1, 2, 3]), "series 's': y must be a numpy array, got list"),
        (lambda: plot(y=1j * X), "series 's': y must hold real numbers, got dtype complex128"),
        (lambda: Series("s", X, "main"), "series 's': role must be one of before, after, .*, got 'main'"),
        (lambda: Series("s", X, "after", "bars"), "series 's': mark must be one of line, .*, got 'bars'"),
    ],
)
def test_mistakes_in_a_plot_are_named(make, message):
    with pytest.raises(FigureError, match=message):
        make()


def test_csv_has_a_column_for_each_series():
    assert plot(y=X**2).csv() == "x,s\n0.0,0.0\n1.0,1.0\n2.0,4.0\n"


@pytest.mark.parametrize(("points", "dash"), [(300, 1), (301, 0)])
def test_lines_of_the_role_before_are_dashed_unless_they_have_many_points(points, dash):
    x = np.arange(float(points))
    looks = [("before", "line"), ("before", "stems"), ("after", "line")]
    series = [Series("s", x, role, mark) for role, mark in looks]
    chart = Plot(title="P", summary="p", x=x, series=series, x_axis=Axis("x"), y_axis=Axis("y"))
    assert chart.message()["dashes"] == chart.dashes == [dash, 0, 0]
