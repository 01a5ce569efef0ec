"""The essay is complete without JavaScript and for screen readers."""

import re

from playwright.sync_api import expect

from demos.essay.claims import load_claim


def test_without_javascript_the_essay_shows_numbers_figures_summaries_and_code(open_context):
    with open_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("")
        for claim in page.locator("article fdnn-claim").all():
            number = claim.locator(".fdnn-number")
            expect(number).to_be_visible()
            expect(number).to_have_text(load_claim(claim.get_attribute("name")).text)
        for demo in page.locator("fdnn-demo").all():
            for figure in demo.locator("figure").all():
                expect(figure.locator(".fdnn-body > *").first).to_be_visible()
                expect(figure.locator(".fdnn-summary")).to_have_text(re.compile(r"\w"))
            demo.get_by_text("Show the code").click()
            source = demo.locator(".fdnn-code .highlight").first
            expect(source).to_be_visible()
            expect(source).to_contain_text(f"def {demo.get_attribute('name')}(")


def test_the_accessibility_tree_has_the_name_and_the_summary_of_each_figure(page):
    page.goto("")
    figures = page.locator("fdnn-demo figure")
    assert figures.count() > 20
    for figure in figures.all():
        title = figure.locator("figcaption").text_content()
        expect(figure).to_have_role("figure")
        expect(figure).to_have_accessible_name(title)
        summary = " ".join(figure.locator(".fdnn-summary").text_content().split())
        assert summary
        spoken = " ".join(figure.aria_snapshot().replace('\\"', '"').split())
        assert summary in spoken, title
