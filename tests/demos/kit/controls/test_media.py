"""Pictures and sounds: by name, or arrays that are checked."""

import numpy as np
import pytest

from demos.kit.controls import ControlError, Picture, Recording

PICTURE = Picture({"grey": lambda: np.zeros((8, 8))}, label="picture")
SOUND = Recording({"silence": lambda: np.zeros(64)}, label="sound")


def test_media_are_given_by_name_or_as_arrays():
    assert PICTURE.resolve("x", "grey").shape == (8, 8)
    np.testing.assert_array_equal(PICTURE.resolve("x", np.full((8, 9, 3), 255, np.uint8)), np.ones((8, 9, 3)))
    own = np.linspace(-1, 1, 100, dtype=np.float32)
    np.testing.assert_array_equal(SOUND.resolve("x", own), own)


def test_array_is_copied():
    own = np.zeros((8, 8))
    assert not np.shares_memory(PICTURE.resolve("x", own), own)


def test_option_labels_have_no_underscores():
    assert Picture({"zone_plate": np.zeros}, label="").options == {"zone_plate": "zone plate"}


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
    ],
)
def test_invalid_pictures_and_recordings_are_refused(control, value, message):
    with pytest.raises(ControlError, match=message):
        control.resolve("x", value)
