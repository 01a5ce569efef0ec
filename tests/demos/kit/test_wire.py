"""Values from the page in, figures or an error message out."""

import json
from typing import Annotated

import numpy as np

from demos.kit import wire
from demos.kit.controls import Slider
from demos.kit.declare import demo
from demos.kit.figures import Axis, Document, Frame, Group, Scatter, Sentence


def test_arrays_of_the_reader_reach_the_demo():
    picture = np.random.default_rng(0).integers(0, 256, (16, 16, 3), np.uint8)
    values = json.dumps({"signal": "photograph", "picture": {"array": 0, "shape": [16, 16, 3]}})
    text, flat = wire.run("activation_xray", values, [memoryview(picture.reshape(-1))])
    image = json.loads(text)["answer"]["figures"]["image_before"]
    assert image["levels"]["shape"] == [16, 16]
    assert flat[image["levels"]["array"]].size == 16 * 16


def test_error_in_a_value_names_its_control():
    text, flat = wire.run("activation_xray", '{"frequency": 1000}')
    error = json.loads(text)["error"]
    assert error["control"] == "frequency"
    assert error["message"] == "frequency must be a whole number from 1 to 64, got 1000"
    assert flat == []


def test_an_error_of_a_demo_is_one_sentence():
    text, _ = wire.run("no_such_demo", "{}")
    assert json.loads(text)["error"]["message"].startswith("ValueError: demo must be one of")


def test_frames_are_computed_one_by_one(monkeypatch):
    @demo(title="Counting")
    def counting(last: Annotated[int, Slider(1, 5, label="last")] = 3):
        for i in range(1, last + 1):
            yield Frame({"said": Sentence(title="Said", summary=str(i), text=str(i))}, progress=i / last)

    monkeypatch.setattr(wire, "load", lambda name: counting)
    texts = [wire.run("counting", '{"last": 2}')[0], wire.advance("counting")[0], wire.advance("counting")[0]]
    answers = [json.loads(text)["answer"] for text in texts]
    said = [answer["figures"]["said"] for answer in answers]
    assert [figure and figure["text"] for figure in said] == ["1", "2", None]  # the last one stays
    assert [answer["progress"] for answer in answers] == [0.5, 1, 1]
    assert counting.takes_time
    assert counting(last=4)["said"].text == "4"


def test_figure_that_was_never_drawn_cannot_be_saved(monkeypatch):
    monkeypatch.setattr(wire, "_shown", {})
    text, _ = wire.save("activation_xray", "energy", "csv")
    assert "Change a control, then save again" in json.loads(text)["error"]["message"]


def test_figure_is_saved_as_csv():
    wire.run("activation_xray", '{"frequency": 7}')
    text, _ = wire.save("activation_xray", "energy", "csv")
    assert json.loads(text)["answer"]["file"].startswith("\ufeffcoefficients kept,before,after\n")


def test_unchanged_figure_is_sent_once(monkeypatch):
    still, moving = (Sentence(title=title, summary=title, text=title) for title in ("still", "moving"))

    @demo(title="Turning")
    def turning(last: Annotated[int, Slider(1, 5, label="last")] = 3):
        return {"still": still, "turned": moving if last == 3 else still}

    monkeypatch.setattr(wire, "load", lambda name: turning)
    answers = [wire.run("turning", json.dumps({"last": last}))[0] for last in (3, 4, 3)]
    figures = [json.loads(answer)["answer"]["figures"] for answer in answers]
    assert [figure and figure["text"] for shown in figures for figure in shown.values()] == [
        *("still", "moving"),
        *(None, "still"),
        *(None, "moving"),
    ]


def test_only_changed_groups_of_a_scatter_chart_are_sent(monkeypatch):
    still = Group("still", np.arange(3.0), np.arange(3.0), "before")

    @demo(title="Growing")
    def growing(last: Annotated[int, Slider(1, 5, label="last")] = 3):
        moving = Group("moving", np.arange(last), np.arange(last), "after")
        axis = Axis("value")
        groups = [still, moving] if last > 1 else [moving]
        return {"chart": Scatter(title="Chart", summary="", groups=groups, x_axis=axis, y_axis=axis)}

    monkeypatch.setattr(wire, "load", lambda name: growing)
    answers = [wire.run("growing", json.dumps({"last": last})) for last in (3, 4, 1, 2)]
    sent = [json.loads(text)["answer"]["figures"]["chart"]["groups"] for text, _ in answers]
    labels = [[group and group["label"] for group in groups] for groups in sent]
    assert labels == [["still", "moving"], [None, "moving"], ["moving"], ["still", "moving"]]
    assert [len(flat) for _, flat in answers] == [4, 2, 2, 4]


def test_action_starts_on_request_and_is_notified_when_the_page_is_hidden(monkeypatch):
    @demo(title="Measuring", action="Measure", packages=("scipy",))
    def measuring(last: Annotated[int, Slider(1, 5, label="last")] = 3):
        away = None
        for i in range(1, last + 1):
            text = f"{i} {away}"
            away = yield Frame({"said": Sentence(title="Said", summary=text, text=text)}, progress=i / last)

    assert measuring()["said"].text == "1 None"
    monkeypatch.setattr(wire, "load", lambda name: measuring)
    texts = [wire.run("measuring", "{}")[0], *(wire.advance("measuring", away)[0] for away in (True, False))]
    assert [json.loads(text)["answer"]["figures"]["said"]["text"] for text in texts] == [
        *("1 None", "2 True", "3 False")
    ]


def test_document_is_written_only_when_it_is_saved(monkeypatch):
    written = []

    @demo(title="Writing")
    def writing(last: Annotated[int, Slider(1, 5, label="last")] = 3):
        write = lambda: written.append(last) or "{}"  # noqa: E731
        return {"run": Document(title="Run", summary="One run.", name="run.json", write=write)}

    monkeypatch.setattr(wire, "load", lambda name: writing)
    sent = json.loads(wire.run("writing", "{}")[0])["answer"]["figures"]["run"]
    assert sent == {"kind": "Document", "title": "Run", "summary": "One run.", "name": "run.json"}
    assert not written
    assert json.loads(wire.save("writing", "run", "file")[0])["answer"] == {"file": "{}"}


def test_only_a_document_is_saved_as_a_file():
    wire.run("activation_xray", "{}")
    error = json.loads(wire.save("activation_xray", "energy", "file")[0])["error"]
    assert error["message"] == "TypeError: figure must be a document, got Plot"
