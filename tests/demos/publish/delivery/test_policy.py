"""The policy of pages, and how servers are told of it."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from demos.publish.delivery import hosting
from demos.publish.delivery.policy import Inline, admit, inline, on_post_build, policy

PAGE = '<html><head><meta charset="utf-8"><script>one()</script></head><body>{}</body></html>'


def hashed(text):
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def directives(text):
    return {name: sources for name, *sources in (part.split() for part in text.split("; "))}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", Inline({hashed("one()")})),
        ("<script>two &amp; <b>()</script>", Inline({hashed("one()"), hashed("two &amp; <b>()")})),
        (
            '<script type="application/json">{}</script><script src="a.js"></script>',
            Inline({hashed("one()")}),
        ),
        ("<style>a {}</style>", Inline({hashed("one()")}, {hashed("a {}")})),
        (
            '<td style="color: red"><p style="">',
            Inline({hashed("one()")}, attributes={hashed("color: red")}),
        ),
        ('<p style="font: &quot;A&quot;">', Inline({hashed("one()")}, attributes={hashed('font: "A"')})),
    ],
)
def test_what_is_inline_is_found_by_its_hash(body, expected):
    assert inline(PAGE.format(body)) == expected


def test_a_policy_allows_what_is_inline_and_no_text_to_run():
    found = Inline({hashed("a")}, {hashed("b")}, {hashed("c")})
    allowed = directives(policy(found))
    assert allowed["script-src"] == ["'self'", "'wasm-unsafe-eval'", hashed("a")]
    assert allowed["style-src"] == ["'self'", *sorted([hashed("b"), hashed("c")]), "'unsafe-hashes'"]
    assert allowed["default-src"] == ["'none'"]
    assert "'unsafe-hashes'" not in policy(Inline({hashed("a")}))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two pages with the policy of both."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "index.html").write_text(PAGE.format("<script>two()</script>"))
    (tmp_path / "deep" / "index.html").write_text(PAGE.format("<script>three()</script>"))
    config = MkDocsConfig()
    config.site_dir = str(tmp_path)
    on_post_build(config)
    return tmp_path


def test_all_pages_get_one_policy_before_anything_that_it_is_about(site):
    pages = [path.read_text() for path in site.rglob("*.html")]
    for page in pages:
        assert page.startswith('<html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"')
        for text in ("one()", "two()", "three()"):
            assert page.index(hashed(text)) < page.index("<script>")
    assert len({page.partition("<script>")[0] for page in pages}) == 1


def test_what_is_added_to_a_page_is_admitted(site):
    page = (site / "index.html").read_text().replace("</body>", "<script>added()</script></body>")
    assert hashed("added()") not in page
    assert page.count("http-equiv") == admit(page).count("http-equiv") == 1
    assert f"script-src 'self' 'wasm-unsafe-eval' {hashed('added()')} " in admit(page)
    assert admit(admit(page)) == admit(page)


def test_the_three_dialects_say_the_same(site):
    sent = hosting.headers(site)
    assert (
        sent["Content-Security-Policy"].partition("; frame-ancestors")[0] in (site / "index.html").read_text()
    )
    for written in (hosting.netlify(sent), hosting.nginx(sent), hosting.caddy(sent)):
        lines = written.splitlines()
        for name, value in sent.items():
            assert sum(name in line and value in line for line in lines) == 1
    for written in (hosting.nginx(sent), hosting.caddy(sent)):
        assert written.count("{") == written.count("}")
        assert all(kind in written for kind in hosting.TYPES.values())
    assert max(map(len, hosting.netlify(sent).splitlines())) < 2000  # Cloudflare's limit of a line
