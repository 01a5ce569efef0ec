"""Version mark: a <meta> that is the same in all pages of one build and differs between builds."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from demos.publish.content.templating import render

_HASHED = {".html", ".js", ".mjs", ".css", ".json"}  # Python's files are hashed through manifest.json
_HEAD_END = "</head>"


def version(site: Path) -> str:
    """Return a hash of a built site's pages and of the files that they load."""
    found = sha256()
    for path in sorted(site.rglob("*")):
        if path.suffix in _HASHED and path.is_file():
            found.update(path.relative_to(site).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


def write_version(site: Path) -> None:
    """Add the version mark to all pages of a built site."""
    meta = render("version_meta", version=version(site))
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8").replace(_HEAD_END, f"{meta}{_HEAD_END}", 1)
        path.write_text(html, encoding="utf-8")
