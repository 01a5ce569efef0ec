"""Internal navigation: Python keeps running, and everything else works as after a page load."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.support.accessibility import violations
from tests.browser.support.demo import BOOT_MS, LIVE, Demo, python_workers

XRAY = re.compile(r"/demos/activation-xray/$")
CLIFF = re.compile(r"/demos/sparsity-cliff/$")


@pytest.fixture
def essay(page):
    """The essay with Python live; `window.sameDocument` is lost when the browser loads another document."""
    page.goto("")
    demo = Demo(page, page.locator("fdnn-demo").first.get_attribute("name"))
    demo.root.scroll_into_view_if_needed()
    demo.go_live()
    page.evaluate("window.sameDocument = true")
    return page


def same_document(page):
    return page.evaluate("window.sameDocument ?? false")


def expect_live(page, name):
    expect(page.locator(f"fdnn-demo[name={name}]{LIVE}")).to_be_visible(timeout=BOOT_MS)


def tab(page, name):
    return page.locator(".md-tabs__link", has_text=name)


def test_python_keeps_running_from_the_essay_to_a_demo_and_back(essay):
    requested = []
    essay.on("request", lambda request: requested.append(request.url))
    (python,) = python_workers(essay)
    essay.locator(".md-footer__link--next").click()
    expect(essay).to_have_url(XRAY)
    expect(essay).to_have_title(re.compile("^Activation X-Ray"))
    heading = essay.get_by_role("heading", level=1)
    expect(heading).to_contain_text("Activation X-Ray")
    expect(heading).to_be_focused()
    expect(essay.locator("body > [role=status]")).to_have_text(re.compile("^Activation X-Ray"))
    expect(essay.locator(".md-tabs__item--active")).to_have_text(re.compile("Demos"))
    expect(essay.locator("link[rel=canonical]")).to_have_attribute("href", XRAY)
    assert essay.evaluate("scrollY") == 0
    expect_live(essay, "activation_xray")
    tab(essay, "Essay").click()
    expect(essay).to_have_title(re.compile("^Frequency"))
    essay.locator("fdnn-demo").first.scroll_into_view_if_needed()
    expect_live(essay, essay.locator("fdnn-demo").first.get_attribute("name"))
    assert same_document(essay)
    assert python_workers(essay) == [python]
    assert not [url for url in requested if "pyodide.asm.wasm" in url]
    assert violations(essay) == []


def test_back_and_forward_restore_the_scroll_position_and_the_control_values(essay):
    link = essay.locator("article").get_by_role("link", name=re.compile("the cliff")).last
    link.evaluate(
        """link => addEventListener("fdnn:leave", () => {
            self.left = link.getBoundingClientRect().y;
        }, { once: true, capture: true })"""
    )
    link.click()
    expect(essay).to_have_url(CLIFF)
    cliff = Demo(essay, "sparsity_cliff")
    expect_live(essay, "sparsity_cliff")
    cliff.frame_with(lambda: cliff.control("sparsity").fill("70"), sparsity=70)
    expect(essay).to_have_url(re.compile("#sparsity=70$"))
    essay.go_back()
    expect(link).to_be_in_viewport()
    there = "link => Math.abs(link.getBoundingClientRect().y - left) <= 2"
    essay.wait_for_function(there, arg=link.element_handle())
    essay.go_forward()
    expect(cliff.control("sparsity")).to_have_value("70")
    expect_live(essay, "sparsity_cliff")
    assert same_document(essay)
    assert len(python_workers(essay)) == 1


def test_a_link_to_an_anchor_of_another_page_scrolls_to_it_and_focuses_it(essay):
    essay.locator("article a[href='references/#oppenheim1981']").first.click()
    target = essay.locator("#oppenheim1981")
    expect(target).to_be_in_viewport()
    expect(target).to_be_focused()
    assert essay.evaluate("document.querySelector(':target')?.id") == "oppenheim1981"
    assert essay.evaluate("scrollY") > 0
    assert same_document(essay)


def test_claims_glossary_terms_and_search_work_after_a_move(essay):
    tab(essay, "Demos").click()
    expect(essay.get_by_role("heading", level=1)).to_contain_text("Activation X-Ray")
    tab(essay, "Essay").click()
    claim = essay.locator("fdnn-claim").first
    claim.get_by_role("button").first.click()
    claim.locator("[data-claim=compute]").click()
    expect(claim).to_have_attribute("data-agrees", "true", timeout=BOOT_MS)
    term = essay.locator("fdnn-term:has([href$='#dct'])")
    term.get_by_role("link").focus()
    expect(term.locator("[popover]")).to_be_visible()
    essay.keyboard.press("Escape")
    essay.keyboard.press("/")
    essay.keyboard.type("Walsh")
    essay.locator(".md-search-result__link").first.click()
    expect(essay).to_have_url(re.compile("/reference/transforms/"))
    expect(essay.locator("article.md-content__inner")).to_contain_text("walsh_hadamard_basis")
    expect(essay.locator("#__search")).not_to_be_checked()
    assert same_document(essay)


def test_the_code_of_a_demo_is_the_same_after_a_link_as_after_a_load(essay, open_context):
    def shown(page):
        code = page.locator("fdnn-demo[name=activation_xray] .fdnn-code")
        assert page.locator("noscript *").count() == 0
        code.get_by_text("Show the code").click()
        expect(code.locator("noscript")).to_have_count(0)
        return [code.locator(kind).count() for kind in ("pre", "span[class]", "p")], code.inner_text()

    tab(essay, "Demos").click()
    expect_live(essay, "activation_xray")
    assert same_document(essay)
    with open_context() as context:
        page = context.new_page()
        page.goto(essay.url)
        expect(page.get_by_role("button", name="Start Python")).to_be_visible()
        assert shown(essay) == shown(page)


def test_after_a_search_the_focus_goes_to_the_heading_of_the_next_page(essay):
    essay.keyboard.press("/")
    essay.keyboard.type("Walsh")
    expect(essay.locator(".md-search-result__link").first).to_be_visible()
    essay.keyboard.press("Escape")
    tab(essay, "Demos").click()
    expect(essay).to_have_url(XRAY)
    expect(essay.locator("article.md-content__inner h1")).to_be_focused()
    assert same_document(essay)


def test_the_drawer_of_a_phone_closes_after_a_move(open_context):
    with open_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto("demos/activation-xray/")
        Demo(page, "activation_xray").root.locator("[data-action=start]").tap()
        expect_live(page, "activation_xray")
        page.evaluate("window.sameDocument = true")
        page.locator("label.md-header__button[for=__drawer]").tap()
        page.locator(".md-nav--primary").get_by_role("link", name="Sparsity Cliff", exact=True).tap()
        expect(page).to_have_url(CLIFF)
        expect(page.locator("#__drawer")).not_to_be_checked()
        expect_live(page, "sparsity_cliff")
        assert same_document(page)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_drawer_of_a_narrow_window_works_by_keyboard(open_context, key):
    with open_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.goto("demos/activation-xray/")
        menu = page.get_by_role("button", name="Menu")
        link = page.locator(".md-nav--primary").get_by_role("link", name="Sparsity Cliff", exact=True)
        expect(link).to_be_hidden()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(menu).to_be_focused()
        expect(menu).to_have_attribute("aria-expanded", "false")
        page.keyboard.press(key)
        expect(menu).to_have_attribute("aria-expanded", "true")
        expect(link).to_be_visible()
        page.keyboard.press("Escape")
        expect(link).to_be_hidden()
        expect(menu).to_be_focused()
        page.keyboard.press(key)
        link.focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(CLIFF)


def test_before_python_starts_the_browser_loads_the_page(page):
    page.goto("")
    page.evaluate("window.sameDocument = true")
    page.locator(".md-footer__link--next").click()
    expect(page).to_have_url(XRAY)
    assert not same_document(page)


def test_a_slow_page_shows_a_progress_bar(essay):
    held = []
    essay.route(XRAY, lambda route: held.append(route))
    essay.locator(".md-footer__link--next").click()
    waiting = essay.get_by_role("progressbar", name="The page is being fetched")
    expect(waiting).to_be_visible()
    held[0].continue_()
    expect(essay).to_have_title(re.compile("^Activation X-Ray"))
    expect(waiting).to_have_count(0)
    assert same_document(essay)


def test_following_another_link_cancels_a_slow_page(essay):
    essay.route(XRAY, lambda route: None)
    essay.locator(".md-footer__link--next").click()
    waiting = essay.get_by_role("progressbar", name="The page is being fetched")
    expect(waiting).to_be_visible()
    essay.locator("article h2 a.headerlink, .md-nav--secondary a").first.evaluate("link => link.click()")
    expect(waiting).to_have_count(0)
    assert same_document(essay)


def _other_version(route):
    response = route.fetch()
    route.fulfill(
        response=response,
        body=response.text().replace('"fdnn-version" content="', '"fdnn-version" content="x'),
    )


def _gone(route):
    route.fulfill(status=204)


@pytest.mark.parametrize("answer", [_other_version, _gone])
def test_the_browser_loads_a_page_of_another_version_or_without_content(essay, answer):
    is_fetched = lambda request: request.resource_type == "fetch"  # noqa: E731
    essay.route(XRAY, lambda route: answer(route) if is_fetched(route.request) else route.continue_())
    essay.locator(".md-footer__link--next").click()
    expect(essay).to_have_url(XRAY)
    expect(essay.get_by_role("heading", level=1)).to_contain_text("Activation X-Ray")
    assert not same_document(essay)


def test_pages_left_behind_are_garbage_collected(essay):
    session = essay.context.new_cdp_session(essay)

    def nodes():
        session.send("HeapProfiler.collectGarbage")
        return session.send("Memory.getDOMCounters")["nodes"]

    nodes_of_an_essay = nodes()
    for _ in range(5):
        tab(essay, "Demos").click()
        expect_live(essay, "activation_xray")
        tab(essay, "Essay").click()
        expect(essay).to_have_title(re.compile("^Frequency"))
        essay.locator("fdnn-demo").first.scroll_into_view_if_needed()
        expect_live(essay, essay.locator("fdnn-demo").first.get_attribute("name"))
        tab(essay, "Notebooks").click()
        expect(essay).to_have_title(re.compile("^Notebooks"))
    assert nodes() < 2 * nodes_of_an_essay  # the theme and the engine keep some


def test_a_hundred_moves_keep_the_number_of_nodes_bounded(essay):
    session = essay.context.new_cdp_session(essay)

    def nodes():
        session.send("HeapProfiler.collectGarbage")
        return session.send("Memory.getDOMCounters")["nodes"]

    def move(times):
        for _ in range(times):
            for name in ("Notebooks", "About"):
                tab(essay, name).click()
                expect(essay.locator(".md-tabs__item--active")).to_have_text(re.compile(name))
        return nodes()

    early = move(5)
    assert move(45) < early + 1000  # the whole page has as many
    assert same_document(essay)
