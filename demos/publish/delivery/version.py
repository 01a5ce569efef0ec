"""MkDocs hook: a mark in every page, the same in all pages of one build and in none of another."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

_MADE_OF = {".html", ".js", ".mjs", ".css", ".json"}  # a manifest has the hashes of Python's files
_PLACE = "</head>"


def version(site: Path) -> str:
    """Return what tells a built site from every other: the hash of its pages and of what they load."""
    found = sha256()
    for path in sorted(site.rglob("*")):
        if path.suffix in _MADE_OF and path.is_file():
            found.update(path.relative_to(site).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


@event_priority(-20)  # when pages have their policy
def on_post_build(config: MkDocsConfig) -> None:
    """Mark all pages."""
    site = Path(config.site_dir)
    meta = f'<meta name="fdnn-version" content="{version(site)}">'
    for path in site.rglob("*.html"):
        path.write_text(path.read_text(encoding="utf-8").replace(_PLACE, meta + _PLACE, 1), encoding="utf-8")
