"""A demo's widgets call the demo, and nothing else."""

import io
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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
    x: Annotated[int, Slider(0, 9, label="x")] = 4,
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
    """Tell what was received."""
    shares = None if mask is None else float(mask.mean())
    return saying((picture.shape, float(picture.mean()), sound.size, shares, files))


def text(live):
    return live.figures["sentence"].text


def same(one, other):
    """Whether two figures, or parts of them, hold the same; of functions nothing is asked."""
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
    """What the browser's side of an upload sends."""
    now = datetime(2020, 1, 1, tzinfo=UTC)
    file = {"name": name, "type": "", "size": len(content), "content": memoryview(content)}
    return ({**file, "last_modified": now},)


def png(values):
    file = io.BytesIO()
    Image.fromarray(values).save(file, "png")
    return file.getvalue()


@settings(max_examples=30)
@given(st.integers(0, 9), st.integers(-8, 8), st.booleans(), st.sampled_from(["sum", "root"]))
def test_whatever_the_widgets_are_set_to_the_figures_are_the_demos(x, eighths, minus, how):
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
def test_every_demo_is_live_at_its_defaults(name):
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
def test_a_slider_moved_in_the_three_demos_changes_the_figures_to_the_demos(name, values):
    live = Live(load(name))
    before, drawn = live.figures, {key: drawing.value for key, drawing in live._drawn.items()}
    for control, value in values.items():
        live.fields[control].input.value = value
    assert same(live.figures, load(name)(**values))
    changed = {key for key, figure in before.items() if not same(figure, live.figures[key])}
    assert changed
    assert {key for key, image in drawn.items() if live._drawn[key].value != image} == changed


def test_it_begins_where_it_is_told_and_refuses_what_the_demo_refuses():
    assert text(Live(adding, x=7)) == "7.0"
    with pytest.raises(ControlError, match="x must be a whole number from 0 to 9, got 10"):
        Live(adding, x=10)
    with pytest.raises(ControlError, match="z is no control of adding"):
        Live(adding, z=1)


def test_when_values_are_refused_the_last_good_figures_stay_under_a_message():
    live = Live(adding, x=0, how="root")
    live.fields["y"].input.value = -0.5
    assert "y must leave a root, got -0.5" in live.message.value
    assert text(live) == "0.0"
    live.fields["y"].input.value = 0.25
    assert (live.message.value, text(live)) == ("", "0.5")


def test_a_control_is_seen_only_when_it_matters():
    live = Live(adding)
    assert live.fields["weight"].box.layout.display == "none"
    live.fields["how"].input.value = "root"
    assert live.fields["weight"].box.layout.display is None


def test_a_demo_that_takes_time_is_played_stopped_and_begun_anew():
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


def test_one_that_measures_is_drawn_no_longer_than_it_measures():
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


def test_its_step_goes_one_frame_further():
    live = Live(counting)
    (row,) = (child for child in live.box.children if isinstance(child, HBox))
    (step,) = (child for child in row.children if isinstance(child, Button))
    step.click()
    assert text(live) == "2"


def test_pictures_come_from_the_library_a_file_or_an_array():
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


def test_a_file_that_is_no_picture_is_refused():
    live = Live(looking)
    live.fields["picture"].box.children[1].value = upload("no.png", b"not a picture")
    assert "UnidentifiedImageError" in live.message.value
    assert text(live).startswith("((8, 8), 0.5, ")


def test_sounds_and_masks_of_ones_own_are_given_by_name():
    told = text(Live(looking, sound=np.zeros(100), mask=np.full((8, 8), 0.25)))
    assert told.endswith(", 100, 0.25, {})")


def test_files_uploaded_come_after_those_given(tmp_path):
    given_file = tmp_path / "one.json"
    given_file.write_text("1")
    live = Live(looking, files=[given_file])
    live.fields["files"].input.value = upload("two.json", b"2")
    assert text(live).endswith("{'one.json': 1.0, 'two.json': 2.0})")
    live.fields["files"].input.value = upload("three.json", b"three")
    assert "files cannot use three.json" in live.message.value


def test_a_document_is_saved_where_the_notebook_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    @demo(title="Writing")
    def writing(x: Annotated[int, Slider(0, 9, label="x")] = 4):
        return {"file": Document(title="A file", summary="To keep.", name="x.txt", write=lambda: str(x))}

    live = Live(writing)
    live.fields["x"].input.value = 5
    (place,) = (child for child in live._stage.children if isinstance(child, VBox))
    place.children[1].click()
    assert Path("x.txt").read_text() == "5"
