"""MkDocs hook: the Content-Security-Policy, strict: what is inline in a page runs by its hash or not at all.

All pages have the same, which a server can then send as a header, too.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from hashlib import sha256
from html.parser import HTMLParser
from operator import or_
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority

_BASE: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",  # WebAssembly may be compiled; no text is ever run as a script
    "style-src": "'self'",
    "img-src": "'self' data: blob:",  # first paints are data:, the reader's own pictures blob:
    "connect-src": "'self'",
    "worker-src": "'self' blob:",  # from a blob: it has its page's policy, see page-python.js
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
_SCRIPTS = {"", "module", "text/javascript"}  # types of elements that run; another type is data
_PLACE = '<meta charset="utf-8">'


@dataclass(frozen=True)
class Inline:
    """The hashes of what stands inline in pages."""

    scripts: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)  # <style> elements
    attributes: set[str] = field(default_factory=set)  # style="..."

    def __or__(self, other: Inline) -> Inline:
        return Inline(
            self.scripts | other.scripts, self.styles | other.styles, self.attributes | other.attributes
        )


class _Finder(HTMLParser):
    """Finds what is inline in a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found = Inline()
        self._into: set[str] | None = None
        self._text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if named.get("style"):
            self.found.attributes.add(_hash(named["style"] or ""))
        self._text = ""
        if tag == "script" and "src" not in named and (named.get("type") or "") in _SCRIPTS:
            self._into = self.found.scripts
        elif tag == "style":
            self._into = self.found.styles

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if self._into is not None and tag in ("script", "style"):
            self._into.add(_hash(self._text))
            self._into = None


def inline(html: str) -> Inline:
    """Return the hashes of what stands inline in a page."""
    return _Finder(html).found


def policy(found: Inline) -> str:
    """Return the policy under which pages with these inline parts, and nothing else, work."""
    allowed = {"script-src": sorted(found.scripts), "style-src": sorted(found.styles | found.attributes)}
    if found.attributes:
        allowed["style-src"].append("'unsafe-hashes'")  # as CSP calls the hash of an attribute
    return "; ".join(" ".join([name, sources, *allowed.get(name, ())]) for name, sources in _BASE.items())


def govern(html: str, found: Inline) -> str:
    """Return the page with the policy in it, before anything that the policy is about."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(found)}">'
    return html.replace(_PLACE, _PLACE + meta, 1)


def admit(html: str) -> str:
    """Return a governed page whose policy lets what has been added to it run."""
    for script in inline(html).scripts:
        if script not in html:
            html = html.replace(_BASE["script-src"], f"{_BASE['script-src']} {script}", 1)
    return html


@event_priority(-10)  # after all who change pages
def on_post_build(config: MkDocsConfig) -> None:
    """Give all pages the policy."""
    pages = {path: path.read_text(encoding="utf-8") for path in Path(config.site_dir).rglob("*.html")}
    found = reduce(or_, map(inline, pages.values()), Inline())
    for path, html in pages.items():
        path.write_text(govern(html, found), encoding="utf-8")


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Let the script run that MkDocs adds to pages while it serves them."""
    add: Callable[[bytes, int], bytes] = server._inject_js_into_html

    def added(content: bytes, epoch: int) -> bytes:
        return admit(add(content, epoch).decode()).encode()

    server._inject_js_into_html = added  # type: ignore[method-assign]
    return server


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
