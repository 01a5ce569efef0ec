"""The ledger of claims: every claim can be computed in the reader's browser."""

from playwright.sync_api import expect

from demos import DEMOS, folder
from demos.essay.claims import all_claims
from tests.browser.support.accessibility import violations
from tests.browser.support.demo import BOOT_MS

PAGES = [name.replace("_", "-") for name in DEMOS if (folder(name) / "page.md").exists()]


def test_the_browser_computes_every_claim_to_the_published_value(page):
    page.goto("ledger/")
    claims = page.locator("fdnn-claim")
    expect(claims).to_have_count(len(all_claims()))
    for button in page.get_by_role("button", name="Compute it here").all():
        button.click()
    expect(page.locator("fdnn-claim[data-agrees=true]")).to_have_count(len(all_claims()), timeout=BOOT_MS)
    expect(claims.first.locator("output")).to_contain_text("they agree")
    assert violations(page) == []


def test_every_reference_is_cited_and_every_citation_is_listed(page):
    page.goto("references/")
    listed = {entry.get_attribute("id") for entry in page.locator(".fdnn-entry").all()}
    cited = set()
    for address in ("", "ledger/", *(f"demos/{name}/" for name in PAGES)):
        page.goto(address)
        links = page.locator("a.fdnn-cite").evaluate_all("links => links.map(link => link.hash.slice(1))")
        cited |= set(links)
    assert cited == listed
