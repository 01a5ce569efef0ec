"""The values a choice accepts."""

import numpy as np
import pytest

from demos.kit.controls import Choice, ControlError

CHOICE = Choice({"a": "A", 2: "two"}, label="choice")


def test_values_are_accepted_and_listed_when_another_is_refused():
    assert [CHOICE.resolve("x", value) for value in ("a", 2)] == ["a", 2]
    for value in ("b", 3, True, None, 2.5, [1], np.tanh):
        with pytest.raises(ControlError, match="x must be one of a, 2, got"):
            CHOICE.resolve("x", value)


def test_callable_is_accepted_where_declared():
    choice = Choice({"a": "A"}, label="choice", callables=True)
    assert choice.resolve("x", np.tanh) is np.tanh
    with pytest.raises(ControlError, match="x must be one of a or a callable, got 3"):
        choice.resolve("x", 3)


def test_options_must_be_a_mapping():
    with pytest.raises(TypeError, match="choice 'Mode': options must map each value to its label, got list"):
        Choice(["a", "b"], label="Mode")
