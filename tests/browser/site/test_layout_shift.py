"""Layout stability: figures keep their place when Python draws them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.support.demo import BOOT_MS

WATCH = """window.shifts = [];
new PerformanceObserver(list => shifts.push(...list.getEntries().map(entry => entry.value)))
    .observe({type: "layout-shift", buffered: true})"""

NEXT_FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.mark.parametrize("size", [(1280, 900), (360, 740)], ids=str)
@pytest.mark.parametrize("path", ["", "demos/phase-vs-magnitude/"])
def test_figures_keep_their_place_when_python_draws_them(open_context, path, size):
    with open_context(viewport={"width": size[0], "height": size[1]}) as context:
        page = context.new_page()
        page.goto(path)
        page.evaluate(WATCH)
        for demo in page.locator("fdnn-demo").all():
            demo.evaluate("demo => demo.scrollIntoView()")
            page.evaluate(NEXT_FRAME)
            page.evaluate("shifts.splice(0)")  # shifts from laying out the demo as it enters the viewport
            demo.evaluate("demo => demo.dispatchEvent(new FocusEvent('focusin'))")
            expect(demo).to_have_attribute("data-frames", re.compile("[1-9]"), timeout=BOOT_MS)
            page.evaluate(NEXT_FRAME)
            assert sum(page.evaluate("shifts.splice(0)")) < 0.02, demo.get_attribute("name")
