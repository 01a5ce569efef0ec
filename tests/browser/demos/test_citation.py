"""The button that copies a BibTeX entry for the state of a figure."""

import re
from datetime import UTC, datetime
from hashlib import sha256

from playwright.sync_api import expect

from tests.browser.support.demo import BOOT_MS


def test_the_entry_has_the_address_of_the_state_the_date_and_the_hash_of_the_wheel(open_context, site):
    with open_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto("#length=16")
        demo = page.locator("fdnn-demo[name=energy_compaction]")
        expect(demo).to_have_attribute("data-frames", re.compile("[1-9]"), timeout=BOOT_MS)
        demo.get_by_role("button", name="Cite this state of this figure").click()
        expect(demo.locator(".fdnn-status")).to_contain_text("BibTeX for this state is on the clipboard")
        entry = page.evaluate("navigator.clipboard.readText()")
        cited = re.search(r"\\url\{(.*)\}\}", entry)[1]
        assert cited == page.url
        assert "length=16" in cited
        today = datetime.now(UTC).date()
        assert f"urldate = {{{today}}}" in entry
        for wheel in (site / "wheels").glob("*.whl"):
            assert sha256(wheel.read_bytes()).hexdigest()[:12] in entry
        page.goto("about:blank")
        page.goto(cited)
        expect(demo.locator("[name=length]")).to_have_value("16")
