"""The page in Chromium: how fast it follows a slider."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.rows import row
from tests.browser.chromium import launch
from tests.browser.server import serve

XRAY, PHASE, CLIFF = "demos/activation-xray/", "demos/phase-vs-magnitude/", "demos/sparsity-cliff/"
LIVE = "fdnn-demo[data-state=live]:not([data-frames='0'])"

# Moves a slider to each of its places, one at every other animation frame, as a hand would.
DRAG = """async ([name, count]) => {
    const demo = document.querySelector("fdnn-demo");
    const slider = demo.querySelector(`[name=${name}]`);
    const latencies = [], tasks = [], frames = [];
    const note = event => latencies.push(event.detail.latency_ms);
    const observer = new PerformanceObserver(
        list => list.getEntries().forEach(task => tasks.push(task.duration)));
    observer.observe({type: "longtask"});
    demo.addEventListener("fdnn:frame", note);
    const steps = Math.round((slider.max - slider.min) / slider.step);
    for (let i = 0; i < count; i++) {
        slider.value = Number(slider.min) + (i % (steps + 1)) * slider.step;
        slider.dispatchEvent(new Event("input", {bubbles: true}));
        const begin = await new Promise(requestAnimationFrame);
        frames.push(await new Promise(requestAnimationFrame) - begin);
    }
    await new Promise(resolve => setTimeout(resolve, 500));
    demo.removeEventListener("fdnn:frame", note);
    observer.disconnect();
    return {latencies, tasks, frames};
}"""

# Plays a demo for some of its frames; returns the seconds that they took.
PLAY = """async ([demo, count]) => {
    const frame = () => new Promise(resolve => demo.addEventListener("fdnn:frame", resolve, {once: true}));
    const play = demo.querySelector("[data-player=play]");
    play.click();
    await frame();
    const begin = performance.now();
    for (let i = 0; i < count; i++) await frame();
    const seconds = (performance.now() - begin) / 1000;
    play.click();
    return seconds;
}"""


def measure(site: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of the page."""
    with sync_playwright() as playwright, serve(site) as address:
        browser = launch(playwright)
        yield from _drags(browser, address)
        yield _retrieval(browser, address)
        browser.close()


def browser_name() -> str:
    """Return the browser that all is measured in, with its version."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        name = f"Chromium {browser.version}"
        browser.close()
    return name


def _drags(browser: Browser, address: str) -> Iterator[dict[str, Any]]:
    for name, state, slider in (
        ("X-Ray, 1-D, N = 1024", f"{XRAY}#n=1024", "frequency"),
        ("X-Ray, 2-D, 256 x 256", f"{XRAY}#signal=photograph", "bias"),
        ("phase mix, 256 x 256", f"{PHASE}#size=256", "phase"),
        ("phase mix, 512 x 512", f"{PHASE}#size=512", "phase"),
        ("cliff, zeros", f"{CLIFF}#sparsity=90", "sparsity"),
    ):
        with browser.new_context() as context:
            page = context.new_page()
            page.goto(f"{address}/{state}")
            page.wait_for_selector(LIVE)
            page.evaluate(DRAG, [slider, 40])  # warm up: the first calls of anything are compiled
            yield from _drag(page, name, slider)


def _drag(page: Page, name: str, slider: str) -> Iterator[dict[str, Any]]:
    seen = page.evaluate(DRAG, [slider, 200])
    frame, latencies = median(seen["frames"]), seen["latencies"]
    for words, value in (("median", median(latencies)), ("p95", float(np.percentile(latencies, 95)))):
        yield row(f"drag {name}: to paint, {words}", value, "ms", "one animation frame", frame)
    longest = max(seen["tasks"], default=0.0)
    yield row(f"drag {name}: longest task", longest, "ms", "a long task begins at 50 ms", 50.0)


def _retrieval(browser: Browser, address: str) -> dict[str, Any]:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/{PHASE}#phase_retrieval.size=256")
        demo = page.wait_for_selector(
            "fdnn-demo[name=phase_retrieval][data-state=live]:not([data-frames='0'])"
        )
        frames, iterations = 10, 10  # in each
        seconds = page.evaluate(PLAY, [demo, frames])
    name = "phase retrieval, 256 x 256: iterations a second"
    return row(name, frames * iterations / seconds, "/s", "20 a second wanted", 20.0)
