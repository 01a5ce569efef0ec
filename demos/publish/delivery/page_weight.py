"""Page weight: how many bytes a page of the built site downloads, uncompressed and compressed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path

from demos.publish.delivery.compress import SUFFIXES
from demos.publish.runtime.manifest import files_before_first_frame

_IMPORT = re.compile(
    r"""^(?:import|export)\b[^;]*?["'](\.[^"']+)["'];|\bimport\(["'](\.[^"']+)["']\)""", re.MULTILINE
)


class _Page(HTMLParser):
    """Collects the URLs of the files that a page loads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.urls: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "link" and named.get("rel") in ("stylesheet", "icon"):
            self.urls.append(named["href"] or "")
        elif tag in ("script", "img") and not (named.get("src") or "data:").startswith("data:"):
            self.urls.append(named["src"] or "")


def files_before_interaction(page: Path) -> list[Path]:
    """Return the files, imported scripts included, that a demo's page loads before the reader touches it."""
    found = [_resolved(page, url) for url in _Page(page.read_text(encoding="utf-8")).urls]
    found.append(page.parents[2] / "assets" / "fdnn" / "python" / "worker.js")
    for path in found:  # the loop also visits what it appends
        if path.suffix == ".js":
            text = path.read_text(encoding="utf-8")
            imported = [_resolved(path, "".join(names)) for names in _IMPORT.findall(text)]
            found += [other for other in dict.fromkeys(imported) if other not in found]
    return [page, *dict.fromkeys(found)]


def total_bytes(files: Iterable[Path]) -> dict[str, int]:
    """Return the total bytes of files: "plain", and those of their compressed copies by suffix."""
    total = dict.fromkeys(("plain", *SUFFIXES), 0)
    for path in files:
        size = path.stat().st_size
        for form in total:
            compressed = Path(f"{path}.{form}")
            total[form] += compressed.stat().st_size if compressed.exists() else size
    return total


def report(site: Path, stages: Mapping[str, Sequence[str]]) -> list[str]:
    """Return lines for the build log: what the page of the first demo downloads, and when.

    Parameters
    ----------
    site : Path
        A built site with its compressed copies.
    stages : mapping of str to list of str
        Paths relative to pyodide/ by stage, from the manifest.
    """
    page = site / "demos" / "activation-xray" / "index.html"
    search = [site / "search" / "search_index.json", *site.glob("assets/javascripts/workers/search.*.js")]
    python = [site / "pyodide" / name for name in files_before_first_frame(stages)]
    downloads = {
        "Activation X-Ray downloads before the reader touches it": [*files_before_interaction(page), *search],
        "From the first touch to the first frame it downloads": python,
    }
    return [f"{what}: {_kilobytes(files)}" for what, files in downloads.items()]


def _kilobytes(files: Iterable[Path]) -> str:
    return ", ".join(f"{form} {size / 1000:,.0f} kB" for form, size in total_bytes(files).items())


def _resolved(path: Path, url: str) -> Path:
    return (path.parent / url.partition("?")[0]).resolve()
