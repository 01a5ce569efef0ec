import re
from typing import Annotated

import pytest

from demos import DEMOS, load
from demos.kit.controls import Slider
from demos.kit.declare import Demo
from demos.kit.figures import Sentence
from demos.publish.content.element import demo_html


def small_demo(amount: Annotated[float, Slider(label="A <label>", low=0, high=3)] = 2):
    text = f"{amount:g} < 3 & more"
    return {"sentence": Sentence(title="In words", summary=text, text=text)}


def test_text_of_a_demo_is_escaped():
    small_demo.__name__ = "activation_xray"  # the page shows the source of the demo with this name
    html = demo_html(Demo(small_demo, "A <title>"), 'a "quoted" entry', 1.0)
    assert 'name="amount" min="0" max="3"' in html
    assert "A &lt;label&gt;</label>" in html
    assert 'aria-label="A &lt;title&gt;: controls"' in html
    assert "<p>2 &lt; 3 &amp; more</p>" in html
    assert 'data-bibtex="a &#34;quoted&#34; entry"' in html


@pytest.mark.parametrize("name", DEMOS)
def test_a_demo_has_all_its_controls_and_figures_and_no_inline_style(name):
    demo = load(name)
    html = demo_html(demo, "", 1.0)
    assert re.findall(r'data-control="(\w+)"', html) == list(demo.controls)
    assert set(re.findall(r'data-figure="(\w+)"', html)) <= set(demo())
    assert " style=" not in html
    assert "<style" not in html
