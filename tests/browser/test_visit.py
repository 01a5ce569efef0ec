"""A visit: Python starts once, and follows the reader from figure to figure."""

from playwright.sync_api import expect

from tests.browser.conftest import BOOT_MS, Demo

LIVE = "[data-state=live]:not([data-frames='0'])"


def pythons(page):
    """The workers of a page but that of the theme's search."""
    return [worker for worker in page.workers if "/search." not in worker.url]


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


def test_a_link_to_a_state_leaves_the_page_as_it_is(page):
    page.goto("demos/phase-vs-magnitude/")
    phase = Demo(page, "phase_vs_magnitude")
    phase.go_live()
    before = phase.frames
    phase.frame_with(page.get_by_role("link", name="the other way round", exact=True).click, magnitude=1)
    assert phase.frames > before
    phase.frame_with(page.go_back, magnitude=0)
    assert phase.frames > before + 1
