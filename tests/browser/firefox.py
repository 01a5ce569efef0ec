"""Find Firefox for the benchmarks, or install it: `python -m tests.browser.firefox`."""

from __future__ import annotations

import os
import shutil

from tests.browser.system_packages import install

_ADVICE = "no Firefox was found or could be installed: install one, or name it in FDNN_FIREFOX"


def executable() -> str:
    """Return the path of a Firefox: the one named by FDNN_FIREFOX, or one on the PATH."""
    found = os.environ.get("FDNN_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    if not found:
        raise FileNotFoundError(_ADVICE)
    return found


if __name__ == "__main__":
    try:
        executable()
    except FileNotFoundError:
        install("firefox-esr")
    try:
        print("Firefox:", executable())
    except FileNotFoundError as error:
        print(error)  # its rows will be missing, the others not
