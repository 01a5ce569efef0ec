"""A visit: Python starts once, follows the reader from figure to figure and from page to page."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import BOOT_MS, Demo

LIVE = "[data-state=live]:not([data-frames='0'])"


def pythons(page):
    """The workers of a page but that of the theme's search."""
    return [worker for worker in page.workers if "/search." not in worker.url]


@pytest.fixture
def known_pages(site, page, address):
    """A sitemap as it is where the site's address was known at build: within it no page is loaded anew."""
    pages = (f"<url><loc>{address}/{path}</loc></url>" for path in ("", "demos/phase-vs-magnitude/"))
    sitemap = f"<urlset>{''.join(pages)}</urlset>"
    page.context.route("**/sitemap.xml", lambda route: route.fulfill(body=sitemap))


def test_once_python_runs_the_figures_near_the_reader_are_live_and_only_they(page):
    page.goto("")
    figures = page.locator("fdnn-demo")
    posters = page.locator("fdnn-demo[data-state=poster]")
    expect(posters).to_have_count(figures.count())  # seen, and yet nothing starts
    first = Demo(page, figures.first.get_attribute("name"))
    first.root.scroll_into_view_if_needed()
    first.go_live()
    expect(figures.last).to_have_attribute("data-state", "poster")
    for figure in figures.all():
        figure.scroll_into_view_if_needed()
        expect(figure.and_(page.locator(LIVE))).to_be_visible(timeout=BOOT_MS)
    assert len(pythons(page)) == 1


def test_python_survives_the_way_from_page_to_page(known_pages, page):
    page.goto("demos/phase-vs-magnitude/")
    Demo(page, "phase_vs_magnitude").go_live()
    (worker,) = pythons(page)
    fetched = []
    page.on("request", lambda request: fetched.append(Path(request.url).name))
    page.evaluate("window.sameDocument = true")
    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Essay").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("An Exploration")
    figure = page.locator("fdnn-demo").first
    figure.scroll_into_view_if_needed()
    expect(figure.and_(page.locator(LIVE))).to_be_visible(timeout=BOOT_MS)
    page.go_back()
    phase = Demo(page, "phase_vs_magnitude")
    expect(phase.root.and_(page.locator(LIVE))).to_be_visible(timeout=BOOT_MS)
    phase.frame_with(lambda: phase.control("magnitude").fill("0.5"), magnitude=0.5)
    assert page.evaluate("window.sameDocument")
    assert pythons(page) == [worker]
    assert not [name for name in fetched if name.endswith((".wasm", ".whl"))]
