"""Find Chromium for the browser tests, or install it: `python -m tests.browser.chromium`."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.system_packages import install, run

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ADVICE = "No Chromium was found or could be installed: install one, or name it in FDNN_CHROMIUM."


def executable() -> str:
    """Return the path of a Chromium: the one named by FDNN_CHROMIUM, one on the PATH, or Playwright's own."""
    found = os.environ.get("FDNN_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if found:
        return found
    with sync_playwright() as playwright:
        if Path(playwright.chromium.executable_path).exists():
            return playwright.chromium.executable_path
    raise FileNotFoundError(_ADVICE)


def launch(playwright: Playwright) -> Browser:
    """Start Chromium without a window, quiet on the network."""
    background = ("background-networking", "component-update", "sync")
    flags = ["--no-sandbox", "--disable-quic", *(f"--disable-{service}" for service in background)]
    return playwright.chromium.launch(executable_path=executable(), args=flags)


def install_chromium() -> None:
    """Install Chromium from the system's packages where that needs no password, else Playwright's build."""
    install("chromium", "fonts-dejavu-core")
    try:
        executable()
    except FileNotFoundError:
        run(sys.executable, "-m", "playwright", "install", "chromium")


if __name__ == "__main__":
    try:
        executable()
    except FileNotFoundError:
        install_chromium()
    try:
        print("Chromium:", executable())
    except FileNotFoundError as error:
        sys.exit(str(error))
