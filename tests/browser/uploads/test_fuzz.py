"""Damaged files and random addresses: a few dozen of each kind; `make fuzz` tries thousands."""

from itertools import islice
from random import Random

from demos import load
from tests.fuzz.mutants import hashes
from tests.fuzz.reading import failures_in_documents, failures_in_page

VALID = """form => [...form.elements].filter(input => input.name).every(input => {
    if (["checkbox", "fieldset"].includes(input.type)) return true;
    if (input.tagName === "SELECT") return input.selectedIndex >= 0;
    const [value, low, high] = [input.value, input.min, input.max].map(Number);
    return low <= value && value <= high;
})"""
GO = """async (hashes) => {
    for (const hash of hashes) {
        const arrived = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
        const before = location.href;
        location.hash = hash;
        if (location.href !== before) await arrived;
    }
}"""


def test_damaged_pictures_and_sounds_are_refused_by_name_or_read_completely(page, address):
    page.goto("credits/")
    assert failures_in_page(page, f"{address}/assets/fdnn/controls/decode.js", Random(0), 30) == []


def test_damaged_records_are_refused():
    assert failures_in_documents(Random(0), 20) == []


def test_no_address_leads_to_an_invalid_state(xray):
    xray.go_live()
    random, form = Random(0), xray.root.locator("form")
    random_hashes = hashes(load("activation_xray"), random)
    for _ in range(10):
        xray.page.evaluate(GO, list(islice(random_hashes, 20)))
        assert form.evaluate(VALID)
    xray.frame_with(lambda: xray.page.evaluate(GO, ["frequency=9&bias=0.5"]), frequency=9, bias=0.5)
    assert xray.root.get_attribute("data-state") == "live"
