"""After one visit the site works without a network; what is kept is checked, and gives way to newer files."""

import json
import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from demos.publish.delivery.offline import write_service_worker
from tests.browser.conftest import BOOT_MS, Demo, contexts
from tests.browser.server import Handler, serve
from tests.browser.test_site import PAGES
from tests.browser.test_visit import LIVE, pythons

PAGE = "demos/activation-xray/"
KEPT = """caches.keys().then(async (names) => (await Promise.all(names.map(async (name) =>
    (await (await caches.open(name)).keys()).map(({url}) => url)))).flat())"""
SPOIL = """async (name) => {
    const [ours] = await caches.keys();
    const cache = await caches.open(ours);
    const {url} = (await cache.keys()).find(({url}) => url.includes(name));
    const {headers} = await cache.match(url);
    await cache.put(url, new Response(new Uint8Array(1000), {headers}));
}"""
LENGTH = """async (name) => {
    const [ours] = await caches.keys();
    const cache = await caches.open(ours);
    const request = (await cache.keys()).find(({url}) => url.includes(name));
    const kept = request && (await cache.match(request)); // while it is fetched again there is none
    return kept ? (await kept.arrayBuffer()).byteLength : 0;
}"""


class Mortal(Handler):
    """Answers nobody once it is dead, but for what is `spared`; leads from 404.html elsewhere, as some do."""

    dead = False
    spared = ()

    def do_GET(self):
        if self.dead and not self.path.endswith(self.spared):
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
def mortal():
    """A server to be killed."""
    return type("Server", (Mortal,), {})


def open_xray(context):
    demo = Demo(context.new_page(), "activation_xray")
    demo.page.goto(PAGE)
    return demo


def wait_until(page, holds, arg):
    """Wait for what an asynchronous function in the page returns to be true."""
    page.evaluate(
        f"""async (arg) => {{
            const holds = {holds};
            const end = performance.now() + {BOOT_MS};
            while (!(await holds(arg))) {{
                if (performance.now() > end) throw new Error("it did not come to hold");
                await new Promise((resolve) => setTimeout(resolve, 50));
            }}
        }}""",
        arg,
    )


def wait_until_kept(page, *names):
    wait_until(
        page,
        f"async (names) => {{ const urls = await {KEPT};"
        " return names.every((name) => urls.some((url) => url.includes(name))) }",
        names,
    )


def test_one_visit_and_the_server_may_die(browser, site, mortal):
    with serve(site, mortal) as url:
        lost = ("net::ERR", "Failed to load resource")
        with contexts(browser, url)(lost, service_workers="allow") as context:
            first = open_xray(context)
            first.go_live()
            table = first.figure("counts").inner_text()
            worker = (site / "service-worker.js").read_text()
            listed = json.loads(worker.removeprefix("const SITE = ").partition(";\n")[0])
            wait_until_kept(first.page, *(f"/{path}?" for path in listed["pages"] | listed["python"]))
            mortal.dead = True
            again = open_xray(context)
            again.go_live()
            assert again.figure("counts").inner_text() == table
            again.page.locator(".md-footer__link--next").click()
            phase = again.page.locator(f"fdnn-demo[name=phase_vs_magnitude]{LIVE}")
            expect(phase).to_be_visible(timeout=BOOT_MS)
            assert len(pythons(again.page)) == 1
            for path in (*PAGES, "credits/", "references/"):
                again.page.goto(path)
                expect(again.page.locator("h1").first).to_be_visible()
            again.page.goto("nowhere/")
            expect(again.page.locator("h1").first).to_contain_text("404")

            mortal.dead = False
            for name in ("python_stdlib.zip", "pyodide.mjs"):
                again.page.evaluate(SPOIL, name)
            mended = open_xray(context)
            mended.go_live()
            assert mended.root.get_attribute("data-start") == "snapshot"
            size = (site / "pyodide" / "python_stdlib.zip").stat().st_size
            holds = f"async ([name, size]) => await ({LENGTH})(name) === size"
            wait_until(mended.page, holds, ["python_stdlib.zip", size])


