"""Serve the site locally and rebuild it after every change: `python -m demos.publish.serve --port 8000`.

Each build runs in a new process, so it uses the Python code and the data as they are in the files at that
moment, and an error in a build does not end the server.
"""

from __future__ import annotations

import argparse
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from mkdocs.livereload import LiveReloadServer

from demos.publish.delivery.security_policy import allow_added_scripts
from fdnn_core.cliff.command.argument_types import whole_number

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
WATCHED = ("demos", "docs", "fdnn_core", "CITATION.cff", "mkdocs.yml", "pyproject.toml")
_LAST_PORT = 65535


class PreviewServer(LiveReloadServer):
    """MkDocs' development server, which rebuilds and reloads, with each build in a new folder."""

    def __init__(self, port: int, folder: Path) -> None:
        super().__init__(self.rebuild, HOST, port, root=str(folder / "0"))
        self.error_handler = self._error_page
        self._folder = folder
        self._builds = 0

    @property
    def has_site(self) -> bool:
        """Whether a build has succeeded."""
        return Path(self.root).is_dir()

    def rebuild(self) -> None:
        """Build the site; if that fails, go on serving the last good build."""
        self._builds += 1
        site = self._folder / str(self._builds)
        if build(site):
            self.root = str(site)
        elif self.has_site:
            print("serve: the build failed; the pages are still those of the last good one", file=sys.stderr)
        for folder in self._folder.iterdir():
            if folder != Path(self.root):
                shutil.rmtree(folder)

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """Add MkDocs' reload script to a page, and allow it in the page's security policy."""
        with_script: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        return allow_added_scripts(with_script.decode()).encode()

    def _error_page(self, code: int) -> bytes | None:
        page = Path(self.root, f"{code}.html")
        return page.read_bytes() if page.is_file() else None


def build(folder: Path) -> bool:
    """Build the site into a folder in a new process; return whether that succeeded."""
    environment = {
        "FDNN_PREVIEW": "true",
        "SITE_URL": "",
        # Files that Python writes below the watched folders would start the next build.
        "PYTHONPYCACHEPREFIX": str(ROOT / "build" / "pycache"),
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder)]
    return subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=False).returncode == 0


def require_free(port: int) -> None:
    """Exit with one line if another program listens on the port.

    Raises
    ------
    SystemExit
        If the port cannot be used.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            other = port + 1 if port < _LAST_PORT else port - 1
            sys.exit(f"serve: port {port} cannot be used: {error.strerror}. Try `make serve PORT={other}`.")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser("python -m demos.publish.serve", description="Serve the site locally.")
    port_type = whole_number(1, _LAST_PORT)
    parser.add_argument(
        "--port", type=port_type, default=8000, help="port on 127.0.0.1 (default: %(default)s)"
    )
    port = parser.parse_args(arguments).port
    require_free(port)
    signal.signal(signal.SIGTERM, _interrupt)
    logging.basicConfig(level=logging.INFO, format="%(levelname)-7s -  %(message)s")  # as `mkdocs build` does
    with TemporaryDirectory(prefix="fdnn_site_") as folder:
        server = PreviewServer(port, Path(folder))
        try:
            server.rebuild()
            if not server.has_site:
                sys.exit("serve: the site could not be built, see above")
            for name in WATCHED:
                server.watch(str(ROOT / name))
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
