"""Firefox and WebKitGTK: results, navigation and offline use."""

import json

import pytest

from demos import load
from demos.kit.typesetting import typeset
from tests.browser.support.faulty_server import FaultyHandler
from tests.browser.support.script_runner import run_script

PAGE = "demos/activation-xray/"
COMMON = """
const demo = (name) => document.querySelector(`fdnn-demo[name=${name}]`);
const shown = () => {
    const cells = demo("activation_xray").querySelectorAll("[data-figure=counts] tbody :is(th, td)");
    return [...cells].map((cell) => cell.textContent);
};
const frame = (name, wanted) => new Promise((resolve) => document.addEventListener("fdnn:frame", (event) =>
    event.target === demo(name)
    && Object.entries(wanted).every(([control, value]) => event.detail.values[control] === value)
    && resolve()));
const goLive = async () => {
    const live = frame("activation_xray", { frequency: 5 });
    demo("activation_xray").querySelector("[data-action=start]").click();
    await live;
};
"""
DRAG_AND_GO = """
const where = () => ({ path: location.pathname, hash: location.hash, title: document.title });

await goLive();
const first = shown();
const { state, start } = demo("activation_xray").dataset;
const moved = frame("activation_xray", { frequency: 9 });
const slider = demo("activation_xray").querySelector("[name=frequency]");
slider.value = 9;
for (const name of ["input", "change"]) slider.dispatchEvent(new Event(name, { bubbles: true }));
await moved;
const second = shown();
const next = frame("phase_vs_magnitude", {});
document.querySelector(".md-footer__link--next").click();
await next;
const onward = where();
const restored = frame("activation_xray", { frequency: 9 });
history.back();
await restored;
returned({ agent: navigator.userAgent, state, start, first, second, onward, back: where(), third: shown() });
"""


# Visits the page, waits until everything is cached, makes the server answer nothing, and reloads.
VISIT_TWICE = """
const cached = async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = (await Promise.all(caches_.map((cache) => cache.keys()))).flat();
    return LISTED.every((path) => requests.some(({ url }) => url.includes(path)));
};
if (!sessionStorage.visited) {
    await goLive();
    while (!(await cached())) await new Promise((resolve) => setTimeout(resolve, 100));
    await fetch("fault", { method: "POST", body: JSON.stringify({ is_down: true }) });
    sessionStorage.visited = "once";
    location.reload();
    await new Promise(() => {});
}
await goLive();
const answers = await fetch("nowhere", { cache: "no-store" }).then(() => true, () => false);
returned({ answers, table: shown(), start: demo("activation_xray").dataset.start });
"""


@pytest.fixture(scope="module")
def seen(engine, site):
    return run_script(engine, site, PAGE, COMMON + DRAG_AND_GO)


def table(**values):
    return [typeset(cell) for row in load("activation_xray")(**values)["counts"].rows for cell in row]


@pytest.fixture
def agent(engine):
    return {"Firefox": "Firefox/", "WebKitGTK": "AppleWebKit/"}[engine.name]


def test_python_starts_from_the_snapshot_and_follows_a_slider(seen, agent):
    assert agent in seen["agent"]
    assert (seen["state"], seen["start"]) == ("live", "snapshot")
    assert seen["first"] == table()
    assert seen["second"] == table(frequency=9)


def test_python_keeps_running_to_the_next_page_and_back(seen):
    assert seen["onward"]["path"].endswith("/demos/phase-vs-magnitude/")
    assert seen["onward"]["title"].startswith("Phase vs Magnitude")
    assert seen["back"]["path"].endswith("/demos/activation-xray/")
    assert seen["back"]["title"].startswith("Activation X-Ray")
    assert seen["back"]["hash"] == "#frequency=9"
    assert seen["third"] == table(frequency=9)


def test_a_second_visit_works_offline(engine, site):
    worker = (site / "service-worker.js").read_text()
    site_files = json.loads(worker.removeprefix("const SITE = ").partition(";\n")[0])
    listed = [f"/{path}?" for path in site_files["pages"] | site_files["python"]]
    script = COMMON + VISIT_TWICE.replace("LISTED", json.dumps(listed))
    seen = run_script(engine, site, PAGE, script, FaultyHandler.new_class())
    assert seen == {"answers": False, "table": table(), "start": "snapshot"}
