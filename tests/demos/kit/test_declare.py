"""A function becomes a demo."""

from typing import Annotated

import numpy as np
import pytest

from demos import DEMOS, load
from demos.kit.controls import ControlError, Slider
from demos.kit.declare import demo
from demos.kit.figures import Axis, Plot, Sentence, Series


@demo(title="Doubling")
def doubling(x: Annotated[int, Slider(0, 9, label="x")] = 4):
    """Double a number."""
    return {"sentence": Sentence(title="Twice", summary="", text=str(2 * x))}


def test_the_signature_declares_the_controls():
    assert (doubling.name, doubling.title, doubling.__doc__) == ("doubling", "Doubling", "Double a number.")
    assert doubling.controls == {"x": Slider(0, 9, label="x")}
    assert doubling.defaults == {"x": 4}


def test_values_left_out_keep_their_defaults():
    assert doubling()["sentence"].text == "8"
    assert doubling(x=1)["sentence"].text == "2"


def test_values_are_checked():
    with pytest.raises(ControlError, match="x must be a whole number from 0 to 9, got 10"):
        doubling(x=10)
    with pytest.raises(ControlError, match="y is no control of doubling: it has x"):
        doubling(y=1)


def test_a_parameter_without_a_control_is_a_mistake():
    bare = demo(title="Bare")(lambda x=1: {})
    bare.function.__annotations__["x"] = int
    with pytest.raises(TypeError, match="parameter 'x' must be annotated with one control"):
        _ = bare.controls


def test_unknown_demos_are_named():
    with pytest.raises(ValueError, match=f"demo must be one of {', '.join(DEMOS)}, got 'nothing'"):
        load("nothing")


def test_a_plot_needs_as_many_values_as_places():
    series = Series("short", np.zeros(2), "before")
    with pytest.raises(ValueError, match=r"series 'short' must have shape \(3,\), got \(2,\)"):
        Plot(title="", summary="", x=np.zeros(3), series=[series], x_axis=Axis(""), y_axis=Axis(""))
