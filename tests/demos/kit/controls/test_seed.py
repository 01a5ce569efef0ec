"""The values a seed accepts."""

import pytest

from demos.kit.controls import ControlError, Seed


def test_only_whole_numbers_in_the_range_are_accepted():
    assert Seed(label="s").resolve("x", 9999) == 9999
    for value in (-1, 10000, 0.5, True):
        with pytest.raises(ControlError, match="x must be a whole number from 0 to 9999, got"):
            Seed(label="s").resolve("x", value)
