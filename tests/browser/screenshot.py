"""Take the picture of Activation X-Ray in the README: `make screenshot`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.browser.support.chromium import launch
from tests.browser.support.server import ROOT, build_site, serve

if __name__ == "__main__":
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        build_site(Path(folder))
        with serve(Path(folder)) as address:
            page = launch(playwright.chromium).new_page(viewport={"width": 1200, "height": 1100})
            page.goto(f"{address}/demos/activation-xray/#bias=0.2")
            demo = page.locator("fdnn-demo")
            for value, frames in (("128", 1), ("256", 2)):  # later frames show the usual latency
                demo.and_(page.locator(f"[data-frames='{frames}']")).wait_for()
                page.locator("[name=n]").select_option(value)
            demo.and_(page.locator("[data-frames='3']")).wait_for()
            demo.screenshot(path=ROOT / "docs" / "images" / "activation-xray.png")
