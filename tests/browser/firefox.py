"""Find Firefox, or install it: `python -m tests.browser.firefox`.

A script runs in a page without a driver: the page is served with it, and it posts what it has found.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from http import HTTPStatus
from pathlib import Path
from queue import Empty, Queue
from tempfile import TemporaryDirectory
from typing import Any

from tests.browser.server import PREFIX, Handler, serve
from tests.browser.system_packages import install

_ADVICE = "no Firefox was found or could be installed: install one, or name it in FDNN_FIREFOX"
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


def executable() -> str:
    """Return the path of a Firefox: the one named by FDNN_FIREFOX, or one on the PATH."""
    found = os.environ.get("FDNN_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    if not found:
        raise FileNotFoundError(_ADVICE)
    return found


def run(site: Path, page: str, script: str, server: type[Handler] = Handler) -> Any:
    """Open a page of the site, and return what the script hands to `returned()`.

    FileNotFoundError without Firefox; RuntimeError with the error of the script, or if nothing comes.
    """
    browser = executable()
    answers: Queue[dict[str, Any]] = Queue()
    with TemporaryDirectory() as profile, serve(site, _handler(page, script, answers, server)) as address:
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


def _handler(page: str, script: str, answers: Queue[dict[str, Any]], server: type[Handler]) -> type[Handler]:
    injected = f"""
        const post = (answer) => fetch("{PREFIX}/answer", {{method: "POST", body: JSON.stringify(answer)}});
        const returned = (value) => post({{value}});
        addEventListener("error", ({{message}}) => post({{error: message}}));
        addEventListener("unhandledrejection", ({{reason}}) => post({{error: String(reason)}}));
        await customElements.whenDefined("fdnn-demo");
        {script.replace("export ", "")}"""

    class Injecting(server):  # type: ignore[valid-type, misc]
        def do_GET(self) -> None:
            if self.path == f"{PREFIX}/{page}":
                html = Path(self.translate_path(f"{self.path}index.html")).read_text()
                self._answer("text/html", f'{html}<script type="module" src="{PREFIX}/injected.js"></script>')
            elif self.path == f"{PREFIX}/injected.js":
                self._answer("text/javascript", injected)
            else:
                super().do_GET()

        def do_POST(self) -> None:
            if self.path != f"{PREFIX}/answer":
                super().do_POST()
                return
            answers.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self._answer("text/plain", "")

        def _answer(self, kind: str, text: str) -> None:
            body = text.encode()
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Injecting


if __name__ == "__main__":
    try:
        executable()
    except FileNotFoundError:
        install("firefox-esr")
    print("Firefox:", executable())
