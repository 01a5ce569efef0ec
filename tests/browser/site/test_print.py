"""Printed pages: their content, and that nothing overlaps or is cut off, however wide the window is."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.support.demo import Demo

A4_WIDTH = 718  # CSS pixels between margins of 1 cm
PAGES = {
    "activation_xray": "demos/activation-xray/",
    "phase_vs_magnitude": "demos/phase-vs-magnitude/",
    "sparsity_cliff": "demos/sparsity-cliff/",
}
#: Printing repeats the layout of the page, without running its scripts in between.
NO_RESIZING = """{
    const Observer = ResizeObserver;
    window.ResizeObserver = class extends Observer {
        constructor(callback) { super((...given) => window.printing || callback(...given)) }
    };
}"""
FAULTS = """demo => {
    const box = node => node.getBoundingClientRect();
    const figures = [...demo.querySelectorAll("[data-figure]")].filter(node => node.checkVisibility());
    const faults = [];
    for (const [i, figure] of figures.entries()) {
        const own = box(figure);
        const name = figure.dataset.figure;
        if (own.right > innerWidth + 1 || own.left < -1) faults.push(`${name} is beyond the page`);
        for (const node of figure.querySelectorAll("canvas, svg, img, p, table, figcaption, .uplot div")) {
            const { left, right, bottom, width } = box(node);
            if (!node.checkVisibility() || !width || node.parentElement.closest("svg")) continue;
            if (left < own.left - 1 || right > own.right + 1 || bottom > own.bottom + 1) {
                faults.push(`${node.tagName} of ${name} is beyond its figure`);
            }
        }
        for (const other of figures.slice(i + 1).map(box)) {
            const width = Math.min(own.right, other.right) - Math.max(own.left, other.left);
            const height = Math.min(own.bottom, other.bottom) - Math.max(own.top, other.top);
            if (width > 1 && height > 1) faults.push(`${name} is under another figure`);
        }
    }
    return figures.length ? faults : ["there are no figures"];
}"""


def test_a_printed_page_is_light_and_has_figures_summaries_and_sources_without_controls(open_context):
    with open_context(color_scheme="dark") as context:
        page = context.new_page()
        page.goto("")
        page.emulate_media(media="print")
        demo = page.locator("fdnn-demo").first
        assert demo.evaluate("demo => getComputedStyle(demo).getPropertyValue('--fdnn-theory')") == "#1f2228"
        for control in demo.locator("form, .fdnn-status, .fdnn-code, .fdnn-save").all():
            expect(control).to_be_hidden()
        expect(demo.locator("figure svg").first).to_be_visible()
        plot = demo.locator("[data-kind=Plot] .fdnn-summary").first
        assert plot.evaluate("summary => summary.getBoundingClientRect().height") > 10
        cited = page.locator("a.fdnn-cite").first
        locator = cited.evaluate("link => getComputedStyle(link, '::after').content")
        assert cited.get_attribute("data-locator") in "".join(re.findall(r'"([^"]*)"', locator))


def test_the_printed_essay_has_the_expected_number_of_pages(open_context):
    with open_context() as context:
        page = context.new_page()
        page.goto("")
        pdf = page.pdf(format="A4")
        assert 8 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 24


@pytest.mark.parametrize("state", ["poster", "live"])
@pytest.mark.parametrize("width", [800, 1280, 1920])
def test_figures_on_paper(open_context, width, state):
    with open_context(viewport={"width": width, "height": 900}) as context:
        context.add_init_script(NO_RESIZING)
        page = context.new_page()
        for name, address in PAGES.items():
            page.goto(address)
            demo = Demo(page, name)
            if state == "live":
                demo.go_live()
            expect(demo.root).to_have_attribute("data-state", state)
            page.evaluate("window.printing = true")
            page.emulate_media(media="print")
            page.set_viewport_size({"width": A4_WIDTH, "height": 1046})
            assert demo.root.evaluate(FAULTS) == [], name
            page.emulate_media(media="screen")
            page.set_viewport_size({"width": width, "height": 900})
