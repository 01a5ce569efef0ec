"""Sparsity Cliff measures the machine: in Chromium and in Firefox."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import sync_playwright

from fdnn_core import FEWEST_ROUNDS
from tests.bench.rows import row
from tests.browser.chromium import launch
from tests.browser.engines import Firefox
from tests.browser.server import serve
from tests.browser.unattended import run

PAGE = "demos/sparsity-cliff/"
SCRIPT = (Path(__file__).parent / "cliff_run.js").read_text()


def measure(site: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of each browser."""
    yield from rows("Chromium", _in_chromium(site))
    yield from rows("Firefox", run(Firefox(), site, PAGE, SCRIPT + "\nreturned(await measureRun());"))


def rows(browser: str, found: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what was seen in a browser; RuntimeError if the page did not finish."""
    if not found["finished"]:
        raise RuntimeError(f"the measurement must finish in {browser}, got {found['sentence']!r}")
    print(f"{browser}, {found['frames']} frames: {found['sentence']}")
    name = f"{browser}, cliff 512 x 512 x 32"
    yield row(f"{name}: measured", found["seconds"], "s", "a minute", 60.0)
    yield row(f"{name}: rounds", found["rounds"], "", "fewer are no result", FEWEST_ROUNDS)
    if browser == "Chromium":
        yield row(f"{name}: longest task", found["task"], "ms", "a long task begins at 50 ms", 50.0)
    yield row(f"{name}: latest timer", found["late"], "ms", "a long task begins at 50 ms", 50.0)
    yield row(f"{name}: stopped", found["stop"], "ms", "a second", 1000.0)


def _in_chromium(site: Path) -> Mapping[str, Any]:
    with sync_playwright() as playwright, serve(site) as address:
        browser = launch(playwright.chromium, whole=True)
        page = browser.new_page(bypass_csp=True)
        page.goto(f"{address}/{PAGE}")
        url = "data:text/javascript," + quote(SCRIPT)
        found: Mapping[str, Any] = page.evaluate("async url => (await import(url)).measureRun()", url)
        browser.close()
    return found
