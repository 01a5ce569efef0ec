"""After one visit the site works without a network; what is kept is checked, and gives way to newer files."""

import json
import os
import shutil

import pytest
from playwright.sync_api import expect

from demos.publish.offline import write_worker
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
    """Answers nobody once it is dead."""

    dead = False

    def do_GET(self):
        if self.dead:
            self.close_connection = True
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
            again.page.evaluate(SPOIL, "python_stdlib.zip")
            mended = open_xray(context)
            mended.go_live()
            size = (site / "pyodide" / "python_stdlib.zip").stat().st_size
            holds = f"async ([name, size]) => await ({LENGTH})(name) === size"
            wait_until(mended.page, holds, ["python_stdlib.zip", size])


def test_a_newer_version_is_offered_and_taken_when_the_reader_says_so(browser, site, tmp_path):
    shutil.copytree(site, tmp_path / "site", copy_function=os.link)
    newer = tmp_path / "site"
    stages = json.loads((newer / "pyodide/manifest.json").read_text())["stages"]
    with serve(newer) as url, contexts(browser, url)(service_workers="allow") as context:
        page = context.new_page()
        page.goto("credits/")
        wait_until_kept(page, "credits/index.html")
        page.evaluate("navigator.serviceWorker.ready")
        old = page.evaluate(KEPT)
        text = (newer / "credits/index.html").read_text().replace("Credits", "Thanks")
        for name in ("credits/index.html", "service-worker.js"):
            for ending in ("", ".br", ".gz"):  # links to what others test
                (newer / f"{name}{ending}").unlink()
        (newer / "credits/index.html").write_text(text)
        write_worker(newer, stages)

        page.reload()
        notice = page.locator(".fdnn-update")
        expect(notice).to_contain_text("A newer version of this site is ready.")
        assert set(old) <= set(page.evaluate(KEPT))
        with page.expect_navigation():
            notice.get_by_role("button", name="Load it").click()
        expect(page.locator("h1")).to_have_text("Thanks¶")
        expect(notice).to_have_count(0)
        gone = next(url for url in old if "credits/index.html" in url)
        wait_until(page, f"async (gone) => !(await {KEPT}).includes(gone)", gone)


def test_a_page_that_was_only_read_is_there_without_a_network_and_no_other_was_fetched(browser, site, mortal):
    with serve(site, mortal) as url:
        lost = ("net::ERR", "Failed to load resource")
        with contexts(browser, url)(lost, service_workers="allow") as context:
            page = context.new_page()
            page.goto("references/")
            wait_until_kept(page, "references/index.html", "assets/fdnn/site.css")
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
