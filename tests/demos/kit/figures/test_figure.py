"""What all figures have in common."""

import csv
import io
import pickle

import numpy as np
import pytest

from demos.kit.figures import Axis, Clip, FigureError, Group, Image, Plot, Scatter, Sentence, Series, Sound

AXIS = Axis("x")
ROW = np.arange(3.0)
SERIES = Series("s", ROW, "after")
GROUP = Group("g", ROW, ROW, "after", low=ROW, high=ROW)
CLIP = Clip("c", ROW / 2, 8000)
PLOT = Plot(title="p", summary="p", x=ROW, series=[SERIES], x_axis=AXIS, y_axis=AXIS)
IMAGE = Image(title="i", summary="i", values=np.zeros((2, 2)))


@pytest.mark.parametrize(
    "array",
    [PLOT.x, SERIES.y, GROUP.x, GROUP.y, GROUP.low, GROUP.high, CLIP.samples, IMAGE.values, IMAGE.levels],
)
def test_arrays_are_read_only(array):
    with pytest.raises(ValueError, match="read-only"):
        array += 1


def test_callers_array_stays_writable():
    row = np.arange(3.0)
    Series("s", row, "after")
    row += 1


def test_text_must_be_text():
    with pytest.raises(FigureError, match=r"figure 'x': text must be text, got 3 \(int\)"):
        Sentence(title="x", summary="x", text=3)
    with pytest.raises(
        FigureError, match=r"figure 'x': title and summary must be text, got None \(NoneType\)"
    ):
        Sentence(title="x", summary=None, text="x")


@pytest.mark.parametrize(
    "figure",
    [
        PLOT,
        IMAGE,
        Scatter(title="s", summary="s", groups=[GROUP], x_axis=AXIS, y_axis=AXIS),
        Sound(title="s", summary="s", clips=[CLIP]),
        Sentence(title="s", summary="s", text="s"),
    ],
    ids=lambda figure: figure.kind,
)
def test_figure_gives_csv_and_shows_itself_in_a_notebook(figure):
    assert list(csv.reader(io.StringIO(figure.csv())))
    assert f"<b>{figure.title}</b>" in figure._repr_html_()
    assert pickle.loads(pickle.dumps(figure)).csv() == figure.csv()
