"""Build the site and serve it on the loopback interface."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import BinaryIO

from mkdocs.commands.build import build
from mkdocs.config import load_config

ROOT = Path(__file__).parents[3]
PREFIX = "/some/where"  # path below which the site is served
PUBLIC = f"https://example.org{PREFIX}/"  # `site_url` of the build


def build_site(folder: Path) -> None:
    """Build the site into a folder; a warning is an error."""
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), site_url=PUBLIC, strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)


class Handler(SimpleHTTPRequestHandler):
    """Serves the site's files, in Brotli where the browser accepts it, and logs nothing."""

    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        inside = path.startswith(f"{PREFIX}/")
        return super().translate_path(path.removeprefix(PREFIX) if inside else "/outside the site")

    def send_head(self) -> BinaryIO | None:
        path = self.translate_path(self.path)
        index = "index.html" if path.endswith("/") else ""
        if "br" in self.headers.get("Accept-Encoding", "") and Path(f"{path}{index}.br").is_file():
            self.path = f"{self.path.partition('?')[0]}{index}.br"
        return super().send_head()

    def guess_type(self, path: str) -> str:
        return super().guess_type(path.removesuffix(".br"))

    def end_headers(self) -> None:
        if self.path.endswith(".br"):
            self.send_header("Content-Encoding", "br")
            self.send_header("Vary", "Accept-Encoding")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


class HandlerWithHeaders(Handler):
    """Sends the headers of the site's file `_headers` with every answer."""

    def end_headers(self) -> None:
        for line in Path(self.directory, "_headers").read_text().splitlines()[1:]:
            self.send_header(*line.strip().split(": ", 1))
        super().end_headers()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # browsers close connections at any time


@contextmanager
def serve(site: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serve a folder; yields its address, without a slash at the end."""
    with _Server(("127.0.0.1", 0), partial(handler, directory=str(site))) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))  # seconds until it sees a shutdown
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
        finally:
            server.shutdown()
            thread.join()
