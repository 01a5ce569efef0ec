"""A server with faults: what it does to one file, or to all, is told by the test."""

from __future__ import annotations

import io
import json
from http import HTTPStatus
from pathlib import Path
from threading import Event
from typing import BinaryIO

from tests.browser.server import Handler


class FaultyHandler(Handler):
    """Answers as the attributes of its class say; make a subclass for each server."""

    file = ""  # part of the path that the fault is in
    fault = ""  # "missing", "truncated", "flipped", "wrong type", "stalled", "broken off"
    absent: tuple[str, ...] = ()  # files that are not there either
    dead = False
    released: Event

    @classmethod
    def serving(cls) -> type[FaultyHandler]:
        """Return a class of its own for one server."""
        return type("Server", (cls,), {"released": Event()})

    @classmethod
    def set(cls, file: str = "", fault: str = "") -> None:
        """Let what is stalled go, and have another fault."""
        cls.released.set()
        cls.released = Event()
        cls.file, cls.fault = file, fault

    def do_POST(self) -> None:
        """Take attributes as JSON: `{"fault": ["pyodide.mjs", "missing"], "absent": [], "dead": false}`."""
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        cls = type(self)
        cls.dead, cls.absent = told.get("dead", False), tuple(told.get("absent", ()))
        cls.set(*told.get("fault", ("", "")))
        self.send_response(HTTPStatus.NO_CONTENT)
        self.end_headers()

    def do_GET(self) -> None:
        if self.dead:
            self.close_connection = True
            return
        super().do_GET()

    def send_head(self) -> BinaryIO | None:
        if any(name in self.path for name in self.absent):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        fault, released = self.fault, self.released  # a test may end the fault meanwhile
        if not fault or self.file not in self.path:
            return super().send_head()
        if fault == "missing":
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        path = self.translate_path(self.path)
        content = bytearray(Path(path).read_bytes())
        if fault == "truncated":
            del content[len(content) // 2 :]
        elif fault == "flipped":
            content[len(content) // 2] ^= 1
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/plain" if fault == "wrong type" else self.guess_type(path))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if fault in ("stalled", "broken off"):
            self.wfile.write(content[: len(content) // 2])
            self.wfile.flush()
            if fault == "stalled":
                released.wait()
            self.close_connection = True
            return None
        return io.BytesIO(content)
