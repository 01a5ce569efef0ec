"""The widgets of a demo in a notebook."""

import io
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell
from ipywidgets import Button, HBox, VBox
from PIL import Image

from demos import DEMOS, load
from demos.kit.controls import Choice, ControlError, Documents, Mask, Picture, Recording, Slider, Switch
from demos.kit.declare import demo
from demos.kit.figures import Document, Frame, Sentence
from demos.kit.notebook import Live

LIBRARY = {"grey": lambda: np.full((8, 8), 0.5), "black": lambda: np.zeros((8, 8))}
SOUNDS = {"hush": lambda: np.zeros(64)}


def saying(text):
    return {"sentence": Sentence(title="In words", summary=str(text), text=str(text))}


@demo(title="Adding")
def adding(
    x: Annotated[int, Slider(0, 9, unit="cycles", label="x")] = 4,
    y: Annotated[float, Slider(-1, 1, 0.125, label="y")] = 0.0,
    minus: Annotated[bool, Switch(label="minus")] = False,
    how: Annotated[str, Choice({"sum": "a sum", "root": "a root"}, label="how")] = "sum",
    weight: Annotated[int, Slider(1, 3, label="weight", when={"how": ("root",)})] = 1,
):
    """Add, and refuse roots of negative numbers."""
    total = x + (-y if minus else y)
    if how == "root" and total < 0:
        raise ControlError("y", f"must leave a root, got {total}")
    return saying(total if how == "sum" else weight * total**0.5)


@demo(title="Counting")
def counting(to: Annotated[int, Slider(1, 9, label="to")] = 3):
    """Count."""
    for number in range(1, to + 1):
        yield Frame(saying(number), number / to)


@demo(title="Looking")
def looking(
    picture: Annotated[np.ndarray, Picture(LIBRARY, side=16, label="picture")] = "grey",
    sound: Annotated[np.ndarray, Recording(SOUNDS, label="sound")] = "hush",
    mask: Annotated[np.ndarray | None, Mask("sentence", side=8, label="mask")] = None,
    files: Annotated[dict, Documents(float, label="files")] = (),
):
    """Return what was received."""
    shares = None if mask is None else float(mask.mean())
    return saying((picture.shape, float(picture.mean()), sound.size, shares, files))


def text(live):
    return live.figures["sentence"].text


def same(one, other):
    """Whether two figures, or parts of them, are equal; functions count as equal."""
    if is_dataclass(one):
        return type(one) is type(other) and all(
            same(getattr(one, field.name), getattr(other, field.name)) for field in fields(one)
        )
    if isinstance(one, np.ndarray):
        return np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    if isinstance(one, Mapping):
        return [*one] == [*other] and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return callable(one) or one == other


def upload(name, content):
    """Value of an upload widget after a file was chosen."""
    now = datetime(2020, 1, 1, tzinfo=UTC)
    file = {"name": name, "type": "", "size": len(content), "content": memoryview(content)}
    return ({**file, "last_modified": now},)


def png(values):
    file = io.BytesIO()
    Image.fromarray(values).save(file, "png")
    return file.getvalue()


@given(st.integers(0, 9), st.integers(-8, 8), st.booleans(), st.sampled_from(["sum", "root"]))
def test_figures_are_those_of_the_demo_at_the_widgets_values(x, eighths, minus, how):
    live = Live(adding)
    values = {"x": x, "y": eighths / 8, "minus": minus, "how": how}
    for name, value in values.items():
        live.fields[name].input.value = value
    assert live.values == {**values, "weight": 1}
    try:
        assert text(live) == adding(**values)["sentence"].text
        assert live.message.value == ""
    except ControlError as error:
        assert str(error) in live.message.value


@pytest.mark.parametrize("name", DEMOS)
def test_every_demo_starts_at_its_defaults(name):
    live = Live(load(name))
    frame = next(load(name).frames())
    assert same(live.figures, frame.figures)
    assert live.box._repr_mimebundle_() == live._repr_mimebundle_()
    assert {**live.values, "records": ()} == {**load(name).defaults, "records": ()}


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("activation_xray", {"frequency": 9, "activation": "tanh"}),
        ("phase_vs_magnitude", {"phase": 0.25, "a": "brick"}),
        ("sparsity_cliff", {"sparsity": 80.0, "model": True}),
    ],
)
def test_moved_slider_updates_the_figures_that_change(name, values):
    live = Live(load(name))
    before, drawn = live.figures, {key: drawing.value for key, drawing in live._drawn.items()}
    for control, value in values.items():
        live.fields[control].input.value = value
    assert same(live.figures, load(name)(**values))
    changed = {key for key, figure in before.items() if not same(figure, live.figures[key])}
    assert changed
    assert {key for key, image in drawn.items() if live._drawn[key].value != image} == changed


def test_first_values_are_given_and_checked():
    assert text(Live(adding, x=7)) == "7.0"
    with pytest.raises(ControlError, match="x must be a whole number from 0 to 9, got 10"):
        Live(adding, x=10)
    with pytest.raises(ControlError, match="z is not a control of adding"):
        Live(adding, z=1)


def test_error_is_shown_above_the_last_figures():
    live = Live(adding, x=0, how="root")
    live.fields["y"].input.value = -0.5
    assert "y must leave a root, got -0.5" in live.message.value
    assert text(live) == "0.0"
    live.fields["y"].input.value = 0.25
    assert (live.message.value, text(live)) == ("", "0.5")


