"""Benchmarks of a page in Chromium: latency of a drag, smoothness of scrolling, speed of an iteration."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Browser, sync_playwright

from tests.bench.rows import row
from tests.browser.support.chromium import launch
from tests.browser.support.server import serve

XRAY, PHASE, CLIFF = "demos/activation-xray/", "demos/phase-vs-magnitude/", "demos/sparsity-cliff/"
LONG = "a long task: 50 ms"
FRAME_MS = 1000 / 60
LIVE = "fdnn-demo[data-state=live]:not([data-frames='0'])"

# Moves a slider through its values, one every other animation frame. Returns the milliseconds from each input
# event until its figure was drawn, and until the frame in which it was painted.
DRAG = """async ([name, count]) => {
    const demo = document.querySelector("fdnn-demo");
    const slider = demo.querySelector(`[name=${name}]`);
    const drawn = [], painted = [], tasks = [];
    let last = 0;
    const drawing = new MutationObserver(() => (last = performance.now()));
    drawing.observe(demo, {attributeFilter: ["data-frames"]});
    const note = ({detail: {latency_ms: latency}}) => {
        painted.push(latency);
        drawn.push(last - (performance.now() - latency));
    };
    const observer = new PerformanceObserver(
        list => list.getEntries().forEach(task => tasks.push(task.duration)));
    observer.observe({type: "longtask"});
    demo.addEventListener("fdnn:frame", note);
    const steps = Math.round((slider.max - slider.min) / slider.step);
    for (let i = 0; i < count; i++) {
        slider.value = Number(slider.min) + (i % (steps + 1)) * slider.step;
        slider.dispatchEvent(new Event("input", {bubbles: true}));
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
    }
    await new Promise(resolve => setTimeout(resolve, 500));
    demo.removeEventListener("fdnn:frame", note);
    drawing.disconnect();
    observer.disconnect();
    return {drawn, painted, tasks};
}"""

# Makes Python's last answer return immediately: what remains is the wait for the animation frame.
IMMEDIATE = """async base => {
    const {python} = await import(`${base}/assets/fdnn/python/page-python.js`);
    const run = python.run.bind(python);
    let last = null;
    python.run = async (...values) => (last ??= await run(...values));
}"""

# Scrolls down a page and back; returns the durations of the long tasks in milliseconds.
SCROLL = """async step => {
    const tasks = [];
    const observer = new PerformanceObserver(
        list => list.getEntries().forEach(task => tasks.push(task.duration)));
    observer.observe({type: "longtask"});
    const end = document.documentElement.scrollHeight;
    for (let distance = 0; distance < 2 * end; distance += step) {
        scrollTo({top: end - Math.abs(end - distance), behavior: "instant"});
        await new Promise(requestAnimationFrame);
    }
    await new Promise(resolve => setTimeout(resolve, 1000));
    observer.disconnect();
    return tasks;
}"""

# Plays a number of frames of a demo; returns their duration in seconds.
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
    """Yield the rows of the pages."""
    with sync_playwright() as playwright, serve(site) as address:
        browser = launch(playwright.chromium, full=True)
        yield from _drags(browser, address)
        yield _scrolling(browser, address)
        yield _retrieval(browser, address)
        browser.close()


def browser_name() -> str:
    """Return the name and version of the browser."""
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium, full=True)
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
            page.evaluate(DRAG, [slider, 40])  # warm-up: the first calls are compiled
            seen = page.evaluate(DRAG, [slider, 200])
            page.evaluate(IMMEDIATE, address)
            yield from _drag(name, seen, page.evaluate(DRAG, [slider, 40])["painted"])


def _drag(name: str, seen: dict[str, list[float]], immediate: list[float]) -> Iterator[dict[str, Any]]:
    for words, share in (("median", 50), ("p95", 95)):
        drawn, painted, reference = (
            float(np.percentile(times, share)) for times in (seen["drawn"], seen["painted"], immediate)
        )
        yield row(f"drag {name}: input to drawn, {words}", drawn, "ms", "one frame at 60 Hz", FRAME_MS)
        yield row(
            f"drag {name}: input to painted, {words}",
            painted,
            "ms",
            "no computation",
            reference,
        )
    longest = max(seen["tasks"], default=0.0)
    yield row(f"drag {name}: longest task", longest, "ms", LONG, 50.0)


def _scrolling(browser: Browser, address: str) -> dict[str, Any]:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/")
        page.locator("fdnn-demo form").first.hover()
        page.wait_for_selector(LIVE)
        tasks = page.evaluate(SCROLL, 60)
        assert not page.locator("fdnn-demo[data-frames='0']").count()
    name = "essay scrolled with all figures live: longest task"
    return row(name, max(tasks, default=0.0), "ms", LONG, 50.0)


def _retrieval(browser: Browser, address: str) -> dict[str, Any]:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/{PHASE}#phase_retrieval.size=256")
        demo = page.wait_for_selector(
            "fdnn-demo[name=phase_retrieval][data-state=live]:not([data-frames='0'])"
        )
        frames, iterations = 10, 10  # in each
        seconds = page.evaluate(PLAY, [demo, frames])
    name = "phase retrieval, 256 x 256: iterations per second"
    return row(name, frames * iterations / seconds, "/s", "target: 20 per second", 20.0)
