"""A server that answers requests for one file with a fault, or answers nothing at all."""

from __future__ import annotations

import io
import json
from http import HTTPStatus
from pathlib import Path
from threading import Event
from typing import BinaryIO

from tests.browser.support.server import Handler


class FaultyHandler(Handler):
    """Its class attributes say which fault to cause; use one subclass for each server."""

    file = ""  # part of the path of the faulty file
    fault = ""  # "missing", "truncated", "flipped", "wrong type", "stalled" or "broken off"
    absent: tuple[str, ...] = ()  # parts of the paths of further missing files
    is_down = False  # whether to close every connection without an answer
    released: Event  # set to end all stalled answers

    @classmethod
    def new_class(cls) -> type[FaultyHandler]:
        """Return a subclass for one server."""
        return type("Server", (cls,), {"released": Event()})

    @classmethod
    def set(cls, file: str = "", fault: str = "") -> None:
        """End stalled answers and set another fault, or none."""
        cls.released.set()
        cls.released = Event()
        cls.file, cls.fault = file, fault

    def do_POST(self) -> None:
        """Set attributes from JSON: `{"fault": ["numpy.whl", "missing"], "absent": [], "is_down": false}`."""
        wanted = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        cls = type(self)
        cls.is_down, cls.absent = wanted.get("is_down", False), tuple(wanted.get("absent", ()))
        cls.set(*wanted.get("fault", ("", "")))
        self.send_response(HTTPStatus.NO_CONTENT)
        self.end_headers()

    def do_GET(self) -> None:
        if self.is_down:
            self.close_connection = True
            return
        super().do_GET()

    def send_head(self) -> BinaryIO | None:
        if any(name in self.path for name in self.absent):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        fault, released = self.fault, self.released  # the test may set others during the answer
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
