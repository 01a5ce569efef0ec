"""Metadata of the pages, the sitemap and the search."""

import io
import re
import xml.etree.ElementTree as ElementTree
from html import unescape

from PIL import Image
from playwright.sync_api import expect

from demos.publish.content.social_card import HEIGHT, WIDTH
from tests.browser.support.pages import EVERY_PAGE
from tests.browser.support.server import PUBLIC


def test_the_sitemap_lists_every_page(site):
    tree = ElementTree.parse(site / "sitemap.xml")
    addresses = {node.text for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert addresses == {PUBLIC + path for path in EVERY_PAGE}


def test_every_page_has_its_own_title_description_and_preview_image(site):
    found = set()
    for path in EVERY_PAGE:
        page = (site / path / "index.html").read_text()
        title, description, card = (
            re.search(rf'<meta property="og:{name}" content="([^"]+)"', page)[1]
            for name in ("title", "description", "image")
        )
        named = re.search(r'<meta name="description" content="([^"]+)"', page)[1]
        assert unescape(named) == unescape(description)
        picture = Image.open(io.BytesIO((site / card.removeprefix(PUBLIC)).read_bytes()))
        assert picture.size == (WIDTH, HEIGHT)
        found.add((title, description, card))
    for kind in zip(*found, strict=True):
        assert len(set(kind)) == len(EVERY_PAGE)


def test_search_finds_terms_and_functions(page):
    page.goto("")
    words = {"aliasing": "glossary/", "walsh_hadamard_basis": "reference/transforms/"}
    for word, place in words.items():
        page.get_by_role("textbox", name="Search").click()
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type(word)
        expect(page.locator(f".md-search-result a[href*='{place}']").first).to_be_attached()
