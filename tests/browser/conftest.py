"""Fixtures of the browser tests: the built site, one browser for each process, a new page for each test."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.browser.support.chromium import launch
from tests.browser.support.contexts import OpenContext, contexts
from tests.browser.support.demo import Demo
from tests.browser.support.firefox_webkit import ENGINES, Engine, WebKitGTK
from tests.browser.support.server import build_site, serve

expect.set_options(timeout=20_000)  # a busy machine may take seconds
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the site, which the first process that needs it builds."""
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent  # shared by all processes
    folder, built = run / "site", run / "site-is-built"
    with (run / "site-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.exists():
            build_site(folder)
            built.touch()
    return folder


@pytest.fixture(scope="module")
def site_without_policy(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the site without the Content-Security-Policy in its pages."""
    folder = tmp_path_factory.mktemp("without-policy") / "site"
    shutil.copytree(site, folder, copy_function=os.link)
    for path in folder.rglob("*.html"):
        html, policies = _POLICY.subn("", path.read_text(encoding="utf-8"))
        assert policies == 1
        path.unlink()  # a hard link to the site's file
        path.with_name(f"{path.name}.br").unlink()
        path.write_text(html, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Address of the served site, without a slash at the end."""
    with serve(site) as url:
        yield url


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright's driver."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium's headless shell; `plain.test` leads to the loopback interface, as an insecure origin."""
    with launch(playwright.chromium, "--host-resolver-rules=MAP plain.test 127.0.0.1") as chromium:
        yield chromium


@pytest.fixture(scope="session")
def full_browser(playwright: Playwright) -> Iterator[Browser]:
    """Full Chromium with a simulated camera and a memory measurement that answers at once."""
    camera = "--use-fake-device-for-media-stream"
    memory = "--enable-blink-features=ForceEagerMeasureMemory"
    with launch(playwright.chromium, camera, memory, full=True) as chromium:
        yield chromium


@pytest.fixture(scope="module", params=ENGINES, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Firefox, and WebKitGTK where it is installed."""
    found: Engine = request.param
    if isinstance(found, WebKitGTK) and not found.is_installed():
        pytest.skip("WebKitGTK is not installed")
    return found


@pytest.fixture(scope="module")
def open_context(browser: Browser, address: str) -> OpenContext:
    """Function that opens browser contexts for the site."""
    return contexts(browser, address)


@pytest.fixture
def page(open_context: OpenContext) -> Iterator[Page]:
    """A new page."""
    with open_context() as context:
        yield context.new_page()


@pytest.fixture
def xray(page: Page) -> Demo:
    """Activation X-Ray before Python has started."""
    page.goto("demos/activation-xray/")
    return Demo(page, "activation_xray")
