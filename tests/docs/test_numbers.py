"""No number in the essay's prose but from the ledger, with a citation in its sentence, or of a short list."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [path for path in sorted(DOCS.glob("*.md")) if path.name != "credits.md"]
#: What a number is asked for, or about: no claims.
EXEMPT = (
    "99.9",
    "90 per cent of the energy",
    "first 90 per cent",
    "99 per cent",
    "for 99",
    "20 low cosines",
    "Four questions",
    "16-bit values with 32-bit indices",
    "H100",
    "SHA-256",
    "float32",
    "tf32",
    "float16",
)


def prose(markdown):
    """Return the text without front matter, code, markup, addresses and what the ledger fills in."""
    text = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.DOTALL)
    text = re.sub(
        r"```.*?```|`[^`]*`|<[^>]*>|\]\([^)]*\)|\{\{[^}]*\}\}|\{[^}]*\}", " ", text, flags=re.DOTALL
    )
    return re.sub(r"^\d+\. ", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_number_is_of_the_ledger_or_cited(page):
    loose = []
    for sentence in re.split(r"(?<=[.:;?!])\s+|\n\n", prose(page.read_text(encoding="utf-8"))):
        rest = re.sub(r"\[@[a-z0-9]+\]", "", sentence)
        for words in EXEMPT:
            rest = rest.replace(words, "")
        if re.search(r"\d", rest) and "[@" not in sentence:
            loose.append(" ".join(sentence.split()))
    assert loose == []
