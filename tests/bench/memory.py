"""Memory use of live pages, which the browser reports to cross-origin isolated pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.bench.rows import row
from tests.browser.support.chromium import launch
from tests.browser.support.server import HandlerWithHeaders, serve

PAGES = {"X-Ray": "demos/activation-xray/", "phase": "demos/phase-vs-magnitude/"}
LIVE = "fdnn-demo[data-state=live]:not([data-frames='0'])"


def measure(site: Path) -> Iterator[dict[str, Any]]:
    """Yield a row for each page, including its worker."""
    with sync_playwright() as playwright, serve(site, HandlerWithHeaders) as address:
        browser = launch(playwright.chromium, full=True)
        for name, path in PAGES.items():
            with browser.new_context(service_workers="block") as context:
                page = context.new_page()
                page.goto(f"{address}/{path}")
                page.locator("fdnn-demo form").first.hover()
                page.wait_for_selector(LIVE)
                held = page.evaluate("performance.measureUserAgentSpecificMemory()")["bytes"]
                yield row(f"{name}: memory when live", held / 1e6, "MB", "limit: 400 MB", 400.0)
        browser.close()
