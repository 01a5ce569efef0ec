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
    shown = citation.entries("fdnn-core 1, sha256 00", "https://example.org/")
    entries = [
        fields(html.unescape(text)) for text in re.findall(r"<code>(.*?)</code>", shown, flags=re.DOTALL)
    ]
    assert [key for key, _ in entries] == ["fdnn-essay", "fdnn-core"]
    for _, entry in entries:
        assert entry["author"] == "{The fdnn developers}"
        assert entry["howpublished"] == r"\url{https://example.org/}"
    assert "howpublished" not in citation.entries("", "")


def test_a_figure_is_cited_with_its_address_the_date_and_its_code():
    key, entry = fields(citation.figure_entry("phase_guess", "Guess", "fdnn-core 1, sha256 00"))
    assert (key, entry["title"], entry["urldate"]) == ("fdnn-phase-guess", "{Guess}", citation.DATE)
    assert citation.ADDRESS in entry["howpublished"]
    assert "sha256 00" in entry["note"]


def test_the_code_is_identified_by_the_hashes_of_its_wheels(tmp_path):
    wheel = tmp_path / "fdnn_core-1.2.3-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    digest = sha256(b"a wheel").hexdigest()[:12]
    assert citation.code_stamp({"fdnn-core": wheel}) == f"fdnn-core 1.2.3 (sha256 {digest})"
    both = citation.code_stamp({"fdnn-core": wheel, "fdnn-demos": wheel})
    assert both == f"fdnn-core 1.2.3 (sha256 {digest}), fdnn-demos 1.2.3 (sha256 {digest})"
