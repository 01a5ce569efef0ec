"""Find and start Firefox and WebKitGTK, which no driver controls: they only open an address."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

# Prevents what a new profile does on its own: questions, telemetry and connectivity checks.
_FIREFOX_PREFERENCES = {
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}


class Engine(ABC):
    """A browser that opens an address with a new profile."""

    name: str
    packages: tuple[str, ...]  # Debian packages to install

    @abstractmethod
    def executable(self) -> str:
        """Return the browser's path; FileNotFoundError if it is not installed."""

    @abstractmethod
    def open(self, address: str) -> AbstractContextManager[None]:
        """Return a context manager during which the browser shows an address."""

    def is_installed(self) -> bool:
        """Return whether the browser is installed."""
        try:
            return bool(self.executable())
        except FileNotFoundError:
            return False


class Firefox(Engine):
    """The Firefox named by FDNN_FIREFOX, or one on the PATH."""

    name = "Firefox"
    packages = ("firefox-esr",)

    def executable(self) -> str:
        found = os.environ.get("FDNN_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
        if not found:
            raise FileNotFoundError(
                "Firefox is missing and could not be installed: install it, or set FDNN_FIREFOX"
            )
        return found

    @contextmanager
    def open(self, address: str) -> Iterator[None]:
        with TemporaryDirectory() as profile:
            preferences = "".join(
                f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
                for name, value in _FIREFOX_PREFERENCES.items()
            )
            (Path(profile) / "user.js").write_text(preferences)
            options = ("--headless", "--no-remote", "--profile", profile)
            with _running(self.executable(), *options, address):
                yield


class WebKitGTK(Engine):
    """WebKitGTK's MiniBrowser on a virtual screen."""

    name = "WebKitGTK"
    packages = ("libwebkit2gtk-4.1-0", "xvfb")

    def executable(self) -> str:
        folders = ("lib", "lib/*", "libexec")
        paths = [path for at in folders for path in Path("/usr").glob(f"{at}/webkit*gtk-*/MiniBrowser")]
        if not paths or not shutil.which("Xvfb"):
            raise FileNotFoundError("WebKitGTK's MiniBrowser or Xvfb is missing and could not be installed")
        return str(paths[0])

    @contextmanager
    def open(self, address: str) -> Iterator[None]:
        executable = self.executable()
        # Without a locale, WebKit calls the language "C", which Intl does not know.
        with (
            TemporaryDirectory() as home,
            _virtual_screen() as display,
            _running(executable, address, HOME=home, DISPLAY=display, LC_ALL="en_US.UTF-8"),
        ):
            yield


ENGINES: tuple[Engine, ...] = (Firefox(), WebKitGTK())


@contextmanager
def _virtual_screen() -> Iterator[str]:
    """Start an X server; yields its display."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as process:
        os.close(writing)
        try:
            with os.fdopen(reading) as display:
                yield f":{display.readline().strip()}"
        finally:
            process.terminate()


@contextmanager
def _running(*command: str, **environment: str) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, env={**os.environ, **environment}) as process:
        try:
            yield
        finally:
            process.terminate()
