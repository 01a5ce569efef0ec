"""Run a script in a page of Firefox or WebKitGTK: the server adds it to the page, and it posts its result."""

from __future__ import annotations

import json
from collections import deque
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from queue import Empty, Queue
from typing import Any, BinaryIO

from tests.browser.support.firefox_webkit import Engine
from tests.browser.support.server import PREFIX, Handler, serve

TIMEOUT = 240  # seconds from the start of the browser to the result


def run_script(engine: Engine, site: Path, page: str, script: str, handler: type[Handler] = Handler) -> Any:
    """Open a page of the site and return the value that its script passes to `returned()`.

    Parameters
    ----------
    engine : Engine
    site : Path
        Folder of the built site.
    page : str
        Address of the page, relative to the site.
    script : str
        JavaScript module, run once `<fdnn-demo>` is defined.
    handler : type[Handler]
        Handler of the server.

    Raises
    ------
    FileNotFoundError
        If the browser is not installed.
    RuntimeError
        If the script throws, or returns nothing within 240 s.
    """
    answers: Queue[dict[str, Any]] = Queue()
    requests: deque[str] = deque(maxlen=1)
    with (
        serve(site, _handler(page, script, answers, requests, handler)) as address,
        engine.open(f"{address}/{page}"),
    ):
        try:
            answer = answers.get(timeout=TIMEOUT)
        except Empty:
            last = requests[0] if requests else "nothing"
            message = f"{engine.name} returned nothing within {TIMEOUT} s; its last request was for {last}"
            raise RuntimeError(message) from None
    if "error" in answer:
        raise RuntimeError(f"the script failed in {engine.name}: {answer['error']}")
    return answer["value"]


def _handler(
    page: str, script: str, answers: Queue[dict[str, Any]], requests: deque[str], base: type[Handler]
) -> type[Handler]:
    injected = f"""
        const post = (answer) => fetch("{PREFIX}/answer", {{method: "POST", body: JSON.stringify(answer)}});
        const returned = (value) => post({{value}});
        addEventListener("error", ({{message}}) => post({{error: message}}));
        addEventListener("unhandledrejection", ({{reason}}) => post({{error: String(reason)}}));
        await customElements.whenDefined("fdnn-demo");
        {script.replace("export ", "")}"""

    class Injecting(base):  # type: ignore[valid-type, misc]
        def do_GET(self) -> None:
            requests.append(self.path)
            if self.path == f"{PREFIX}/injected.js":
                self.wfile.write(self._with_headers("text/javascript", injected).read())
            else:
                super().do_GET()

        def send_head(self) -> BinaryIO | None:
            if self.path != f"{PREFIX}/{page}":
                return super().send_head()
            html = Path(self.translate_path(f"{self.path}index.html")).read_text()
            return self._with_headers(
                "text/html", f'{html}<script type="module" src="{PREFIX}/injected.js"></script>'
            )

        def do_POST(self) -> None:
            if self.path != f"{PREFIX}/answer":
                super().do_POST()
                return
            answers.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self._with_headers("text/plain", "")

        def _with_headers(self, content_type: str, text: str) -> BinaryIO:
            body = text.encode()
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", f"{content_type}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            return BytesIO(body)

    return Injecting
