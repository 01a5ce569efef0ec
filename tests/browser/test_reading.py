"""Comfort: nothing jumps, paper gets all there is to read, and a page says of itself what it is."""

import io
import re
import xml.etree.ElementTree as ElementTree
from html import unescape

import pytest
from PIL import Image
from playwright.sync_api import expect

from demos.publish.content.reading_time import WORDS_PER_MINUTE, minutes
from demos.publish.content.social_card import HEIGHT, WIDTH
from tests.browser.conftest import BOOT_MS
from tests.browser.server import PUBLIC
from tests.browser.test_site import EVERY_PAGE

WATCH = """window.shifts = [];
new PerformanceObserver(list => shifts.push(...list.getEntries().map(entry => entry.value)))
    .observe({type: "layout-shift", buffered: true})"""

NEXT_FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.mark.parametrize("size", [(1280, 900), (360, 740)], ids=str)
@pytest.mark.parametrize("path", ["", "demos/phase-vs-magnitude/"])
def test_figures_keep_their_place_when_python_starts_and_draws_them(open_context, path, size):
    with open_context(viewport={"width": size[0], "height": size[1]}) as context:
        page = context.new_page()
        page.goto(path)
        page.evaluate(WATCH)
        for demo in page.locator("fdnn-demo").all():
            demo.evaluate("demo => demo.scrollIntoView()")
            page.evaluate(NEXT_FRAME)
            page.evaluate("shifts.splice(0)")  # what is laid out only now that it comes into sight
            demo.evaluate("demo => demo.dispatchEvent(new FocusEvent('focusin'))")
            expect(demo).to_have_attribute("data-frames", re.compile("[1-9]"), timeout=BOOT_MS)
            page.evaluate(NEXT_FRAME)
            assert sum(page.evaluate("shifts.splice(0)")) < 0.02, demo.get_attribute("name")


def test_paper_is_light_and_has_the_figures_with_what_they_say(open_context):
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
        assert plot.evaluate("said => said.getBoundingClientRect().height") > 10
        cited = page.locator("a.fdnn-cite").first
        locator = cited.evaluate("link => getComputedStyle(link, '::after').content")
        assert cited.get_attribute("data-locator") in "".join(re.findall(r'"([^"]*)"', locator))


def test_a_page_on_paper_is_no_wider_than_the_paper(open_context, site):
    with open_context() as context:
        page = context.new_page()
        page.goto("")
        paper = page.pdf(format="A4")
        assert 8 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 24


def test_the_sitemap_lists_every_page(site):
    tree = ElementTree.parse(site / "sitemap.xml")
    places = {node.text for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert places == {PUBLIC + path for path in EVERY_PAGE}


def test_every_page_has_a_title_a_description_and_a_card_of_its_own(site):
    told = set()
    for path in EVERY_PAGE:
        page = (site / path / "index.html").read_text()
        title, description, card = (
            re.search(rf'<meta property="og:{name}" content="([^"]+)"', page)[1]
            for name in ("title", "description", "image")
        )
        said = re.search(r'<meta name="description" content="([^"]+)"', page)[1]
        assert unescape(said) == unescape(description)
        picture = Image.open(io.BytesIO((site / card.removeprefix(PUBLIC)).read_bytes()))
        assert picture.size == (WIDTH, HEIGHT)
        told.add((title, description, card))
    for kind in zip(*told, strict=True):
        assert len(set(kind)) == len(EVERY_PAGE)


def test_search_finds_terms_and_functions(page):
    page.goto("")
    words = {"aliasing": "glossary/", "walsh_hadamard_basis": "reference/transforms/"}
    for word, place in words.items():
        page.get_by_role("textbox", name="Search").click()
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type(word)
        expect(page.locator(f".md-search-result a[href*='{place}']").first).to_be_attached()


def test_the_time_to_read_counts_words_and_no_markup():
    prose = (
        "---\ntitle: none\n---\n"
        + "one two-three it's 99.9 [@key1999] <b class='x y'></b> " * WORDS_PER_MINUTE
    )
    assert minutes(prose) == 4
    assert minutes("word") == 1
