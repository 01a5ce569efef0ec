from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from demos.publish.delivery.security_policy import (
    InlineHashes,
    allow_added_scripts,
    inline_hashes,
    policy,
    write_policy,
)

PAGE = '<html><head><meta charset="utf-8"><script>one()</script></head><body>{}</body></html>'


def hashed(text):
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def directives(text):
    return {name: sources for name, *sources in (part.split() for part in text.split("; "))}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", InlineHashes({hashed("one()")})),
        ("<script>two &amp; <b>()</script>", InlineHashes({hashed("one()"), hashed("two &amp; <b>()")})),
        (
            '<script type="application/json">{}</script><script src="a.js"></script>',
            InlineHashes({hashed("one()")}),
        ),
        ("<style>a {}</style>", InlineHashes({hashed("one()")}, {hashed("a {}")})),
        (
            '<td style="color: red"><p style="">',
            InlineHashes({hashed("one()")}, attributes={hashed("color: red")}),
        ),
        (
            '<p style="font: &quot;A&quot;">',
            InlineHashes({hashed("one()")}, attributes={hashed('font: "A"')}),
        ),
    ],
)
def test_inline_scripts_and_styles_are_found_by_hash(body, expected):
    assert inline_hashes(PAGE.format(body)) == expected


def test_a_policy_allows_the_inline_hashes_and_no_other_script():
    found = InlineHashes({hashed("a")}, {hashed("b")}, {hashed("c")})
    allowed = directives(policy(found))
    assert allowed["script-src"] == ["'self'", "'wasm-unsafe-eval'", hashed("a")]
    assert allowed["style-src"] == ["'self'", *sorted([hashed("b"), hashed("c")]), "'unsafe-hashes'"]
    assert allowed["default-src"] == ["'none'"]
    assert "'unsafe-hashes'" not in policy(InlineHashes({hashed("a")}))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two pages with a policy for both."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "index.html").write_text(PAGE.format("<script>two()</script>"))
    (tmp_path / "deep" / "index.html").write_text(PAGE.format("<script>three()</script>"))
    write_policy(tmp_path)
    return tmp_path


def test_all_pages_have_one_policy_before_what_it_governs(site):
    pages = [path.read_text() for path in site.rglob("*.html")]
    for page in pages:
        assert page.startswith('<html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"')
        for text in ("one()", "two()", "three()"):
            assert page.index(hashed(text)) < page.index("<script>")
    assert len({page.partition("<script>")[0] for page in pages}) == 1


def test_a_script_added_to_a_page_is_allowed(site):
    page = (site / "index.html").read_text().replace("</body>", "<script>added()</script></body>")
    assert hashed("added()") not in page
    assert page.count("http-equiv") == allow_added_scripts(page).count("http-equiv") == 1
    assert f"script-src 'self' 'wasm-unsafe-eval' {hashed('added()')} " in allow_added_scripts(page)
    assert allow_added_scripts(allow_added_scripts(page)) == allow_added_scripts(page)
