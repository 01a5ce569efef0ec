"""The site as a whole: links, accessibility, small screens, nothing from elsewhere."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlparse

import pytest
from playwright.sync_api import expect

from demos import DEMOS
from demos.publish.runtime import vendor

ROOT = Path(__file__).parents[2]
DEMO_PAGES = [name.replace("_", "-") for name in DEMOS if (ROOT / "demos" / name / "page.md").exists()]
PAGES = ("", *(f"demos/{name}/" for name in DEMO_PAGES))
NAMED = re.findall(r"(\S+)\.md$", (ROOT / "mkdocs.yml").read_text(), flags=re.MULTILINE)
EVERY_PAGE = [f"{path}/".removesuffix("index/") for path in NAMED]


class Document(HTMLParser):
    """The addresses a page names and the anchors it has."""

    def __init__(self, html):
        super().__init__()
        self.addresses, self.anchors = [], set()
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.anchors.add(found.get("id"))
        self.addresses += [found[name] for name in ("href", "src") if found.get(name)]


def test_every_link_within_the_site_leads_somewhere(site):
    pages = {path: Document(path.read_text()) for path in site.rglob("*.html") if path.name != "404.html"}
    assert {f"{path.parent.relative_to(site).as_posix()}/".removeprefix("./") for path in pages} == set(
        EVERY_PAGE
    )
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


def test_no_page_asks_another_origin_for_a_script_a_style_or_a_picture(site):
    named = r"""<(?:script|link|img|iframe)[^>]+(?:src|href)=["']?(?:https?:)?//[^"'> ]+"""
    foreign = {hit for path in site.rglob("*.html") for hit in re.findall(named, path.read_text())}
    assert {hit for hit in foreign if "canonical" not in hit} == set()


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_axe_finds_nothing_to_mend(page, path):
    page.goto(path)
    assert violations_by_day_and_night(page) == []


def violations_by_day_and_night(page):
    """What axe-core reports of a page; in the dark, of its colours alone."""
    by_day = violations(page)
    page.emulate_media(reduced_motion="reduce")
    page.get_by_title("Switch to dark mode").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.wait_for_function("document.getAnimations().every(({ playState }) => playState !== 'running')")
    return by_day + violations(page, runOnly=["color-contrast", "link-in-text-block"])


def violations(page, **options):
    """What axe-core reports, in short."""
    page.evaluate(vendor.read("axe-core/axe.min.js").decode())
    options |= {"resultTypes": ["violations"]}  # with all nodes of those alone, it takes a third of the time
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{v['id']}: {[node['html'][:200] for node in v['nodes'][:3]]}" for v in found]


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_nothing_is_wider_than_a_small_phone(open_context, path):
    with open_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", PAGES)
def test_without_javascript_the_pages_still_show_their_figures(open_context, path):
    with open_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(path)
        for demo in page.locator("fdnn-demo").all():
            assert demo.locator("figure :is(svg, img)").first.is_visible()
            assert demo.locator(".fdnn-noscript").is_visible()


def test_before_a_demo_is_touched_little_is_loaded(open_context):
    with open_context() as context:
        page = context.new_page()
        fetched = []
        page.on("response", lambda response: fetched.append(response.url))
        page.goto("demos/activation-xray/", wait_until="networkidle")
        of_python = [url for url in fetched if "/pyodide/" in url or Path(url).suffix == ".whl"]
        assert [Path(url).name for url in of_python] in ([], ["manifest.json"])  # with the thread made ready
