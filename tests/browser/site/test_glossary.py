"""Glossary terms: explanations by keyboard, mouse and touch, and links without JavaScript."""

import re

from playwright.sync_api import expect

from demos.publish.content.glossary import known

TERM = "fdnn-term:has([href$='#dct'])"


def parts(page):
    term = page.locator(TERM)
    return term.get_by_role("link"), term.locator("[popover]")


def test_focusing_a_term_shows_its_explanation_and_escape_hides_it(page):
    page.goto("")
    link, meaning = parts(page)
    expect(link).to_have_accessible_description(known()["dct"].meaning)
    link.focus()
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(link).to_be_focused()


def test_the_explanation_stays_while_the_mouse_is_over_it(page):
    page.goto("")
    link, meaning = parts(page)
    link.hover()
    expect(meaning).to_be_visible()
    meaning.hover()
    expect(meaning).to_be_visible()
    page.get_by_role("heading", level=1).hover()
    expect(meaning).to_be_hidden()


def test_the_first_tap_explains_and_the_second_follows_the_link(open_context):
    with open_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto("")
        link, meaning = parts(page)
        link.tap()
        expect(meaning).to_be_visible()
        box = meaning.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        link.tap()
        expect(page).to_have_url(re.compile(r"/glossary/#dct$"))


def test_without_javascript_a_term_is_a_link_to_its_entry(open_context):
    with open_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("")
        parts(page)[0].click()
        expect(page.locator(".fdnn-entry:has(#dct)")).to_contain_text(known()["dct"].meaning)


def test_every_term_is_used_somewhere(site):
    pages = [path for path in site.rglob("index.html") if path.parent.name != "glossary"]
    everything = " ".join(re.sub(r"<[^>]+>", " ", path.read_text()) for path in pages).lower()
    unused = [
        key for key, term in known().items() if not any(form.lower() in everything for form in term.forms)
    ]
    assert unused == []
