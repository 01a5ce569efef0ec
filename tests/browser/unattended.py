"""Run a script in a page without a driver: the page is served with it, and it posts what it has found."""

from __future__ import annotations

import json
from collections import deque
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from queue import Empty, Queue
from typing import Any, BinaryIO

from tests.browser.engines import Engine
from tests.browser.server import PREFIX, Handler, serve

SECONDS = 240  # that a page may take


def run(engine: Engine, site: Path, page: str, script: str, server: type[Handler] = Handler) -> Any:
    """Open a page of the site, and return what the script hands to `returned()`.

    FileNotFoundError without the engine; RuntimeError with the error of the script, or if nothing comes.
    """
    answers: Queue[dict[str, Any]] = Queue()
    asked: deque[str] = deque(maxlen=1)
    with (
        serve(site, _handler(page, script, answers, asked, server)) as address,
        engine.open(f"{address}/{page}"),
    ):
        try:
            answer = answers.get(timeout=SECONDS)
        except Empty:
            last = asked[0] if asked else "nothing"
            message = f"{engine.name} must answer within {SECONDS} s, and last asked for {last}"
            raise RuntimeError(message) from None
    if "error" in answer:
        raise RuntimeError(f"the script must run in {engine.name}, got {answer['error']}")
    return answer["value"]


def _handler(
    page: str, script: str, answers: Queue[dict[str, Any]], asked: deque[str], server: type[Handler]
) -> type[Handler]:
    injected = f"""
        const post = (answer) => fetch("{PREFIX}/answer", {{method: "POST", body: JSON.stringify(answer)}});
        const returned = (value) => post({{value}});
        addEventListener("error", ({{message}}) => post({{error: message}}));
        addEventListener("unhandledrejection", ({{reason}}) => post({{error: String(reason)}}));
        await customElements.whenDefined("fdnn-demo");
        {script.replace("export ", "")}"""

    class Injecting(server):  # type: ignore[valid-type, misc]
        def do_GET(self) -> None:
            asked.append(self.path)
            if self.path == f"{PREFIX}/injected.js":
                self.wfile.write(self._headed("text/javascript", injected).read())
            else:
                super().do_GET()

        def send_head(self) -> BinaryIO | None:
            if self.path != f"{PREFIX}/{page}":
                return super().send_head()
            html = Path(self.translate_path(f"{self.path}index.html")).read_text()
            return self._headed(
                "text/html", f'{html}<script type="module" src="{PREFIX}/injected.js"></script>'
            )

        def do_POST(self) -> None:
            if self.path != f"{PREFIX}/answer":
                super().do_POST()
                return
            answers.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self._headed("text/plain", "")

        def _headed(self, kind: str, text: str) -> BinaryIO:
            body = text.encode()
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            return BytesIO(body)

    return Injecting
