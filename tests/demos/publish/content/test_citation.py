"""Entries that BibTeX can read, from one file."""

import html
import re
from hashlib import sha256

from demos.publish.content import citation


def fields(entry):
    """Return the entry's key and its fields; braces must balance."""
    assert entry.count("{") == entry.count("}")
    key, body = re.fullmatch(r"@misc\{([\w-]+),\n(.*)\n\}", entry, flags=re.DOTALL).groups()
    return key, dict(re.fullmatch(r"  (\w+) = \{(.*)\},", line).groups() for line in body.splitlines())


def test_the_essay_and_the_package_have_an_entry_each():
    shown = citation.rendered("fdnn-core 1, sha256 00", "https://example.org/")
    entries = [
        fields(html.unescape(text)) for text in re.findall(r"<code>(.*?)</code>", shown, flags=re.DOTALL)
    ]
    assert [key for key, _ in entries] == ["fdnn-essay", "fdnn-core"]
    for _, entry in entries:
        assert entry["author"] == "{The fdnn developers}"
        assert entry["howpublished"] == r"\url{https://example.org/}"
    assert "howpublished" not in citation.rendered("", "")


def test_a_figure_is_cited_with_its_address_the_date_and_its_code():
    key, entry = fields(citation.figure("phase_guess", "Guess", "fdnn-core 1, sha256 00"))
    assert (key, entry["title"], entry["urldate"]) == ("fdnn-phase-guess", "{Guess}", citation.DATE)
    assert citation.ADDRESS in entry["howpublished"]
    assert "sha256 00" in entry["note"]


def test_the_code_is_named_by_the_hash_of_its_wheel(tmp_path):
    wheel = tmp_path / "fdnn_core-1.2.3-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    assert citation.stamp(wheel) == f"fdnn-core 1.2.3, sha256 {sha256(b'a wheel').hexdigest()[:12]}"
