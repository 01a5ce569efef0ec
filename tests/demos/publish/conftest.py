from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest


@dataclass
class FakeCdn:
    """A CDN on the loopback interface that serves `files` and records the requests."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)  # all others are 404
    stalled: set[str] = field(default_factory=set)  # answers that stall after the first byte
    requested: list[str] = field(default_factory=list)
    closing: Event = field(default_factory=Event)


@pytest.fixture
def cdn(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeCdn]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    fake = FakeCdn()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.removeprefix("/folder/")
            fake.requested.append(name)
            if name not in fake.files:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Length", str(len(fake.files[name])))
            self.end_headers()
            self.wfile.write(fake.files[name][: 1 if name in fake.stalled else None])
            if name in fake.stalled:
                self.wfile.flush()
                fake.closing.wait()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        fake.url = f"http://127.0.0.1:{server.server_port}/folder/"
        yield fake
        fake.closing.set()
        server.shutdown()
        thread.join()
