"""A site built once, a browser started once, and for each test a fresh page that may not misbehave unseen."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.chromium import launch
from tests.browser.engines import ENGINES, Engine, WebKitGTK
from tests.browser.server import PREFIX, build_site, serve

BOOT_MS = 60_000
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly, and once if tests run in several processes."""
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent  # of all of them
    folder, built = run / "site", run / "site-is-built"
    with (run / "site-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.exists():
            build_site(folder)
            built.touch()
    return folder


@pytest.fixture(scope="module")
def bare_site(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site whose pages have no policy of their own."""
    folder = tmp_path_factory.mktemp("bare") / "site"
    shutil.copytree(site, folder, copy_function=os.link)
    for path in folder.rglob("*.html"):
        html, policies = POLICY.subn("", path.read_text(encoding="utf-8"))
        assert policies == 1
        path.unlink()  # it is the site's
        path.with_name(f"{path.name}.br").unlink()
        path.write_text(html, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    with serve(site) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium's shell."""
    with sync_playwright() as playwright:
        chromium = launch(playwright.chromium)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module", params=ENGINES, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine besides Chromium; WebKitGTK where there is one."""
    found: Engine = request.param
    if isinstance(found, WebKitGTK) and not found.is_installed():
        pytest.skip("there is no WebKitGTK here")
    return found


OpenContext = Callable[..., Any]


def contexts(browser: Browser, address: str) -> OpenContext:
    """Contexts whose pages must not report errors to the console or leave their origin.

    Without service workers, unless asked for: what they answer a test neither sees nor can break.
    """

    @contextmanager
    def opened(
        expected_errors: tuple[str, ...] = (), service_workers: str = "block", **options: Any
    ) -> Iterator[BrowserContext]:
        context = browser.new_context(base_url=f"{address}/", service_workers=service_workers, **options)
        faults: list[str] = []
        origin = address.removesuffix(PREFIX)

        def watch_request(request: Any) -> None:
            if not request.url.startswith((origin, "data:", "blob:")):
                faults.append(f"request to {request.url}")

        def watch_console(message: Any) -> None:
            if message.type == "error" and not any(text in message.text for text in expected_errors):
                faults.append(f"console: {message.text} {message.location}")

        context.on("request", watch_request)
        context.on("console", watch_console)
        context.on("weberror", lambda error: faults.append(f"uncaught: {error.error}"))
        yield context
        context.close()
        assert faults == []

    return opened


@pytest.fixture(scope="module")
def open_context(browser: Browser, address: str) -> OpenContext:
    """Contexts whose pages must not report errors to the console or leave their origin."""
    return contexts(browser, address)


@pytest.fixture
def page(open_context: OpenContext) -> Iterator[Page]:
    """A fresh page."""
    with open_context() as context:
        yield context.new_page()


class Demo:
    """A demo in a page, handled as a reader would."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.root = page.locator(f"fdnn-demo[name={name}]")

    def control(self, name: str) -> Any:
        """The native control of that name."""
        return self.root.locator(f"[name={name}]")

    def figure(self, key: str) -> Any:
        """The figure of that key."""
        return self.root.locator(f"[data-figure={key}]")

    @property
    def frames(self) -> int:
        """How many frames were drawn."""
        return int(self.root.get_attribute("data-frames") or 0)

    def go_live(self) -> None:
        """Touch the demo and wait for Python's first frame."""
        self.root.locator("form.fdnn-controls").hover()
        self.root.and_(self.page.locator("[data-state=live]:not([data-frames='0'])")).wait_for(
            timeout=BOOT_MS
        )

    def frame_with(self, act: Callable[[], Any], **values: Any) -> dict[str, Any]:
        """Do something and return the detail of the first frame that shows these values."""
        self.root.evaluate(
            """(root, [wanted, patience]) => { root.awaited = new Promise((resolve, reject) => {
                root.addEventListener("fdnn:frame", ({detail}) =>
                    Object.keys(wanted).every(name => detail.values[name] === wanted[name])
                    && resolve(detail));
                setTimeout(() => reject(new Error("no such frame came")), patience);
            }) }""",
            [values, BOOT_MS],
        )
        act()
        detail: dict[str, Any] = self.root.evaluate("root => root.awaited")
        return detail


@pytest.fixture
def xray(page: Page) -> Demo:
    """Activation X-Ray, as first painted."""
    page.goto("demos/activation-xray/")
    return Demo(page, "activation_xray")
