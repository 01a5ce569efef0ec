"""Install the browsers that the tests need: `python -m tests.browser.support.install`."""

from __future__ import annotations

import sys

from tests.browser.support.chromium import chromium_shell, full_chromium, install_chromium
from tests.browser.support.firefox_webkit import ENGINES
from tests.browser.support.system_packages import install_packages


def main() -> None:
    """Install missing browsers and print their paths; exit with an error if Chromium is missing."""
    install_chromium()
    for engine in ENGINES:
        if not engine.is_installed():
            install_packages(*engine.packages)
        try:
            print(f"{engine.name}: {engine.executable()}")
        except FileNotFoundError as error:
            print(f"{engine.name}: {error}")
    try:
        print(f"Chromium: {full_chromium()}; headless shell: {chromium_shell()}")
    except FileNotFoundError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
