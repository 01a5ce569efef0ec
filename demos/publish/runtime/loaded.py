"""Which files of a built site a page loads: read from its HTML, and from the imports of its scripts."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

_IMPORT = re.compile(
    r"""^(?:import|export)\b[^;]*?["'](\.[^"']+)["'];|\bimport\(["'](\.[^"']+)["']\)""", re.MULTILINE
)


class _Page(HTMLParser):
    """Collects the addresses of what a page loads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "link" and named.get("rel") in ("stylesheet", "icon"):
            self.addresses.append(named["href"] or "")
        elif tag in ("script", "img") and not (named.get("src") or "data:").startswith("data:"):
            self.addresses.append(named["src"] or "")


def before_touch(page: Path) -> list[Path]:
    """Return the files that a demo's page loads by itself, with those that are made ready for a touch."""
    found = [_at(page, address) for address in _Page(page.read_text(encoding="utf-8")).addresses]
    found.append(page.parents[2] / "assets" / "fdnn" / "python" / "worker.js")
    for path in found:  # grows meanwhile
        if path.suffix == ".js":
            text = path.read_text(encoding="utf-8")
            imported = [_at(path, "".join(names)) for names in _IMPORT.findall(text)]
            found += [other for other in dict.fromkeys(imported) if other not in found]
    return [page, *dict.fromkeys(found)]


def _at(path: Path, address: str) -> Path:
    return (path.parent / address.partition("?")[0]).resolve()
