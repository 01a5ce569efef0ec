"""Minus signs and units in text that is drawn; the data keep plain text."""

import numpy as np
import pytest

from demos.kit.figures import Axis, Group, Image, Plot, Scatter, Sentence, Series, Table, prediction
from demos.kit.notebook.html import figure_html
from demos.kit.typesetting import plural, typeset


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("87.9 % of 40 dB", "87.9\u202f% of 40\u202fdB"),
        ("100 GB/s, 29 ms (3 µs)", "100\u202fGB/s, 29\u202fms (3\u202fµs)"),
        ("45 s of 16 samples, 4 bits", "45\u202fs of 16 samples, 4\u202fbits"),
        ("from -1 to 0.5 (-0.25), by 3.1e-16", "from −1 to 0.5 (−0.25), by 3.1e−16"),
        ("-0.00 dB, -0.01, -0", "0.00\u202fdB, −0.01, 0"),
        ("DCT-II, H100-80, 2:4, 3-5, x-1, band - 3", "DCT-II, H100-80, 2:4, 3-5, x-1, band - 3"),
    ],
)
def test_numbers_get_minus_signs_and_no_break_spaces(typed, shown):
    assert typeset(typed) == shown
    assert typeset(shown) == shown


AXIS = Axis("loss at -3 dB")
FIGURES = [
    Sentence(title="5 %", summary="6 %", text="by -0.5 dB"),
    prediction("For 99 %?", 3, "It takes -40 dB.", ()),
    Image(title="x", summary="-1 %", values=np.zeros((2, 2)), low=-60, high=0, unit="dB"),
    Table(title="x", summary="-1 %", columns=["at", "5 %"], rows=[["a", "-0.01"], ["b", "2e-5 %"]]),
    Plot(
        title="x",
        summary="-1 %",
        x=np.arange(2.0),
        series=[Series("-3 dB", np.zeros(2), "after")],
        x_axis=AXIS,
        y_axis=AXIS,
    ),
    Scatter(
        title="x",
        summary="-1 %",
        groups=[Group("-3 dB", np.zeros(2), np.zeros(2), "after", notes=["-3 ms", "3 ms"])],
        x_axis=AXIS,
        y_axis=AXIS,
    ),
]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.kind)
def test_figures_are_typeset_when_drawn_and_plain_as_data(figure):
    html = figure_html(figure)
    assert "−" in html
    assert "-0.01" not in html
    assert "−" not in figure.csv()
    assert "\u202f" not in figure.csv()
    assert "−" not in figure.title + figure.summary


def test_table_is_typeset_in_html_and_plain_in_csv():
    table = FIGURES[3]
    assert "<td>−0.01</td>" in figure_html(table)
    assert table.csv() == "at,5 %\na,-0.01\nb,2e-5 %\n"


def test_plural_adds_an_s_unless_the_count_is_one():
    assert [plural(count, "term") for count in (0, 1, 2)] == ["terms", "term", "terms"]
