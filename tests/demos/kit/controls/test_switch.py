"""The values a switch accepts."""

import pytest

from demos.kit.controls import ControlError, Switch


def test_only_bools_are_accepted():
    assert Switch(label="s").resolve("x", True) is True
    with pytest.raises(ControlError, match="x must be true or false, got 1"):
        Switch(label="s").resolve("x", 1)
