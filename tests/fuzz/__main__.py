"""Read thousands of damaged files: `make fuzz`, or `python -m tests.fuzz [seed]`."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from secrets import randbelow
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.browser.support.chromium import launch
from tests.browser.support.server import build_site, serve
from tests.fuzz.reading import failures_in_documents, failures_in_page

COUNT = 1000  # damaged files of each format


def main(seed: int) -> None:
    """Read the files; exit with the list of failures."""
    print(f"seed {seed}", flush=True)
    random = Random(seed)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        build_site(Path(folder))
        with serve(Path(folder)) as address, launch(playwright.chromium) as browser:
            page = browser.new_context(service_workers="block").new_page()
            page.goto(f"{address}/credits/")
            found = failures_in_page(page, f"{address}/assets/fdnn/controls/decode.js", random, COUNT)
    found += failures_in_documents(random, COUNT)
    sys.exit("\n".join(found) or None)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else randbelow(10**6))
