"""The pages in Firefox: Python computes there what it computes here, under the same policy."""

import re

import pytest

from demos import load
from tests.browser import firefox

SCRIPT = """
const demo = document.querySelector("fdnn-demo");
const cells = "[data-figure=counts] tbody :is(th, td)";
const shown = () => [...demo.querySelectorAll(cells)].map((cell) => cell.textContent);
const frameWith = (frequency) => new Promise((resolve) => demo.addEventListener("fdnn:frame",
    ({ detail }) => detail.values.frequency === frequency && resolve()));
const refused = async (act) => { try { await act(); return null } catch (error) { return error.name } };

const live = frameWith(5);
demo.querySelector("[data-action=start]").click();
await live;
const first = shown();
const moved = frameWith(9);
const slider = demo.querySelector("[name=frequency]");
slider.value = 9;
slider.dispatchEvent(new Event("input", { bubbles: true }));
await moved;
returned({
    agent: navigator.userAgent,
    state: demo.dataset.state,
    first,
    second: shown(),
    text: await refused(() => eval("1")),
    elsewhere: await refused(() => fetch("https://example.org/")),
});
"""


@pytest.fixture(scope="module")
def seen(site):
    return firefox.run(site, "demos/activation-xray/", SCRIPT)


def table(**values):
    return [cell for row in load("activation_xray")(**values)["counts"].rows for cell in row]


def test_python_is_live_and_follows_a_slider(seen):
    assert re.search(r"Firefox/\d+", seen["agent"])
    assert seen["state"] == "live"
    assert seen["first"] == table()
    assert seen["second"] == table(frequency=9)


def test_text_is_not_run_and_no_other_origin_is_asked(seen):
    assert seen["text"] == "EvalError"
    assert seen["elsewhere"] == "TypeError"
