"""Benchmarks of the start: time from the first touch to the first frame, and bytes fetched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from demos.publish.delivery.page_weight import total_bytes
from tests.bench.rows import row
from tests.browser.support.chromium import launch
from tests.browser.support.firefox_webkit import ENGINES, Engine
from tests.browser.support.script_runner import run_script
from tests.browser.support.server import PREFIX, serve

ROUNDS = 7
QUIET_MS = 3000  # until an untouched page has finished loading
VISITS = 3  # in each round: the first with an empty cache, the last with a full one
BASELINE = "plain Pyodide with numpy, same frame"
XRAY = "demos/activation-xray/"

# The baseline: loads Pyodide with numpy in a module worker and computes the same frame.
BARE = """base => new Promise(resolve => {
    const code = `import {loadPyodide} from "${base}pyodide.mjs";
        const pyodide = await loadPyodide({indexURL: "${base}", packages: ["fdnn-demos"]});
        pyodide.runPython("from demos.kit import wire; wire.run('activation_xray', '{}')[0]");
        postMessage(null);`;
    const begin = performance.now();
    const url = URL.createObjectURL(new Blob([code], {type: "text/javascript"}));
    const worker = new Worker(url, {type: "module"});
    worker.onmessage = () => { resolve(performance.now() - begin); worker.terminate(); };
})"""

TOUCH = """() => new Promise(resolve => {
    const demo = document.querySelector("fdnn-demo");
    const begin = performance.now();
    demo.addEventListener("fdnn:frame", () => resolve(performance.now() - begin), {once: true});
    demo.querySelector("form").dispatchEvent(new PointerEvent("pointerenter", {pointerType: "mouse"}));
})"""


def measure(site: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of the start and of the bytes."""
    with sync_playwright() as playwright, serve(site) as address:
        browser = launch(playwright.chromium, full=True)
        yield from _times(browser, address)
        yield from _bytes(browser, address, site)
        browser.close()
    for engine in filter(Engine.is_installed, ENGINES):
        yield _elsewhere(engine, site)


def _times(browser: Browser, address: str) -> Iterator[dict[str, Any]]:
    ours: list[list[float]] = []
    bare: list[list[float]] = []
    for _ in range(ROUNDS):
        ours.append(_visits(browser, address, TOUCH))
        bare.append(_visits(browser, address, BARE))
    for visit, words in ((0, "first visit"), (VISITS - 1, "later visit")):
        name = f"first touch to first live frame, {words}"
        fast, slow = (median(times[visit] for times in rounds) for rounds in (ours, bare))
        yield row(name, fast, "ms", BASELINE, slow)


def _visits(browser: Browser, address: str, script: str) -> list[float]:
    with browser.new_context() as context:
        page = context.new_page()
        return [_visit(page, address, script) for _ in range(VISITS)]


def _visit(page: Page, address: str, script: str) -> float:
    page.goto("about:blank")
    page.goto(f"{address}/{XRAY}", wait_until="networkidle")
    milliseconds: float = page.evaluate(script, f"{address}/pyodide/")
    page.wait_for_timeout(4000)  # the caches for later visits are written afterwards
    return milliseconds


def _elsewhere(engine: Engine, site: Path) -> dict[str, Any]:
    """Return the row of Firefox or WebKitGTK, whose visits all start with a new profile."""
    begin = f"await new Promise((resolve) => setTimeout(resolve, {QUIET_MS}));"
    base = 'new URL("../../pyodide/", location.href).href'
    ours, bare = f"{begin} returned(await ({TOUCH})());", f"{begin} returned(await ({BARE})({base}));"
    times = [[run_script(engine, site, XRAY, script) for script in (ours, bare)] for _ in range(ROUNDS)]
    fast, slow = map(median, zip(*times, strict=True))
    return row(f"first touch to first live frame, first visit, {engine.name}", fast, "ms", BASELINE, slow)


def _bytes(browser: Browser, address: str, site: Path) -> Iterator[dict[str, Any]]:
    with browser.new_context() as context:
        page = context.new_page()
        fetched: list[str] = []
        context.on("request", lambda request: fetched.append(request.url))
        page.goto(f"{address}/{XRAY}", wait_until="networkidle")
        untouched = _sent(site, fetched)
        page.evaluate(TOUCH)
        live = _sent(site, fetched)
    yield row("bytes before a demo is touched, brotli", untouched / 1e3, "kB", "limit: 300 kB", 300.0)
    yield row("bytes to the first live frame, brotli", live / 1e6, "MB", "limit: 9 MB", 9.0)


def _sent(site: Path, urls: list[str]) -> int:
    """Return the bytes of these files of the site, compressed with Brotli."""
    paths = {
        site / url.split(PREFIX + "/")[1].split("?")[0] for url in urls if PREFIX in url and "#" not in url
    }
    return total_bytes(path / "index.html" if path.is_dir() else path for path in paths)["br"]
