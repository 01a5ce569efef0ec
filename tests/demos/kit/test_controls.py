"""What each control takes, and how it says what it does not take."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demos.kit.controls import Choice, ControlError, Mask, Picture, Recording, Seed, Slider, Switch

WHOLE = Slider(1, 9, label="whole")
REAL = Slider(-1, 1, 0.5, label="real")
CHOICE = Choice({"a": "A", 2: "two"}, label="choice")
PICTURE = Picture({"grey": lambda: np.zeros((8, 8))}, label="picture")
SOUND = Recording({"hush": lambda: np.zeros(64)}, label="sound")
MASK = Mask("spectrum", side=8, label="mask")


@given(st.integers(1, 9))
def test_a_whole_slider_gives_ints(value):
    for given_value in (value, float(value), np.int64(value)):
        resolved = WHOLE.resolve("x", given_value)
        assert (resolved, type(resolved)) == (value, int)


@given(st.floats(-1, 1))
def test_a_slider_takes_all_between_its_ends(value):
    assert REAL.resolve("x", value) == value


@pytest.mark.parametrize("value", [0, 10, 1.5, True, "3", None, float("nan"), float("inf"), 2 + 0j, [1]])
def test_a_whole_slider_refuses_the_rest(value):
    with pytest.raises(ControlError, match=r"x must be a whole number from 1 to 9, got"):
        WHOLE.resolve("x", value)


def test_a_choice_gives_its_values_and_names_them_when_it_refuses():
    assert [CHOICE.resolve("x", value) for value in ("a", 2)] == ["a", 2]
    for value in ("b", 3, True, None, 2.5, [1]):
        with pytest.raises(ControlError, match="x must be one of a, 2, got"):
            CHOICE.resolve("x", value)


def test_switches_and_seeds():
    assert Switch(label="s").resolve("x", True) is True
    assert Seed(label="s").resolve("x", 9999) == 9999
    for control, value in (
        (Switch(label="s"), 1),
        (Seed(label="s"), -1),
        (Seed(label="s"), 10000),
        (Seed(label="s"), 0.5),
    ):
        with pytest.raises(ControlError, match="x must be"):
            control.resolve("x", value)


def test_media_come_by_name_or_as_the_readers_own():
    assert PICTURE.resolve("x", "grey").shape == (8, 8)
    np.testing.assert_array_equal(PICTURE.resolve("x", np.full((8, 9, 3), 255, np.uint8)), np.ones((8, 9, 3)))
    own = np.linspace(-1, 1, 100, dtype=np.float32)
    np.testing.assert_array_equal(SOUND.resolve("x", own), own)


def test_a_mask_is_shares_or_nothing():
    assert MASK.resolve("x", None) is None
    shares = np.linspace(0, 1, 64).reshape(8, 8)
    np.testing.assert_array_equal(MASK.resolve("x", shares), shares)
    np.testing.assert_array_equal(MASK.resolve("x", np.full((8, 8), 255, np.uint8)), np.ones((8, 8)))


@pytest.mark.parametrize(
    ("control", "value", "message"),
    [
        (PICTURE, "blue", "x must be one of grey or an array, got 'blue'"),
        (PICTURE, np.zeros((8, 7)), r"sides 8 to 1024, got \(8, 7\)"),
        (PICTURE, np.zeros((8, 8, 4)), r"got \(8, 8, 4\)"),
        (PICTURE, np.zeros((8, 2000)), r"got \(8, 2000\)"),
        (PICTURE, np.full((8, 8), np.nan), "x must hold finite numbers"),
        (PICTURE, np.zeros((8, 8), complex), "x must hold real numbers, got dtype complex128"),
        (SOUND, np.zeros(0), r"got shape \(0,\)"),
        (SOUND, np.zeros((2, 64)), r"got shape \(2, 64\)"),
        (SOUND, np.full(64, np.inf), "x must hold finite numbers"),
        (MASK, "low", "x must hold real numbers, got dtype <U3"),
        (MASK, np.ones((8, 7)), r"x must have shape \(8, 8\), got \(8, 7\)"),
        (MASK, np.full((8, 8), 2.0), r"x must lie in \[0, 1\], got 2 to 2"),
        (MASK, np.full((8, 8), np.nan), "x must hold finite numbers"),
    ],
)
def test_bad_arrays_are_refused_by_what_is_wrong(control, value, message):
    with pytest.raises(ControlError, match=message):
        control.resolve("x", value)


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
def test_a_number_is_shown_with_its_unit(unit, value, shown):
    assert Slider(-10, 10, unit=unit, label="").shown(value) == shown
