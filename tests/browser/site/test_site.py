"""All pages of the site: links, accessibility, small screens, requests."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlparse

import pytest
from playwright.sync_api import expect

from demos.publish.content.api_reference import redirects
from tests.browser.support.accessibility import violations_in_both_schemes
from tests.browser.support.pages import DEMO_PAGES, EVERY_PAGE


class Document(HTMLParser):
    """The addresses that an HTML page links to, and its anchors."""

    def __init__(self, html):
        super().__init__()
        self.addresses, self.anchors = [], set()
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.anchors.add(found.get("id"))
        self.addresses += [found[name] for name in ("href", "src") if found.get(name)]


def test_every_internal_link_leads_to_an_existing_page_and_anchor(site):
    pages = {path: Document(path.read_text()) for path in site.rglob("*.html") if path.name != "404.html"}
    found = {f"{path.parent.relative_to(site).as_posix()}/".removeprefix("./") for path in pages}
    assert found == {*EVERY_PAGE, *(f"reference/{old}/" for old in redirects())}
    broken = []
    for path, document in pages.items():
        for address in document.addresses:
            base = f"site:///{path.relative_to(site).as_posix()}"
            target, anchor = urldefrag(urljoin(base.replace("site:", "http:"), address))
            if urlparse(target).netloc or address.startswith(("mailto:", "data:")):
                continue
            file = site / unquote(urlparse(target).path).lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            known = file.exists() and (
                not anchor or "=" in anchor or anchor in pages.get(file, document).anchors
            )
            if not known:
                broken.append(f"{path.relative_to(site)}: {address}")
    assert broken == []


def test_no_page_loads_a_script_style_or_image_from_another_origin(site):
    named = r"""<(?:script|link|img|iframe)[^>]+(?:src|href)=["']?(?:https?:)?//[^"'> ]+"""
    foreign = {hit for path in site.rglob("*.html") for hit in re.findall(named, path.read_text())}
    assert {hit for hit in foreign if "canonical" not in hit} == set()


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_axe_finds_no_violation(page, path):
    page.goto(path)
    assert violations_in_both_schemes(page) == []


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_no_page_is_wider_than_a_small_phone(open_context, path):
    with open_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", DEMO_PAGES)
def test_without_javascript_the_pages_show_their_figures(open_context, path):
    with open_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(path)
        for demo in page.locator("fdnn-demo").all():
            assert demo.locator("figure :is(svg, img)").first.is_visible()
            assert demo.locator(".fdnn-noscript").is_visible()


def test_python_is_not_fetched_before_a_demo_is_touched(open_context, address):
    with open_context() as context:
        page = context.new_page()
        fetched = []
        page.on("response", lambda response: fetched.append(response.url))
        page.goto("demos/activation-xray/", wait_until="networkidle")
        parts = (f"{address}/pyodide/", f"{address}/wheels/")
        python_files = [Path(url).name for url in fetched if url.startswith(parts)]
        assert python_files in ([], ["manifest.json"])  # the worker fetches the manifest in advance


def test_with_blocked_site_data_the_dark_mode_switch_works_for_the_visit(open_context):
    blocked = """for (const name of ["localStorage", "sessionStorage"]) {
        const get = () => { throw new DOMException("Access is denied for this document.", "SecurityError") };
        Object.defineProperty(window, name, { get });
    }"""
    with open_context() as context:
        page = context.new_page()
        page.add_init_script(blocked)
        page.goto("credits/")
        body = page.locator("body")
        for name, scheme in (("dark", "slate"), ("light", "default")):
            page.get_by_title(f"Switch to {name} mode").click()
            expect(body).to_have_attribute("data-md-color-scheme", scheme)
            for address in ("how/", "credits/"):
                page.goto(address)
                expect(body).to_have_attribute("data-md-color-scheme", scheme)
