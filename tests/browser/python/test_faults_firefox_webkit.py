"""Faults of `support/faults.py`, caused in Firefox and WebKitGTK."""

import json
from http import HTTPStatus
from typing import BinaryIO

import pytest

from tests.browser.support.faults import (
    BROKEN_FILES,
    FILES,
    SNAPSHOT,
    FaultLog,
    file_fault,
    snapshot_fault,
)
from tests.browser.support.faulty_server import FaultyHandler
from tests.browser.support.script_runner import run_script

DAMAGED = ("memory", "flipped")  # only one, because a start without the snapshot takes long

# Causes each fault of a file, then removes what Python needs of the browser; returns what the reader sees.
SCRIPT = """
const demo = document.querySelector("fdnn-demo");
const { python } = await import(new URL("../../assets/fdnn/python/page-python.js", location.href));
const bias = demo.querySelector("[name=bias]");
const setFault = (faults) => fetch("fault", { method: "POST", body: JSON.stringify(faults) });
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
if (!sessionStorage.faulty) {
    sessionStorage.faulty = "the drawing script";
    await setFault({ fault: ["display.js", "missing"] });
    await reloaded();
}
if (!sessionStorage.drawing) {
    bias.value = 0.5;
    button().click();
    await attribute("state", "failed");
    sessionStorage.drawing = JSON.stringify(shown());
    await setFault({});
    await reloaded(); // otherwise Firefox does not fetch the script again
}
seen.drawing = JSON.parse(sessionStorage.drawing);
seen.reloaded = await living();
python.stop();
for (const fault of BROKEN) {
    await setFault({ fault, absent });
    seen.files.push(await failing());
}
await setFault({ fault: ["worker.js", "missing"] });
seen.script = await failing();
await setFault({ is_down: true });
seen.server = await failing();
await setFault({});
const { Worker, WebAssembly } = self;
delete self.WebAssembly;
seen.webAssembly = await failing();
Object.assign(self, { WebAssembly });
self.Worker = class { constructor() { throw new TypeError("module workers are not supported") } };
seen.workers = await failing();
Object.assign(self, { Worker });
await setFault({ fault: DAMAGED });
seen.snapshot = await living();
await setFault({ fault: ["pyodide.asm.wasm", "wrong type"] });
seen.type = await living();
await setFault({});
seen.good = await living();
returned(seen);
"""


class UncachedHandler(FaultyHandler):
    """Forbids the browser to cache, so that it requests each file again."""

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
    """What the reader saw after each fault."""
    broken = json.dumps([[FILES[file], kind] for file, kind in BROKEN_FILES])
    damaged = json.dumps([SNAPSHOT[DAMAGED[0]], DAMAGED[1]])
    script = SCRIPT.replace("BROKEN", broken).replace("DAMAGED", damaged)
    return run_script(engine, site, "demos/activation-xray/", script, UncachedHandler.new_class())


@pytest.fixture(scope="module")
def log(engine):
    """The faults that ended as they should."""
    return FaultLog(engine.name)


def require_report(shown, *texts):
    for text in (*texts, "The figures below are the last good ones."):
        assert text in shown["status"]
    assert (shown["button"], shown["bias"], shown["figure"]) == ("Try again", "0.5", True)


def test_a_broken_file_is_named(found, log):
    for (file, kind), shown in zip(BROKEN_FILES, found["files"], strict=True):
        require_report(shown, FILES[file].removesuffix("-2"))
        log.add(file_fault(file, kind))


@pytest.mark.parametrize(
    ("what", "text", "fault"),
    [
        ("script", "its script did not load", "The script of the worker is missing"),
        (
            "drawing",
            "The scripts that draw the figures could not be fetched.",
            "The scripts that draw are missing",
        ),
        ("server", "could not be", "The server dies while Python starts"),
        ("webAssembly", "this browser has no WebAssembly", "The browser has no WebAssembly"),
        ("workers", "module workers are not supported", "The browser has no module workers"),
    ],
)
def test_a_missing_part_is_reported(found, log, what, text, fault):
    require_report(found[what], text)
    log.add(fault)


def test_after_a_reload_a_page_that_could_not_draw_has_its_values(found):
    assert found["reloaded"] == {"start": "snapshot", "bias": 0.5}


def test_with_a_damaged_snapshot_python_starts_without_it(found, log):
    shown = found["snapshot"]
    assert shown["start"].startswith(f"plain: {SNAPSHOT[DAMAGED[0]]} could not be fetched")
    assert shown["bias"] == 0.5
    log.add(snapshot_fault(*DAMAGED))


def test_webassembly_of_the_wrong_type_starts_from_the_snapshot(found, log):
    assert found["type"] == {"start": "snapshot", "bias": 0.5}
    log.add("The WebAssembly of Python arrives with the wrong type")


def test_without_faults_python_starts_again(found):
    assert found["good"] == {"start": "snapshot", "bias": 0.5}


def test_the_published_table_lists_the_faults_that_were_caused(log):
    log.require_table()
