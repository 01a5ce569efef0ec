"""The page's scripts and Python agree on values, limits, visibility, typesetting and resampling."""

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from demos import DEMOS, load
from demos.kit import uploads
from demos.kit.controls import Choice, ControlError, Picture, Recording, Seed, Slider, Switch, media
from demos.kit.pictures import lanczos_square
from demos.kit.typesetting import typeset
from demos.publish.content import element

NODE = Path(sys.executable).with_name("node")
SCRIPT = Path(__file__).with_name("page_answers.mjs")


def answers(kind, questions):
    """Return the answers of the page's scripts."""
    asked = json.dumps({"kind": kind, "questions": questions})
    ran = subprocess.run([NODE, SCRIPT], input=asked, capture_output=True, text=True, check=True)
    return json.loads(ran.stdout)


class Form(HTMLParser):
    """The rule of each control, and when it is visible, from the attributes in the HTML of a demo."""

    def __init__(self, html):
        super().__init__()
        self.rules, self.when = {}, {}
        self.feed(html)

    def handle_starttag(self, tag, pairs):
        attributes = dict(pairs)
        if "data-control" in attributes:
            self.name = attributes["data-control"]
            self.when[self.name] = json.loads(attributes["data-when"])
        if tag in ("input", "select") and attributes.get("name"):
            name = attributes["name"]
            if tag == "select":
                self.rules[name] = {"kind": "choice", "options": []}
            elif attributes["type"] == "checkbox":
                self.rules[name] = {"kind": "switch"}
            else:
                numbers = {key: float(attributes[key]) for key in ("min", "max", "step")}
                self.rules[name] = {"kind": "number", **numbers}
        elif tag == "option" and self.rules.get(self.name, {}).get("kind") == "choice":
            self.rules[self.name]["options"].append(attributes["value"])


@pytest.fixture(params=DEMOS)
def rendered(request, monkeypatch):
    """A demo and the form in its HTML, without the charts."""
    monkeypatch.setattr(element.drawing, "svg", lambda *_, **__: "<svg></svg>")
    demo = load(request.param)
    return demo, Form(element.demo_html(demo, "", 0.0))


def texts_for(control):
    """Texts of values at and beyond the limits of a control, and between the steps of a slider."""
    match control:
        case Slider(low=low, high=high, step=step):
            beyond, between = [low - step, high + step], [low + step / 2, high - step / 3]
            return [f"{value:.10g}" for value in (*beyond, *between, *control.steps[:3], *control.steps[-3:])]
        case Seed(high=high):
            return ["-1", "0", "1", "0.5", str(high), str(high + 1)]
        case Switch():
            return ["true", "false", "True", "1"]
        case Choice(options=options) | Picture(options=options) | Recording(options=options):
            return [*map(str, options), "nothing", ""]
    return []


def accepted(control, text):
    """Whether Python accepts the value of a text."""
    match control:
        case Slider() | Seed():
            value = float(text)
            value = int(value) if value.is_integer() else value
        case Switch():
            value = {"true": True, "false": False}.get(text, text)
        case _:
            value = next((key for key in control.options if str(key) == text), text)
    try:
        control.resolve("x", value)
    except ControlError:
        return False
    return True


def can_be_set(control, text):
    """Whether a control of the page can be set to the value of a text: a slider only to its steps."""
    return not isinstance(control, Slider) or float(text) == pytest.approx(
        min(control.steps, key=lambda step: abs(step - float(text))), abs=1e-9
    )


def test_page_accepts_what_python_accepts_and_the_control_can_be_set_to(rendered):
    demo, form = rendered
    cases = [
        (control, form.rules[name], text)
        for name, control in demo.controls.items()
        for text in texts_for(control)
    ]
    found = answers("parse", [[rule, text] for _, rule, text in cases])
    for (control, _, text), value in zip(cases, found, strict=True):
        expected = accepted(control, text) and can_be_set(control, text)
        assert (value is not None) == expected, (control.label, text)


def test_page_and_python_hide_the_same_controls(rendered):
    demo, form = rendered
    rng = np.random.default_rng(0)
    options = {
        name: [*control.options] for name, control in demo.controls.items() if isinstance(control, Choice)
    }
    options |= {name: [1, 2, 8] for name in ("depth",) if name in demo.controls}
    settings = [
        {**demo.defaults, **{name: values[rng.integers(len(values))] for name, values in options.items()}}
        for _ in range(20)
    ]
    cases = [(name, values) for values in settings for name in demo.controls]
    found = answers("visible", [[form.when[name], values] for name, values in cases])
    assert found == [demo.controls[name].is_relevant(values) for name, values in cases]


def test_page_and_python_have_the_same_limits():
    limits = {
        "COARSE": element.COARSE,
        "MAX_PIXELS": uploads.MAX_PIXELS,
        "MAX_SECONDS": media.MAX_SECONDS,
        "MIN_SAMPLES": media.MIN_SAMPLES,
    }
    assert answers("limit", [*limits]) == [*limits.values()]


def test_page_and_python_typeset_alike():
    texts = [
        "87.9 % of 40 dB",
        "100 GB/s, 29 ms (3 µs), 4 bits, 3 sheep",
        "from -1 to 0.5 (-0.25), by 3.1e-16",
        "-0.00 dB, -0.01, -0",
        "DCT-II, H100-80, 2:4, 3-5, x-1, band - 3",
        "∞ dB, 5 % -2 %",
        "",
    ]
    assert answers("typeset", texts) == [typeset(text) for text in texts]


@pytest.mark.parametrize(("length", "side"), [(40, 16), (37, 16), (16, 16), (9, 16)])
def test_page_and_python_resample_alike(length, side):
    rgb = np.random.default_rng(length).integers(0, 256, (length, length, 3), np.uint8)
    rgba = np.dstack([rgb, np.full((length, length), 255, np.uint8)])
    (samples,) = answers("resample", [{"length": length, "side": side, "rgba": rgba.ravel().tolist()}])
    np.testing.assert_array_equal(np.reshape(samples, (side, side, 3)), lanczos_square(rgb, side))
