"""Printed pages."""

import re

from playwright.sync_api import expect


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
