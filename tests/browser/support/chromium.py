"""Find, install and start Chromium, which Playwright drives."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, sync_playwright

from tests.browser.support.system_packages import install_packages, run_command

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SHELL = "chromium-headless-shell"


def full_chromium() -> str:
    """Return the path of Chromium: from FDNN_CHROMIUM, from the PATH, or Playwright's own.

    Raises
    ------
    FileNotFoundError
        If none is installed.
    """
    found = os.environ.get("FDNN_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if found:
        return found
    with sync_playwright() as playwright:
        if Path(playwright.chromium.executable_path).exists():
            return playwright.chromium.executable_path
    raise FileNotFoundError(
        "Chromium is missing and could not be installed: install it, or set FDNN_CHROMIUM"
    )


def chromium_shell() -> str:
    """Return the path of Chromium's headless shell, or of full Chromium where the shell is missing.

    The shell opens a page in half the time, but has no camera and no memory measurement.
    """
    return os.environ.get("FDNN_CHROMIUM") or shutil.which(_SHELL) or full_chromium()


def launch(chromium: BrowserType, *flags: str, full: bool = False) -> Browser:
    """Start the headless shell, or full Chromium, without requests of its own to the network."""
    services = ("background-networking", "component-update", "sync")
    quiet = ["--no-sandbox", "--disable-quic", *(f"--disable-{service}" for service in services)]
    path = full_chromium() if full else chromium_shell()
    return chromium.launch(executable_path=path, args=[*quiet, *flags])


def install_chromium() -> None:
    """Install the shell and full Chromium from the system's packages, or full Chromium from Playwright."""
    if not os.environ.get("FDNN_CHROMIUM") and not shutil.which(_SHELL):
        install_packages("chromium", _SHELL, "fonts-dejavu-core")
    try:
        full_chromium()
    except FileNotFoundError:
        run_command(sys.executable, "-m", "playwright", "install", "chromium")
