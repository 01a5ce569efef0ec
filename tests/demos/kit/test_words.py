"""How numbers stand in the texts of figures and controls, and in what is saved of them."""

import numpy as np
import pytest

from demos.kit.controls import Slider
from demos.kit.export import to_csv
from demos.kit.figures import Group, Image, Sentence, Table, prediction
from demos.kit.words import plural, typeset, typeset_all


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
def test_a_number_keeps_its_unit_and_has_a_true_minus(typed, shown):
    assert typeset(typed) == shown
    assert typeset(shown) == shown


@pytest.mark.parametrize("texts", [[], [""], ["1 %", "", "-2"], ["1", "%"], ["a\x1fb", "-2"]])
def test_many_texts_are_typeset_as_each(texts):
    assert typeset_all(texts) == [typeset(text) for text in texts]


def test_figures_and_controls_are_typeset():
    sentence = Sentence(title="5 %", summary="6 %", text="7 %")
    assert (sentence.title, sentence.summary, sentence.text) == ("5\u202f%", "6\u202f%", "7\u202f%")
    question = prediction("For 99 %?", 3, "It takes 40 dB.", ())
    assert (question.prompt, question.explanation) == ("For 99\u202f%?", "It takes 40\u202fdB.")
    image = Image(title="x", summary="x", values=np.zeros((2, 2)), low=-60, high=0, unit="dB")
    assert image.range == "−60 … 0\u202fdB"
    assert Group("x", np.zeros(1), np.zeros(1), "after", notes=["3 ms"]).notes == ["3\u202fms"]
    assert Slider(0, 1, label="At 5 %", help="Of 100 GB/s.").help == "Of 100\u202fGB/s."


def test_a_table_is_typeset_where_it_is_shown_and_not_where_it_is_saved():
    table = Table(title="x", summary="x", columns=["at", "5 %"], rows=[["a", "-0.01"], ["b", "2e-5 %"]])
    assert list(table.columns) == ["at", "5\u202f%"]
    assert table.rows == [("a", "−0.01"), ("b", "2e−5\u202f%")]
    assert to_csv(table) == "at,5 %\na,-0.01\nb,2e-5 %\n"


def test_one_is_not_many():
    assert [plural(count, "term") for count in (0, 1, 2)] == ["terms", "term", "terms"]
