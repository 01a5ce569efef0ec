import pytest

from demos.publish.content import references


def test_a_citation_is_a_link():
    filled = references.insert_citations("As shown [@macko2025].", "")
    assert filled.count('href="references/#macko2025"') == 1
    assert filled.endswith("</a>.")


def test_an_unknown_citation_stops_the_build():
    with pytest.raises(ValueError, match=r"must be a key of docs/references.json, got 'nobody2000'"):
        references.insert_citations("[@nobody2000]", "")


def test_every_reference_is_listed_with_its_address():
    listed = references.bibliography()
    assert listed.count('class="fdnn-entry"') == len(references.known())
    for reference in references.known().values():
        assert f'href="{reference.address}"' in listed