@pytest.fixture
def newer(site, tmp_path):
    """The site, of which a newer version can be `release`d."""
    return Path(shutil.copytree(site, tmp_path / "site", copy_function=os.link))


def release(site):
    """Put a newer version in place, in which the credits are thanks."""
    text = (site / "credits/index.html").read_text().replace("Credits", "Thanks")
    for name in ("credits/index.html", "service-worker.js"):
        for ending in ("", ".br", ".gz"):  # links to what others test
            (site / f"{name}{ending}").unlink()
    (site / "credits/index.html").write_text(text)
    write_service_worker(site, json.loads((site / "pyodide/manifest.json").read_text())["stages"])


def test_a_newer_version_is_offered_and_taken_when_the_reader_says_so(browser, newer):
    with serve(newer) as url, contexts(browser, url)(service_workers="allow") as context:
        page = context.new_page()
        page.goto("credits/")
        wait_until_kept(page, "credits/index.html")
        page.evaluate("navigator.serviceWorker.ready")
        old = page.evaluate(KEPT)
        release(newer)
        page.reload()
        notice = page.locator(".fdnn-update")
        expect(notice).to_contain_text("A newer version of this site is ready.")
        tab = context.new_page()
        tab.goto("references/")
        expect(tab.locator(".fdnn-update")).to_be_visible()
        assert set(old) <= set(page.evaluate(KEPT))
        with page.expect_navigation():
            notice.get_by_role("button", name="Load it").click()
        expect(page.locator("h1")).to_have_text("Thanks¶")
        expect(notice).to_have_count(0)
        gone = next(url for url in old if "credits/index.html" in url)
        wait_until(page, f"async (gone) => !(await {KEPT}).includes(gone)", gone)
        with tab.expect_navigation():  # it has the newer version already
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


def test_a_newer_version_that_comes_only_in_part_leaves_the_last_one(browser, newer, mortal):
    with serve(newer, mortal) as url:
        lost = ("net::ERR", "Failed to load resource", "could not be fetched")
        with contexts(browser, url)(lost, service_workers="allow") as context:
            page = context.new_page()
            page.goto("credits/")
            wait_until_kept(page, "credits/index.html")
            release(newer)
            mortal.dead, mortal.spared = True, ("/service-worker.js",)
            assert page.evaluate(UPDATE) == "redundant"
            page.reload()
            expect(page.locator("h1")).to_have_text("Credits¶")
            mortal.dead = False
            assert page.evaluate(UPDATE) == "installed"
            expect(page.locator(".fdnn-update")).to_be_visible()


def test_a_page_that_was_only_read_is_there_without_a_network_and_no_other_was_fetched(browser, site, mortal):
    with serve(site, mortal) as url:
        lost = ("net::ERR", "Failed to load resource")
        with contexts(browser, url)(lost, service_workers="allow") as context:
            page = context.new_page()
            page.goto("references/")
            wait_until_kept(page, "references/index.html", "assets/fdnn/styles/site.css")
            assert not [name for name in page.evaluate(KEPT) if "/ledger/" in name or "/pyodide/" in name]
            mortal.dead = True
            page.reload()
            expect(page.locator("h1").first).to_contain_text("References")


@pytest.mark.parametrize("quota", [0, 1_000_000])
def test_without_room_to_keep_anything_the_site_works_as_ever(browser, address, quota):
    with contexts(browser, address)(service_workers="allow") as context:
        page = context.new_page()
        page.context.new_cdp_session(page).send(
            "Storage.overrideQuotaForOrigin", {"origin": address.rpartition("/some")[0], "quotaSize": quota}
        )
        page.goto("credits/")
        page.evaluate("navigator.serviceWorker.ready")
        page.goto("references/")
        expect(page.locator("h1").first).to_contain_text("References")
