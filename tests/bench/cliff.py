"""Benchmarks of the measurement in Sparsity Cliff, in Chromium and in Firefox."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import sync_playwright

from fdnn_core import FEWEST_ROUNDS
from tests.bench.rows import row
from tests.browser.support.chromium import launch
from tests.browser.support.firefox_webkit import Firefox
from tests.browser.support.script_runner import run_script
from tests.browser.support.server import serve

PAGE = "demos/sparsity-cliff/"
SCRIPT = (Path(__file__).parent / "cliff_run.js").read_text()


def measure(site: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of each browser."""
    yield from rows("Chromium", _in_chromium(site))
    yield from rows("Firefox", run_script(Firefox(), site, PAGE, SCRIPT + "\nreturned(await measureRun());"))


def rows(browser: str, found: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the rows of one browser; RuntimeError if the measurement did not finish."""
    if not found["finished"]:
        raise RuntimeError(f"the measurement must finish in {browser}, got {found['sentence']!r}")
    print(f"{browser}, {found['frames']} frames: {found['sentence']}")
    name = f"{browser}, cliff 512 x 512 x 32"
    yield row(f"{name}: time to measure", found["seconds"], "s", "limit: 60 s", 60.0)
    yield row(f"{name}: rounds", found["rounds"], "", "minimum for a result: 10", FEWEST_ROUNDS)
    if browser == "Chromium":
        yield row(f"{name}: longest task", found["task"], "ms", "a long task: 50 ms", 50.0)
    yield row(f"{name}: longest timer delay", found["late"], "ms", "a long task: 50 ms", 50.0)
    yield row(f"{name}: time to stop", found["stop"], "ms", "limit: 1 s", 1000.0)


def _in_chromium(site: Path) -> Mapping[str, Any]:
    with sync_playwright() as playwright, serve(site) as address:
        browser = launch(playwright.chromium, full=True)
        page = browser.new_page(bypass_csp=True)
        page.goto(f"{address}/{PAGE}")
        url = "data:text/javascript," + quote(SCRIPT)
        found: Mapping[str, Any] = page.evaluate("async url => (await import(url)).measureRun()", url)
        browser.close()
    return found
