"""What readers of other engines are left with when something fails: each fault is caused there."""

import json
from http import HTTPStatus
from typing import BinaryIO

import pytest

from tests.browser.fault_table import BROKEN, FILES, SNAPSHOT, Seen, words, words_of_snapshot
from tests.browser.faulty_server import FaultyHandler
from tests.browser.unattended import run

SPOILT = ("memory", "flipped")  # one will do: engines take their time to start without the snapshot

# Has each file spoilt in turn, then what Python needs of the browser taken away; says what a reader sees.
SCRIPT = """
const demo = document.querySelector("fdnn-demo");
const { python } = await import(new URL("../../assets/fdnn/python/page-python.js", location.href));
const bias = demo.querySelector("[name=bias]");
const tell = (faults) => fetch("fault", { method: "POST", body: JSON.stringify(faults) });
const attribute = (name, value) => new Promise((resolve) => {
    const look = () => demo.dataset[name] === value && resolve(observer.disconnect());
    const observer = new MutationObserver(look);
    observer.observe(demo, { attributes: true });
    look();
});
const frame = () => new Promise((resolve) => {
    demo.addEventListener("fdnn:frame", ({ detail }) => resolve(detail), { once: true });
});
const button = () => demo.querySelector(".fdnn-status button:not([hidden])");
const shown = () => ({
    status: demo.querySelector(".fdnn-status p").textContent,
    button: button()?.textContent.trim(),
    bias: bias.value,
    figure: Boolean(demo.querySelector("[data-figure=spectrum] :is(svg, canvas)")),
});
const failing = async () => {
    const failed = new Promise((resolve) => {
        python.addEventListener("state", ({ detail }) => detail.state === "failed" && resolve());
    });
    (button() ?? demo.querySelector("[data-action=retry]")).click();
    await failed;
    return shown();
};
const living = async () => {
    python.stop();
    const live = frame();
    bias.dispatchEvent(new Event("input", { bubbles: true }));
    const { values } = await live;
    return { start: demo.dataset.start, bias: values.bias };
};

const absent = ["snapshot.bin", "libraries.bin"];
const seen = { files: [] };
const reloaded = () => {
    location.reload();
    return new Promise(() => {});
};
if (!sessionStorage.told) {
    sessionStorage.told = "what draws is missing";
    await tell({ fault: ["display.js", "missing"] });
    await reloaded();
}
if (!sessionStorage.drawing) {
    bias.value = 0.5;
    button().click();
    await attribute("state", "failed");
    sessionStorage.drawing = JSON.stringify(shown());
    await tell({});
    await reloaded(); // without it, Firefox does not fetch a script again
}
seen.drawing = JSON.parse(sessionStorage.drawing);
seen.reloaded = await living();
python.stop();
for (const fault of BROKEN) {
    await tell({ fault, absent });
    seen.files.push(await failing());
}
await tell({ fault: ["worker.js", "missing"] });
seen.script = await failing();
await tell({ dead: true });
seen.server = await failing();
await tell({});
const { Worker, WebAssembly } = self;
delete self.WebAssembly;
seen.webAssembly = await failing();
Object.assign(self, { WebAssembly });
self.Worker = class { constructor() { throw new TypeError("module workers are not supported") } };
seen.workers = await failing();
Object.assign(self, { Worker });
await tell({ fault: SPOILT });
seen.snapshot = await living();
await tell({ fault: ["pyodide.asm.wasm", "wrong type"] });
seen.type = await living();
await tell({});
seen.good = await living();
returned(seen);
"""


class Unkept(FaultyHandler):
    """Has the browser keep nothing: what was good before is asked for again."""

    def send_head(self) -> BinaryIO | None:
        if "service-worker.js" in self.path:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@pytest.fixture(scope="module")
def found(engine, site):
    """What a reader saw of each fault."""
    broken = json.dumps([[FILES[file], kind] for file, kind in BROKEN])
    spoilt = json.dumps([SNAPSHOT[SPOILT[0]], SPOILT[1]])
    script = SCRIPT.replace("BROKEN", broken).replace("SPOILT", spoilt)
    return run(engine, site, "demos/activation-xray/", script, Unkept.serving())


@pytest.fixture(scope="module")
def seen(engine):
    """What was seen in this engine."""
    return Seen(engine.name)


def require_told(shown, *told):
    for text in (*told, "The figures below are the last good ones."):
        assert text in shown["status"]
    assert (shown["button"], shown["bias"], shown["figure"]) == ("Try again", "0.5", True)


def test_files_that_are_not_what_they_must_be_are_named(found, seen):
    for (file, kind), shown in zip(BROKEN, found["files"], strict=True):
        require_told(shown, FILES[file].removesuffix("-2"))
        seen.add(words(file, kind))


@pytest.mark.parametrize(
    ("what", "told", "fault"),
    [
        ("script", "its script did not load", "The script of the worker is missing"),
        ("drawing", "What draws the figures could not be fetched.", "The scripts that draw are missing"),
        ("server", "could not be", "The server dies while Python starts"),
        ("webAssembly", "this browser has no WebAssembly", "The browser has no WebAssembly"),
        ("workers", "module workers are not supported", "The browser has no module workers"),
    ],
)
def test_what_is_missing_is_told(found, seen, what, told, fault):
    require_told(found[what], told)
    seen.add(fault)


def test_a_page_that_could_not_draw_has_its_values_when_it_is_loaded_again(found):
    assert found["reloaded"] == {"start": "snapshot", "bias": 0.5}


def test_a_spoilt_snapshot_is_done_without(found, seen):
    shown = found["snapshot"]
    assert shown["start"].startswith(f"plain: {SNAPSHOT[SPOILT[0]]} could not be fetched")
    assert shown["bias"] == 0.5
    seen.add(words_of_snapshot(*SPOILT))


def test_webassembly_of_the_wrong_type_starts_all_the_same(found, seen):
    assert found["type"] == {"start": "snapshot", "bias": 0.5}
    seen.add("The WebAssembly of Python arrives with the wrong type")


def test_once_all_is_well_again_python_starts(found):
    assert found["good"] == {"start": "snapshot", "bias": 0.5}


def test_the_table_of_the_site_says_what_was_seen(seen):
    seen.require_shown()
