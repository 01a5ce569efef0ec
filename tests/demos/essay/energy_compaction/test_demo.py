"""Energy in few coefficients, and coding gains."""

import numpy as np
import pytest

from demos import load

demo = load("energy_compaction")


def column(figures, name):
    """A column of the table as numbers, by basis."""
    table = figures["table"]
    place = table.columns.index(name)
    return {row[0]: float(row[place].split()[0]) for row in table.rows}


@pytest.mark.parametrize(
    ("length", "gains"),
    [(8, (8.85, 8.83, 7.95, 7.59)), (16, (9.48, 9.46, 8.19, 8.00)), (32, (9.79, 9.77, 8.27, 8.48))],
)
def test_coding_gains_of_the_textbook_process(length, gains):
    assert tuple(column(demo(length=length), "coding gain, dB").values()) == gains


def test_two_of_eight_cosines_hold_95_percent():
    text = demo()["sentence"].text
    assert "2 of 8, holds 95.0 %" in text
    assert "the KLT, which is optimal for these data, holds 95.1 %" in text
    assert text.endswith("The coding gain of the DCT-II is 0.02 dB lower.")


@pytest.mark.parametrize("picture", ["camera", "astronaut", "coffee", "chelsea", "grass", "brick"])
@pytest.mark.parametrize(("length", "loss"), [(8, 0.25), (16, 0.35), (32, 0.55)])
def test_dct_is_second_only_to_the_optimum_on_photographs(picture, length, loss):
    gains = column(demo(source="picture", picture=picture, length=length), "coding gain, dB")
    assert gains["KLT"] >= gains["DCT-II"] > max(gains["Walsh–Hadamard"], gains["DFT"])
    assert gains["KLT"] - gains["DCT-II"] < loss


def test_texture_is_compacted_less_than_scenes():
    camera, grass = (
        column(demo(source="picture", picture=picture), "energy in 2")["DCT-II"]
        for picture in ("camera", "grass")
    )
    assert camera > 95
    assert grass < 85


def test_no_basis_loses_less_than_the_optimum():
    best, *others = (series.y for series in demo(source="picture", picture="coffee")["lost"].series)
    for curve in others:
        assert (curve[:-1] >= best[:-1] - 1e-9).all()
        assert curve[0] == 100
        assert np.isnan(curve[-1])


def test_no_coding_gain_without_correlation():
    figures = demo(correlation=0)
    assert {row[1] for row in figures["table"].rows} == {"0.00"}
    assert figures["sentence"].text.endswith("Their coding gains are equal.")
