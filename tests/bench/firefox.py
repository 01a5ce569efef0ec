"""A page in Firefox, without a driver: it is served with a script in it that posts what it has found."""

from __future__ import annotations

import json
import subprocess
from http import HTTPStatus
from pathlib import Path
from queue import Empty, Queue
from tempfile import TemporaryDirectory
from typing import Any

from tests.browser.firefox import executable
from tests.browser.server import PREFIX, Handler, serve

SECONDS = 240  # that a page may take
# What a fresh profile would do besides: ask whether it is the default, tell of itself, look for the network.
QUIET = {
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}


def run(site: Path, page: str, script: str) -> Any:
    """Open a page of the site, and return what the script hands to `returned()`.

    FileNotFoundError without Firefox; RuntimeError with the error of the script, or if nothing comes.
    """
    browser = executable()
    answers: Queue[dict[str, Any]] = Queue()
    with TemporaryDirectory() as profile, serve(site, _handler(page, script, answers)) as address:
        prefs = "".join(f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in QUIET.items())
        (Path(profile) / "user.js").write_text(prefs)
        command = [browser, "--headless", "--no-remote", "--profile", profile, f"{address}/{page}"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                answer = answers.get(timeout=SECONDS)
            except Empty:
                raise RuntimeError(f"Firefox must answer within {SECONDS} s, got nothing") from None
            finally:
                process.terminate()
    if "error" in answer:
        raise RuntimeError(f"the script must run in Firefox, got {answer['error']}")
    return answer["value"]


def _handler(page: str, script: str, answers: Queue[dict[str, Any]]) -> type[Handler]:
    path = f"{PREFIX}/{page}"
    injected = f"""<script type="module">
        const post = (answer) => fetch("{PREFIX}/answer", {{method: "POST", body: JSON.stringify(answer)}});
        const returned = (value) => post({{value}});
        addEventListener("error", ({{message}}) => post({{error: message}}));
        addEventListener("unhandledrejection", ({{reason}}) => post({{error: String(reason)}}));
        await customElements.whenDefined("fdnn-demo");
        {script.replace("export ", "")}
    </script>"""

    class Injecting(Handler):
        def do_GET(self) -> None:
            if self.path != path:
                super().do_GET()
                return
            body = Path(self.translate_path(f"{path}index.html")).read_text() + injected
            self._answer(HTTPStatus.OK, body.encode())

        def do_POST(self) -> None:
            answers.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self._answer(HTTPStatus.OK, b"")

        def _answer(self, status: HTTPStatus, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Injecting
