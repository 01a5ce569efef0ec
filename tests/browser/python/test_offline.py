"""The service worker: offline use, integrity of cached files, updates, and a full disk."""

import json
import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from demos.publish.delivery.offline import write_service_worker
from tests.browser.support.contexts import contexts
from tests.browser.support.demo import BOOT_MS, LIVE, Demo, python_workers
from tests.browser.support.pages import DEMO_PAGES
from tests.browser.support.server import Handler, serve

PAGE = "demos/activation-xray/"
CACHED_URLS = """caches.keys().then(async (names) => (await Promise.all(names.map(async (name) =>
    (await (await caches.open(name)).keys()).map(({url}) => url)))).flat())"""
DAMAGE = """async (name) => {
    const [ours] = await caches.keys();
    const cache = await caches.open(ours);
    const {url} = (await cache.keys()).find(({url}) => url.includes(name));
    const {headers} = await cache.match(url);
    await cache.put(url, new Response(new Uint8Array(1000), {headers}));
}"""
CACHED_LENGTH = """async (name) => {
    const [ours] = await caches.keys();
    const cache = await caches.open(ours);
    const request = (await cache.keys()).find(({url}) => url.includes(name));
    const cached = request && (await cache.match(request)); // missing while it is fetched again
    return cached ? (await cached.arrayBuffer()).byteLength : 0;
}"""


class StoppableHandler(Handler):
    """Redirects 404.html, as some hosts do; while `is_down`, answers for `still_served` files only."""

    is_down = False
    still_served = ()

    def do_GET(self):
        if self.is_down and not self.path.endswith(self.still_served):
            self.close_connection = True
        elif self.path.endswith("/404.html"):
            self.send_response(308)
            self.send_header("Location", self.path.removesuffix(".html"))
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path.endswith("/404"):
            self.path += ".html"
            super().do_GET()
        else:
            super().do_GET()


@pytest.fixture
def handler():
    """A handler class whose `is_down` a test can set."""
    return type("Server", (StoppableHandler,), {})


def open_xray(context):
    demo = Demo(context.new_page(), "activation_xray")
    demo.page.goto(PAGE)
    return demo


def wait_until(page, holds, arg):
    """Wait until an asynchronous JavaScript function returns a true value in the page."""
    page.evaluate(
        f"""async (arg) => {{
            const holds = {holds};
            const end = performance.now() + {BOOT_MS};
            while (!(await holds(arg))) {{
                if (performance.now() > end) throw new Error("the condition did not become true");
                await new Promise((resolve) => setTimeout(resolve, 50));
            }}
        }}""",
        arg,
    )


def wait_until_cached(page, *names):
    wait_until(
        page,
        f"async (names) => {{ const urls = await {CACHED_URLS};"
        " return names.every((name) => urls.some((url) => url.includes(name))) }",
        names,
    )


def test_after_one_visit_the_site_works_offline_and_damaged_files_are_replaced(browser, site, handler):
    with serve(site, handler) as url:
        lost = ("net::ERR", "Failed to load resource")
        with contexts(browser, url)(lost, service_workers="allow") as context:
            first = open_xray(context)
            first.go_live()
            table = first.figure("counts").inner_text()
            worker = (site / "service-worker.js").read_text()
            listed = json.loads(worker.removeprefix("const SITE = ").partition(";\n")[0])
            wait_until_cached(first.page, *(f"/{path}?" for path in listed["pages"] | listed["python"]))
            handler.is_down = True
            offline = open_xray(context)
            offline.go_live()
            assert offline.figure("counts").inner_text() == table
            offline.page.locator(".md-footer__link--next").click()
            phase = offline.page.locator(f"fdnn-demo[name=phase_vs_magnitude]{LIVE}")
            expect(phase).to_be_visible(timeout=BOOT_MS)
            assert len(python_workers(offline.page)) == 1
            for path in (*DEMO_PAGES, "credits/", "references/"):
                offline.page.goto(path)
                expect(offline.page.locator("h1").first).to_be_visible()
            offline.page.goto("nowhere/")
            expect(offline.page.locator("h1").first).to_contain_text("404")

            handler.is_down = False
            for name in ("python_stdlib.zip", "pyodide.mjs"):
                offline.page.evaluate(DAMAGE, name)
            repaired = open_xray(context)
            repaired.go_live()
            assert repaired.root.get_attribute("data-start") == "snapshot"
            size = (site / "pyodide" / "python_stdlib.zip").stat().st_size
            holds = f"async ([name, size]) => await ({CACHED_LENGTH})(name) === size"
            wait_until(repaired.page, holds, ["python_stdlib.zip", size])


