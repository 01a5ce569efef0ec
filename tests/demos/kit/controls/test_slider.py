"""The numbers a slider accepts, and the text it shows for them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demos.kit.controls import ControlError, Slider

WHOLE = Slider(1, 9, label="whole")
REAL = Slider(-1, 1, 0.5, label="real")


@given(st.integers(1, 9))
def test_integer_steps_give_ints(value):
    for given_value in (value, float(value), np.int64(value)):
        resolved = WHOLE.resolve("x", given_value)
        assert (resolved, type(resolved)) == (value, int)


@given(st.floats(-1, 1))
def test_any_number_in_the_range_is_accepted(value):
    assert REAL.resolve("x", value) == value


@pytest.mark.parametrize("value", [0, 10, 1.5, True, "3", None, float("nan"), float("inf"), 2 + 0j, [1]])
def test_values_that_are_not_whole_numbers_in_the_range_are_refused(value):
    with pytest.raises(ControlError, match=r"x must be a whole number from 1 to 9, got"):
        WHOLE.resolve("x", value)


def test_steps_go_from_low_to_high():
    assert list(REAL.steps) == [-1, -0.5, 0, 0.5, 1]
    assert list(Slider(0, 0.3, 0.1, label="").steps) == [0, 0.1, 0.2, 0.3]


@pytest.mark.parametrize(
    ("unit", "value", "shown"),
    [
        ("cycles", 5, "5\u202fcycles"),
        ("cycles", 1, "1\u202fcycle"),
        ("taps a side", 1, "1\u202ftap a side"),
        ("GFLOP/s", 1, "1\u202fGFLOP/s"),
        ("%", -0.5, "−0.5\u202f%"),
        ("°", 45, "45°"),
        ("", -2, "−2"),
    ],
)
def test_number_is_shown_with_its_unit(unit, value, shown):
    assert Slider(-10, 10, unit=unit, label="").shown(value) == shown


@pytest.mark.parametrize(("low", "high", "step"), [(5, 5, 1), (2, 1, 1), (0, 1, 0)])
def test_empty_range_is_refused(low, high, step):
    with pytest.raises(ValueError, match=f"slider 'Bias' must have low < high and step > 0, got low {low}"):
        Slider(low, high, step, label="Bias")
