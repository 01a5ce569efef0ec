"""A function becomes a demo; mistakes in it are named."""

import inspect
from typing import Annotated

import numpy as np
import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

from demos.kit.controls import ControlError, Mask, Slider
from demos.kit.declare import DemoError, demo, described
from demos.kit.figures import Frame, Sentence, Series


@demo(title="Doubling")
def doubling(x: Annotated[int, Slider(0, 9, label="x")] = 4):
    """Double a number."""
    return {"sentence": Sentence(title="Twice", summary="", text=str(2 * x))}


def test_the_signature_declares_the_controls():
    assert (doubling.name, doubling.title, doubling.__doc__) == ("doubling", "Doubling", "Double a number.")
    assert doubling.controls == {"x": Slider(0, 9, label="x")}
    assert doubling.defaults == {"x": 4}


def test_omitted_values_are_the_defaults():
    assert doubling()["sentence"].text == "8"
    assert doubling(x=1)["sentence"].text == "2"


def test_values_are_checked():
    with pytest.raises(ControlError, match="x must be a whole number from 0 to 9, got 10"):
        doubling(x=10)
    with pytest.raises(ControlError, match="y is not a control of doubling, which has x"):
        doubling(y=1)


def test_signature_completes():
    assert str(inspect.signature(doubling)).startswith("(*, x:")
    shell = InteractiveShell.instance()
    shell.user_ns["doubling"] = doubling
    with provisionalcompleter():
        found = {
            completion.text for completion in shell.Completer.completions("doubling(x", len("doubling(x"))
        }
    assert "x=" in found


def bare(x=1):
    return {}


def no_default(x: Annotated[int, Slider(0, 9, label="x")]):
    return {}


def unknown_name(x: "Annotated[int, Slidr(0, 9)]" = 1):  # noqa: F821
    return {}


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (bare, "bare: parameter 'x' must be annotated with one control, as in .*, got no annotation"),
        (no_default, "no_default: parameter 'x' must have a default value"),
        (unknown_name, "unknown_name: the annotations cannot be evaluated: name 'Slidr' is not defined"),
    ],
)
def test_mistakes_in_the_signature_are_named(function, message):
    with pytest.raises(DemoError, match=message):
        demo(title="Mistaken")(function)()


SENTENCE = Sentence(title="S", summary="s", text="s")


@pytest.mark.parametrize(
    ("result", "message"),
    [
        (lambda: SENTENCE, "the demo must return a dict of figures by name, got Sentence"),
        (lambda: {"said": "text"}, "figure 'said' must be a Figure, got str"),
        (lambda: {"said": Sentence(title="S", summary="s", text=3)}, "figure 'S': text must be text, got 3"),
        (lambda: {"row": Series("r", [1, 2], "after")}, "series 'r': y must be a numpy array, got list"),
    ],
)
def test_mistakes_in_the_figures_name_the_demo_and_the_values(result, message):
    @demo(title="Mistaken")
    def mistaken(x: Annotated[int, Slider(0, 9, label="x")] = 4):
        return result()

    with pytest.raises(DemoError, match=rf"mistaken\(x=3\): {message}"):
        mistaken(x=3)


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ([{"said": SENTENCE}], "the demo must yield frames, got dict"),
        ([None], "the demo must yield frames, got NoneType"),
        ([], "the demo must yield at least one frame, got none"),
    ],
)
def test_mistakes_in_frames_are_named(items, message):
    @demo(title="Mistaken")
    def mistaken(x: Annotated[int, Slider(0, 9, label="x")] = 4):
        yield from items

    with pytest.raises(DemoError, match=rf"mistaken\(x=4\): {message}"):
        mistaken()


def test_errors_of_the_function_keep_their_type_and_name_the_call():
    @demo(title="Mistaken")
    def mistaken(
        x: Annotated[int, Slider(0, 9, label="x")] = 4,
        mask: Annotated[np.ndarray | None, Mask("said", side=8, label="mask")] = None,
    ):
        return {"said": SENTENCE, "one": 1 / (x - 4)}

    with pytest.raises(ZeroDivisionError) as caught:
        mistaken(mask=np.ones((8, 8)))
    call = "in mistaken(x=4, mask=<array of shape (8, 8)>)"
    assert described(caught.value) == f"ZeroDivisionError: division by zero, {call}"


def test_generator_is_closed_with_its_frames():
    closed = []

    @demo(title="Waiting")
    def waiting(x: Annotated[int, Slider(0, 9, label="x")] = 4):
        try:
            while True:
                yield Frame({"said": SENTENCE}, 0.5)
        finally:
            closed.append(x)

    frames = waiting.frames()
    next(frames)
    frames.close()
    assert closed == [4]