@pytest.fixture
def newer(site, tmp_path):
    """A copy of the site, for `release`."""
    return Path(shutil.copytree(site, tmp_path / "site", copy_function=os.link))


def release(site):
    """Replace the site by a newer version, in which the page Credits is called Thanks."""
    text = (site / "credits/index.html").read_text().replace("Credits", "Thanks")
    for name in ("credits/index.html", "service-worker.js"):
        for ending in ("", ".br", ".gz"):  # hard links to the site of other tests
            (site / f"{name}{ending}").unlink()
    (site / "credits/index.html").write_text(text)
    write_service_worker(site, json.loads((site / "pyodide/manifest.json").read_text())["stages"])


def test_a_newer_version_is_offered_and_loaded_on_a_click(browser, newer):
    with serve(newer) as url, contexts(browser, url)(service_workers="allow") as context:
        page = context.new_page()
        page.goto("credits/")
        wait_until_cached(page, "credits/index.html")
        page.evaluate("navigator.serviceWorker.ready")
        old = page.evaluate(CACHED_URLS)
        release(newer)
        page.reload()
        notice = page.locator(".fdnn-update")
        expect(notice).to_contain_text("A newer version of this site is ready.")
        tab = context.new_page()
        tab.goto("references/")
        expect(tab.locator(".fdnn-update")).to_be_visible()
        assert set(old) <= set(page.evaluate(CACHED_URLS))
        with page.expect_navigation():
            notice.get_by_role("button", name="Load it").click()
        expect(page.locator("h1")).to_have_text("Thanks¶")
        expect(notice).to_have_count(0)
        gone = next(url for url in old if "credits/index.html" in url)
        wait_until(page, f"async (gone) => !(await {CACHED_URLS}).includes(gone)", gone)
        with tab.expect_navigation():  # it shows the newer version from its cache
            tab.get_by_role("button", name="Load it").click()


UPDATE = """async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const { installing } = registration;
    const changed = () =>
        new Promise((resolve) => installing.addEventListener("statechange", resolve, { once: true }));
    while (!["installed", "redundant"].includes(installing.state)) await changed();
    return installing.state;
}"""


def test_an_incomplete_update_keeps_the_last_version(browser, newer, handler):
    with serve(newer, handler) as url:
        lost = ("net::ERR", "Failed to load resource", "could not be fetched")
        with contexts(browser, url)(lost, service_workers="allow") as context:
            page = context.new_page()
            page.goto("credits/")
            wait_until_cached(page, "credits/index.html")
            release(newer)
            handler.is_down, handler.still_served = True, ("/service-worker.js",)
            assert page.evaluate(UPDATE) == "redundant"
            page.reload()
            expect(page.locator("h1")).to_have_text("Credits¶")
            handler.is_down = False
            assert page.evaluate(UPDATE) == "installed"
            expect(page.locator(".fdnn-update")).to_be_visible()


def test_reading_one_page_caches_that_page_and_not_python(browser, site, handler):
    with serve(site, handler) as url:
        lost = ("net::ERR", "Failed to load resource")
        with contexts(browser, url)(lost, service_workers="allow") as context:
            page = context.new_page()
            page.goto("references/")
            wait_until_cached(page, "references/index.html", "assets/fdnn/styles/site.css")
            assert not [
                name for name in page.evaluate(CACHED_URLS) if "/ledger/" in name or "/pyodide/" in name
            ]
            handler.is_down = True
            page.reload()
            expect(page.locator("h1").first).to_contain_text("References")


@pytest.mark.parametrize("quota", [0, 1_000_000])
def test_without_storage_space_the_site_works(browser, address, quota):
    with contexts(browser, address)(service_workers="allow") as context:
        page = context.new_page()
        page.context.new_cdp_session(page).send(
            "Storage.overrideQuotaForOrigin", {"origin": address.rpartition("/some")[0], "quotaSize": quota}
        )
        page.goto("credits/")
        page.evaluate("navigator.serviceWorker.ready")
        page.goto("references/")
        expect(page.locator("h1").first).to_contain_text("References")
