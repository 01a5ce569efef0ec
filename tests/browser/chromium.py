"""Find Chromium for the browser tests, or install it: `python -m tests.browser.chromium`."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, sync_playwright

from tests.browser.system_packages import install, run

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SHELL = "chromium-headless-shell"
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


def shell() -> str:
    """Return the path of Chromium's shell: the same engine without all that is around a page.

    It opens a page in half the time, but has no camera and does not tell a page its memory. Where there is
    none, it is `executable()`.
    """
    return os.environ.get("FDNN_CHROMIUM") or shutil.which(_SHELL) or executable()


def launch(chromium: BrowserType, *flags: str, whole: bool = False) -> Browser:
    """Start Chromium's shell, or the whole of it, without a window, quiet on the network."""
    background = ("background-networking", "component-update", "sync")
    quiet = ["--no-sandbox", "--disable-quic", *(f"--disable-{service}" for service in background)]
    return chromium.launch(executable_path=executable() if whole else shell(), args=[*quiet, *flags])


def install_missing() -> None:
    """Install both from the system where that needs no password, else the whole from Playwright."""
    if not os.environ.get("FDNN_CHROMIUM") and not shutil.which(_SHELL):
        install("chromium", _SHELL, "fonts-dejavu-core")
    try:
        executable()
    except FileNotFoundError:
        run(sys.executable, "-m", "playwright", "install", "chromium")


if __name__ == "__main__":
    install_missing()
    try:
        print("Chromium:", executable(), "and", shell())
    except FileNotFoundError as error:
        sys.exit(str(error))
