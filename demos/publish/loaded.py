"""Which files of a built site a page loads: read from its HTML, and from the imports of its scripts."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

_IMPORT = re.compile(r"""^(?:import|export)\b[^;]*?["'](\.[^"']+)["'];""", re.MULTILINE)
_LATER = re.compile(r"""\bimport\(["'](\.[^"']+)["']\)""")


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
    """Return a page's file, and those of the scripts, styles and pictures that it loads by itself."""
    addressed = [_at(page, address) for address in _Page(page.read_text(encoding="utf-8")).addresses]
    return [page, *_with_imports(addressed)]


def until_live(page: Path) -> list[Path]:
    """Return the files of the scripts that the page's own import once a demo was touched."""
    there = before_touch(page)
    worker = page.parents[2] / "assets" / "fdnn" / "worker.js"
    later = [
        _at(path, name) for path in there if path.suffix == ".js" for name in _LATER.findall(path.read_text())
    ]
    return [path for path in _with_imports([*later, worker]) if path not in there]


def _with_imports(paths: list[Path]) -> list[Path]:
    found = list(dict.fromkeys(paths))
    for path in found:  # grows meanwhile
        if path.suffix == ".js":
            imported = [_at(path, name) for name in _IMPORT.findall(path.read_text(encoding="utf-8"))]
            found += [other for other in dict.fromkeys(imported) if other not in found]
    return found


def _at(path: Path, address: str) -> Path:
    return (path.parent / address.partition("?")[0]).resolve()
