"""Content-Security-Policy of the site: inline scripts and styles are allowed by their hash only.

All pages share one policy, so that a server can also send it as a header.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from html.parser import HTMLParser
from operator import or_
from pathlib import Path

from demos.publish.content.templating import render
from demos.publish.integrity import integrity

_DIRECTIVES: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",  # WebAssembly may be compiled; no text is run as a script
    "style-src": "'self'",
    "img-src": "'self' data: blob:",  # posters are data: URLs, the reader's own pictures blob: URLs
    "media-src": "blob:",  # the reader's own sounds, whose duration is read
    "connect-src": "'self'",
    "worker-src": "'self' blob:",  # a worker from a blob: URL inherits the policy of its page
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
_SCRIPT_TYPES = {"", "module", "text/javascript"}  # values of <script type> that run; others hold data
_CHARSET = '<meta charset="utf-8">'


@dataclass(frozen=True)
class InlineHashes:
    """CSP hashes of the inline scripts and styles of one or more pages."""

    scripts: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)  # <style> elements
    attributes: set[str] = field(default_factory=set)  # style="..."

    def __or__(self, other: InlineHashes) -> InlineHashes:
        return InlineHashes(
            self.scripts | other.scripts, self.styles | other.styles, self.attributes | other.attributes
        )


class _Parser(HTMLParser):
    """Collects the hashes of a page's inline scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found = InlineHashes()
        self._target: set[str] | None = None
        self._text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if named.get("style"):
            self.found.attributes.add(_hash(named["style"] or ""))
        self._text = ""
        if tag == "script" and "src" not in named and (named.get("type") or "") in _SCRIPT_TYPES:
            self._target = self.found.scripts
        elif tag == "style":
            self._target = self.found.styles

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if self._target is not None and tag in ("script", "style"):
            self._target.add(_hash(self._text))
            self._target = None


def inline_hashes(html: str) -> InlineHashes:
    """Return the hashes of a page's inline scripts and styles."""
    return _Parser(html).found


def policy(hashes: InlineHashes) -> str:
    """Return the policy that allows exactly these inline scripts and styles."""
    allowed = {"script-src": sorted(hashes.scripts), "style-src": sorted(hashes.styles | hashes.attributes)}
    if hashes.attributes:
        allowed["style-src"].append("'unsafe-hashes'")  # CSP requires it for hashes of style attributes
    return "; ".join(" ".join([name, value, *allowed.get(name, ())]) for name, value in _DIRECTIVES.items())


def add_policy(html: str, hashes: InlineHashes) -> str:
    """Return the page with the policy as its first <meta>, before all that the policy governs."""
    meta = render("policy_meta", policy=policy(hashes))
    return html.replace(_CHARSET, f"{_CHARSET}{meta}", 1)


def allow_added_scripts(html: str) -> str:
    """Return a page whose policy also allows the inline scripts that were added after it was written."""
    for script in inline_hashes(html).scripts:
        if script not in html:
            html = html.replace(_DIRECTIVES["script-src"], f"{_DIRECTIVES['script-src']} {script}", 1)
    return html


def write_policy(site: Path) -> None:
    """Add one policy for the whole site to all of its pages."""
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    hashes = reduce(or_, map(inline_hashes, pages.values()), InlineHashes())
    for path, html in pages.items():
        path.write_text(add_policy(html, hashes), encoding="utf-8")


def _hash(text: str) -> str:
    return f"'{integrity(text.encode())}'"
