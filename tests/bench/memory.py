"""What a live page holds in memory, as the browser itself tells it to pages that are isolated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.bench.rows import row
from tests.browser.chromium import launch
from tests.browser.server import Hosted, serve

PAGES = {"X-Ray": "demos/activation-xray/", "phase": "demos/phase-vs-magnitude/"}
LIVE = "fdnn-demo[data-state=live]:not([data-frames='0'])"


def measure(site: Path) -> Iterator[dict[str, Any]]:
    """Yield a row for each page, its worker included."""
    with sync_playwright() as playwright, serve(site, Hosted) as address:
        browser = launch(playwright.chromium, whole=True)
        for name, path in PAGES.items():
            with browser.new_context(service_workers="block") as context:
                page = context.new_page()
                page.goto(f"{address}/{path}")
                page.locator("fdnn-demo form").first.hover()
                page.wait_for_selector(LIVE)
                held = page.evaluate("performance.measureUserAgentSpecificMemory()")["bytes"]
                yield row(f"{name}: memory when live", held / 1e6, "MB", "400 MB wanted at most", 400.0)
        browser.close()
