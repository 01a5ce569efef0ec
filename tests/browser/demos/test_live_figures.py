"""Figures go live: Python starts once, and computes the figures near the viewport."""

from playwright.sync_api import expect

from tests.browser.support.demo import BOOT_MS, LIVE, Demo, python_workers


def test_once_python_runs_only_the_figures_near_the_viewport_are_live(page):
    page.goto("")
    figures = page.locator("fdnn-demo")
    posters = page.locator("fdnn-demo[data-state=poster]")
    expect(posters).to_have_count(figures.count())  # being visible does not start Python
    first = Demo(page, figures.first.get_attribute("name"))
    first.root.scroll_into_view_if_needed()
    first.go_live()
    expect(figures.last).to_have_attribute("data-state", "poster")
    for figure in figures.all():
        figure.scroll_into_view_if_needed()
        expect(figure.and_(page.locator(LIVE))).to_be_visible(timeout=BOOT_MS)
    assert len(python_workers(page)) == 1


def test_a_link_to_a_state_keeps_the_live_page(page):
    page.goto("demos/phase-vs-magnitude/")
    phase = Demo(page, "phase_vs_magnitude")
    phase.go_live()
    before = phase.frames
    link = page.get_by_role("link", name="B's magnitudes with A's phases", exact=True)
    phase.frame_with(link.click, magnitude=1)
    assert phase.frames > before
    phase.frame_with(page.go_back, magnitude=0)
    assert phase.frames > before + 1
