"""The numbers that the page prints are those that the demo computes."""

import re
from pathlib import Path
from urllib.parse import parse_qsl

import numpy as np
import pytest

from demos import load

PAGE = (Path(__file__).parents[3] / "demos" / "activation_xray" / "page.md").read_text()
ROW = r'^\| <a href="#([^"]*)">.*?of ([\d,]+).*?\| (\S+) → (\S+) \| (\S+) → (\S+) \|$'
ROWS = re.findall(ROW, PAGE, re.MULTILINE)
xray = load("activation_xray")


def counts(**values):
    return {row[0]: row[1:] for row in xray(**values)["counts"].rows}


def test_the_table_was_found():
    assert len(ROWS) == 3


@pytest.mark.parametrize(("state", "total", "strong", "strong_after", "energy", "energy_after"), ROWS)
def test_the_table_is_computed(state, total, strong, strong_after, energy, energy_after):
    figures = xray(**dict(parse_qsl(state.replace("&amp;", "&"))))
    found = {row[0]: row[1:] for row in figures["counts"].rows}
    assert figures["counts"].title == f"Coefficients, of {total}"
    assert found["Above 1/1000 of the largest"] == (strong, strong_after)
    assert found["For 99 % of the energy"] == (energy, energy_after)


def test_a_square_moves_the_tone_and_makes_one_new_frequency():
    assert counts(activation="square")["Not zero"] == ("1", "1")
    assert xray(activation="square")["sentence"].text.endswith("It moved from 5 to 10.")


def test_a_bias_brings_the_odd_harmonics_back():
    third = 15
    assert xray()["spectrum"].series[1].y[third] == pytest.approx(0, abs=1e-3)  # nothing but an alias
    assert xray(bias=0.3)["spectrum"].series[1].y[third] > 0.03


def test_oversampling_takes_the_aliases_out_of_the_way():
    def aliasing(**values):
        return float(counts(n=64, **values)["Energy that is aliasing"][1].split()[0])

    assert aliasing(oversampling=8) < aliasing() / 20


def test_depth_spreads_what_the_linear_layers_let_through():
    def strong(mixing):
        return int(counts(signal="tones", depth=8, mixing=mixing)["For 99 % of the energy"][1])

    assert strong("random") > 3 * strong("low-pass")


def test_a_spectral_activation_makes_no_new_frequency():
    before, after = counts(signal="tones", count=8, activation="modrelu")["Not zero"]
    assert int(after) <= int(before)


@pytest.mark.parametrize("activation", ["crelu", "zrelu", "cardioid", "modrelu"])
@pytest.mark.parametrize("phase", [0, 90, 180, 200, 270])
def test_rounding_errors_are_no_result(activation, phase):
    assert int(counts(activation=activation, phase=phase)["Not zero"][1]) <= 1


def test_a_tone_above_half_the_rate_shows_its_alias():
    high, low = (xray(n=64, frequency=frequency)["spectrum"].series[1].y for frequency in (40, 24))
    np.testing.assert_allclose(high, low, atol=1e-9)


def test_a_bias_spreads_the_cameramans_energy_more_or_less_and_not_steadily():
    def needed(bias):
        row = counts(signal="photograph", transform="dct", bias=bias)["For 99 % of the energy"]
        return int(row[1].replace(",", ""))

    assert needed(-1.0) > needed(0.0) > needed(1.0)
    assert needed(-0.5) < needed(0.0)
