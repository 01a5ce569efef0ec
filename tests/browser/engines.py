"""Find the engines besides Chromium, or install them: `python -m tests.browser.engines`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.system_packages import install

# What a fresh profile would do besides: ask whether it is the default, tell of itself, look for the network.
QUIET = {
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}


class Engine(ABC):
    """A browser that opens a page and is told nothing else."""

    name: str
    packages: tuple[str, ...]  # of Debian

    @abstractmethod
    def executable(self) -> str:
        """Return the browser's path; FileNotFoundError says how to have one."""

    def is_installed(self) -> bool:
        """Return whether there is one."""
        try:
            return bool(self.executable())
        except FileNotFoundError:
            return False

    @abstractmethod
    def open(self, address: str) -> object:
        """Return a context in which a fresh profile has the address open."""


class Firefox(Engine):
    """The one named by FDNN_FIREFOX, or one on the PATH."""

    name = "Firefox"
    packages = ("firefox-esr",)

    def executable(self) -> str:
        found = os.environ.get("FDNN_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
        if not found:
            raise FileNotFoundError(
                "no Firefox was found or could be installed: install one, or name it in FDNN_FIREFOX"
            )
        return found

    @contextmanager
    def open(self, address: str) -> Iterator[None]:
        with TemporaryDirectory() as profile:
            prefs = "".join(f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in QUIET.items())
            (Path(profile) / "user.js").write_text(prefs)
            options = ("--headless", "--no-remote", "--profile", profile)
            with _running(self.executable(), *options, address):
                yield


class WebKitGTK(Engine):
    """The small browser that comes with the library, on a screen that nobody sees."""

    name = "WebKitGTK"
    packages = ("libwebkit2gtk-4.1-0", "xvfb")

    def executable(self) -> str:
        folders = ("lib", "lib/*", "libexec")
        places = [path for at in folders for path in Path("/usr").glob(f"{at}/webkit*gtk-*/MiniBrowser")]
        if not places or not shutil.which("Xvfb"):
            raise FileNotFoundError(
                "no MiniBrowser of WebKitGTK, or no Xvfb, was found or could be installed"
            )
        return str(places[0])

    @contextmanager
    def open(self, address: str) -> Iterator[None]:
        executable = self.executable()
        # With no language, WebKit calls it "C", which Intl does not know.
        with (
            TemporaryDirectory() as home,
            _screen() as display,
            _running(executable, address, HOME=home, DISPLAY=display, LC_ALL="en_US.UTF-8"),
        ):
            yield


ENGINES: tuple[Engine, ...] = (Firefox(), WebKitGTK())


@contextmanager
def _screen() -> Iterator[str]:
    """Have an X server of our own; yields its display."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as process:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                yield f":{told.readline().strip()}"
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


def install_missing() -> None:
    """Install what is missing from the system's packages, where that needs no password; say what there is."""
    for engine in ENGINES:
        if not engine.is_installed():
            install(*engine.packages)
        try:
            print(f"{engine.name}: {engine.executable()}")
        except FileNotFoundError as error:
            print(f"{engine.name}: {error}")


if __name__ == "__main__":
    install_missing()
