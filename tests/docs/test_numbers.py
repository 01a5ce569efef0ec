"""Each number in the prose is a claim of the ledger or has a citation in its sentence; a few are exempt."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = {
    **{path.stem: path for path in sorted((ROOT / "docs").glob("*.md")) if path.name != "credits.md"},
    **{path.parent.name: path for path in sorted((ROOT / "demos").glob("*/page.md"))},
}
SOURCES = "\n## Sources\n"  # the last section of a demo's page: a list of publications
#: Numbers that state no finding: names, definitions, settings of a demo and questions.
EXEMPT = (
    "99.9",
    "90 per cent of the energy",
    "first 90 per cent",
    "99 per cent",
    "for 99",
    "20 low cosines",
    "Four questions",
    "16-bit values with 32-bit indices",
    "into 4 bits",
    "H100",
    "RTX 3090",
    "A100",
    "V100",
    "fp16",
    "fp32",
    "SHA-256",
    "float32",
    "tf32",
    "float16",
    "2:4 sparsity",
    "1/f",
    "a mask that is 1 where the signal is positive and 0 elsewhere",
    "8 × 8 pixels",
    "within patches of 8 pixels",
    "rotation by 180 degrees",
    "You may have read that GPUs need 90 to 95 % zeros",
    "a 4096 × 4096 matrix by 32, 256 and 1024 columns",
    "even at 99 % zeros and 1024 columns",
    "with 1024 columns",
    "With 32 or 256 columns it is slower",
    "A picture that can lose 95 % of its coefficients",
    "a network that can lose 95 % of its weights",
)
#: Tables that another test compares with what the demo computes.
TESTED = {"activation_xray": r"^\| .*\|\n(?:\|.*\|\n)+"}


def prose(markdown):
    """Return the text without front matter, code, markup, addresses and numbers from the ledger."""
    text = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.DOTALL)
    text = re.sub(
        r"```.*?```|`[^`]*`|<[^>]*>|\]\([^)]*\)|\{\{[^}]*\}\}|\{[^}]*\}", " ", text, flags=re.DOTALL
    )
    return re.sub(r"^\d+\. ", "", text, flags=re.MULTILINE)


def unsupported(page):
    """Return the sentences of a page with a number that is neither a claim nor cited nor exempt.

    The year of a publication needs no citation if the page lists the publication among its sources.
    """
    text, _, sources = PAGES[page].read_text(encoding="utf-8").partition(SOURCES)
    text = re.sub(TESTED.get(page, r"\Z"), "", text, flags=re.MULTILINE)
    years = re.findall(r"\b(?:19|20)\d\d\b", sources)
    found = []
    for sentence in re.split(r"(?<=[.:;?!])\s+|\n\n", prose(text)):
        rest = re.sub(r"\[@[a-z0-9]+\]", "", sentence)
        for words in EXEMPT:
            rest = rest.replace(words, "")
        for year in years:
            rest = re.sub(rf"\b[Ii]n {year}\b|\bof {year}\b", "", rest)
        if re.search(r"\d", rest) and "[@" not in sentence:
            found.append(" ".join(sentence.split()))
    return found


@pytest.mark.parametrize("page", PAGES)
def test_every_number_is_a_claim_or_cited(page):
    assert unsupported(page) == []


def test_a_number_without_support_is_found(tmp_path, monkeypatch):
    page = tmp_path / "page.md"
    page.write_text("It is 17 times as fast. In 1999 it was not.\n\n## Sources\n\n* Nobody, 2000.\n")
    monkeypatch.setitem(PAGES, "page", page)
    assert unsupported("page") == ["It is 17 times as fast.", "In 1999 it was not."]
