"""Find Chromium for the browser tests, or install it: `python -m tests.browser.chromium`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

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


def install() -> None:
    """Install Chromium from the system's packages where that needs no password, else Playwright's build."""
    ways = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and os.geteuid() == 0:
        packages = ["chromium", "fonts-dejavu-core"]
        ways[:0] = [
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages],
        ]
    for way in ways:
        print("$", " ".join(way), flush=True)
        subprocess.run(way, check=False, stdout=subprocess.DEVNULL)
        try:
            executable()
        except FileNotFoundError:
            continue
        return


if __name__ == "__main__":
    try:
        executable()
    except FileNotFoundError:
        install()
    try:
        print("Chromium:", executable())
    except FileNotFoundError as error:
        sys.exit(str(error))