def test_control_is_hidden_unless_relevant():
    live = Live(adding)
    assert live.fields["weight"].box.layout.display == "none"
    live.fields["how"].input.value = "root"
    assert live.fields["weight"].box.layout.display is None


def test_frames_are_played_stopped_and_restarted():
    live = Live(counting)
    assert text(live) == "1"
    live.player.playing = True
    seen = []
    for moment in range(1, 4):
        live.player.value = moment
        seen.append((text(live), live.player.playing))
    assert seen == [("2", True), ("3", True), ("3", False)]
    live.player.value = 0  # what the player's stop does
    assert text(live) == "1"
    live.player.value = 1
    live.fields["to"].input.value = 9
    assert text(live) == "1"


def test_drawing_takes_at_most_half_of_the_time_of_a_measurement():
    measuring = demo(title="Measuring", action="Measure")(counting.function)
    live = Live(measuring, to=9)
    live._drawing = 1e9
    live.player.value = 1
    assert text(live) == "2"  # a step is one frame
    live._drawing = 1e9
    live.player.playing = True
    live.player.value = 2
    assert (text(live), live.player.playing) == ("9", True)
    live.player.value = 3
    assert (text(live), live.player.playing) == ("9", False)


def test_step_button_computes_one_frame():
    live = Live(counting)
    (row,) = (child for child in live.box.children if isinstance(child, HBox))
    (step,) = (child for child in row.children if isinstance(child, Button))
    step.click()
    assert text(live) == "2"


def test_picture_is_a_name_a_file_or_an_array():
    live = Live(looking)
    assert text(live).startswith("((8, 8), 0.5, ")
    live.fields["picture"].input.value = "your own"
    assert "picture needs a file" in live.message.value
    files = live.fields["picture"].box.children[1]
    files.value = upload("wide.png", png(np.full((20, 40, 3), 255, np.uint8)))
    assert text(live).startswith("((16, 16, 3), 1.0, ")
    files.value = upload("grey.png", png(np.zeros((32, 32), np.uint8)))
    assert (text(live)[:18], live.message.value) == ("((16, 16, 3), 0.0,", "")
    live.fields["picture"].input.value = "black"
    assert text(live).startswith("((8, 8), 0.0, ")
    assert text(Live(looking, picture=np.ones((9, 9)))).startswith("((9, 9), 1.0, ")


def test_file_that_is_not_a_picture_is_refused():
    live = Live(looking)
    live.fields["picture"].box.children[1].value = upload("no.png", b"not a picture")
    assert live.message.value == (
        '<p role="alert"><b>picture cannot use no.png: it is not a picture that can be decoded</b></p>'
    )
    assert text(live).startswith("((8, 8), 0.5, ")


def test_demo_is_given_by_name():
    assert Live("phase_guess").demo is load("phase_guess")
    with pytest.raises(ValueError, match="demo must be one of"):
        Live("nothing")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"how": "a root"}, {"how": "root"}),
        ({"how": "root"}, {"how": "root"}),
        ({"x": "3 cycles"}, {"x": 3}),
        ({"x": "1\u202fcycle"}, {"x": 1}),
        ({"y": "-0.25"}, {"y": -0.25}),
        ({"y": "−0.25"}, {"y": -0.25}),
    ],
)
def test_values_are_accepted_as_the_field_shows_them(values, expected):
    live = Live(adding, **values)
    assert live.values == {**adding.defaults, **expected}
    for name in values:
        shown = live.fields[name].input.label
        assert Live(adding, **{name: shown}).values == live.values


def test_picture_is_given_as_the_field_shows_it():
    assert Live("diffusion_bands", picture="zone plate").values["picture"] == "zone_plate"


def test_demo_defined_in_a_notebook_is_shown(tmp_path):
    cells = (
        "from typing import Annotated",
        "from demos.kit.controls import Slider",
        "from demos.kit.declare import demo",
        "from demos.kit.figures import Sentence",
        "from demos.kit.notebook import Live",
        """@demo(title="Doubling")
def doubling(x: Annotated[int, Slider(0, 9, label="x")] = 4):
    return {"sentence": Sentence(title="Twice", summary="Twice x.", text=str(2 * x))}""",
        "live = Live(doubling, x=3)",
        "live",
    )
    shell = InteractiveShell.instance()
    for cell in cells:
        result = shell.run_cell(cell)
        result.raise_error()
    assert text(result.result) == "6"


def test_own_sounds_and_masks_are_given_as_arguments():
    received = text(Live(looking, sound=np.zeros(100), mask=np.full((8, 8), 0.25)))
    assert received.endswith(", 100, 0.25, {})")


def test_uploaded_files_follow_given_files(tmp_path):
    given_file = tmp_path / "one.json"
    given_file.write_text("1")
    live = Live(looking, files=[given_file])
    live.fields["files"].input.value = upload("two.json", b"2")
    assert text(live).endswith("{'one.json': 1.0, 'two.json': 2.0})")
    live.fields["files"].input.value = upload("three.json", b"three")
    assert "files cannot use three.json" in live.message.value


def test_document_is_saved_in_the_working_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    @demo(title="Writing")
    def writing(x: Annotated[int, Slider(0, 9, label="x")] = 4):
        return {"file": Document(title="A file", summary="To keep.", name="x.txt", write=lambda: str(x))}

    live = Live(writing)
    live.fields["x"].input.value = 5
    (place,) = (child for child in live._stage.children if isinstance(child, VBox))
    place.children[1].click()
    assert Path("x.txt").read_text() == "5"
