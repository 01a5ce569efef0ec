"""Accessibility violations that axe-core reports for a page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from demos.publish.runtime import vendor


def violations(page: Page, **options: object) -> list[str]:
    """Return the rule and the first three elements of each violation.

    Parameters
    ----------
    page : Page
    **options
        Options of `axe.run`.
    """
    page.evaluate(vendor.read("axe-core/axe.min.js").decode())
    options |= {
        "resultTypes": ["violations"]
    }  # listing the elements of passed rules too takes 3 times as long
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{v['id']}: {[node['html'][:200] for node in v['nodes'][:3]]}" for v in found]


def violations_in_both_schemes(page: Page) -> list[str]:
    """Return all violations in the light scheme, then those of contrast in the dark scheme."""
    in_light = violations(page)
    page.emulate_media(reduced_motion="reduce")
    page.get_by_title("Switch to dark mode").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.wait_for_function("document.getAnimations().every(({ playState }) => playState !== 'running')")
    return in_light + violations(page, runOnly=["color-contrast", "link-in-text-block"])
