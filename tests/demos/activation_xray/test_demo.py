"""The demo against the numbers in its page, and against theory."""

import re
from pathlib import Path
from urllib.parse import parse_qsl

import numpy as np
import pytest

from demos import load
from demos.kit.controls import ControlError
from demos.kit.notebook import Live
from fdnn_core import tone

PAGE = (Path(__file__).parents[3] / "demos" / "activation_xray" / "page.md").read_text()
ROW = r'^\| <a href="#([^"]*)">.*?of ([\d,]+).*?\| (\S+) → (\S+) \| (\S+) → (\S+) \|$'
ROWS = re.findall(ROW, PAGE, re.MULTILINE)
xray = load("activation_xray")


def counts(**values):
    return {row[0]: row[1:] for row in xray(**values)["counts"].rows}


def test_table_is_found_in_the_page():
    assert len(ROWS) == 3


@pytest.mark.parametrize(("state", "total", "strong", "strong_after", "energy", "energy_after"), ROWS)
def test_table_in_the_page_is_computed(state, total, strong, strong_after, energy, energy_after):
    figures = xray(**dict(parse_qsl(state.replace("&amp;", "&"))))
    found = {row[0]: row[1:] for row in figures["counts"].rows}
    assert figures["counts"].title == f"Coefficients, of {total}"
    assert found["Above 1/1000 of the largest"] == (strong, strong_after)
    assert found["For 99 % of the energy"] == (energy, energy_after)


def test_square_moves_the_tone():
    assert counts(activation="square")["Not zero"] == ("1", "1")
    assert xray(activation="square")["sentence"].text.endswith("largest from 5 to 10.")


def test_bias_restores_odd_harmonics():
    third = 15
    assert xray()["spectrum"].series[1].y[third] == pytest.approx(0, abs=1e-3)  # only an alias
    assert xray(bias=0.3)["spectrum"].series[1].y[third] > 0.03


def test_oversampling_removes_aliases():
    def aliasing(**values):
        return float(counts(n=64, **values)["Energy that is aliasing"][1].split()[0])

    assert aliasing(oversampling=8) < aliasing() / 20


def test_low_pass_layers_limit_the_spread():
    def strong(mixing):
        return int(counts(signal="tones", depth=8, mixing=mixing)["For 99 % of the energy"][1])

    assert strong("random") > 3 * strong("low-pass")


def test_spectral_activation_adds_no_frequency():
    before, after = counts(signal="tones", count=8, activation="modrelu")["Not zero"]
    assert int(after) <= int(before)


@pytest.mark.parametrize("activation", ["crelu", "zrelu", "cardioid", "modrelu"])
@pytest.mark.parametrize("phase", [0, 90, 180, 200, 270])
def test_rounding_errors_are_not_counted(activation, phase):
    assert int(counts(activation=activation, phase=phase)["Not zero"][1]) <= 1


def test_tone_above_half_the_rate_appears_as_its_alias():
    high, low = (xray(n=64, frequency=frequency)["spectrum"].series[1].y for frequency in (40, 24))
    np.testing.assert_allclose(high, low, atol=1e-9)


def test_bias_changes_the_spread_of_a_photograph_but_not_monotonically():
    def needed(bias):
        row = counts(signal="photograph", transform="dct", bias=bias)["For 99 % of the energy"]
        return int(row[1].replace(",", ""))

    assert needed(-1.0) > needed(0.0) > needed(1.0)
    assert needed(-0.5) < needed(0.0)


def mish(x):
    return x * np.tanh(np.logaddexp(0, x))


def test_activation_may_be_a_function():
    figures = xray(activation=mish)
    spectrum = np.abs(np.fft.rfft(mish(tone(256, 5)))) * 2 / 256
    np.testing.assert_allclose(figures["spectrum"].series[1].y[1:128], spectrum[1:128], atol=1e-12)
    assert figures["sentence"].text.startswith("Mish raises the number of coefficients")
    same = xray(activation=lambda x: np.maximum(x, 0))["counts"].rows
    assert same == xray(activation="relu")["counts"].rows


def test_function_that_writes_to_its_argument_gives_the_same_figures():
    def in_place(x):
        x *= x > 0
        return x

    values = {"n": 64, "oversampling": 2, "depth": 2}
    found, expected = (xray(activation=f, **values)["counts"].rows for f in (in_place, "relu"))
    assert found == expected


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (lambda x: x[::2], r"must keep the shape \(256,\), got \(128,\)"),
        (lambda x: np.log(x * 0 - 1), "NaN|finite"),
        (lambda x: x + 1j, "must return real numbers, got dtype complex128"),
    ],
)
@pytest.mark.filterwarnings("ignore:invalid value")
def test_function_that_is_no_activation_is_refused(function, message):
    with pytest.raises(ControlError, match=message) as error:
        xray(activation=function)
    assert error.value.control == "activation"


def test_notebook_takes_a_function():
    live = Live("activation_xray", activation=mish)
    assert live.fields["activation"].input.label == "mish"
    live.fields["frequency"].input.value = 7
    assert live.message.value == ""
    assert live.figures["sentence"].text == xray(activation=mish, frequency=7)["sentence"].text


def test_small_picture_is_refused_where_the_kernel_does_not_fit():
    values = {"signal": "photograph", "depth": 2, "mixing": "low-pass"}
    with pytest.raises(ControlError, match=r"picture must have sides of at least 17 .* \(9, 11\)"):
        xray(picture=np.ones((9, 11)), **values)
    assert xray(picture=np.ones((17, 17)), **values)
