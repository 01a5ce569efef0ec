"""How to cite this: BibTeX of the essay, of the package and of a state of a figure, all from CITATION.cff."""

from __future__ import annotations

import html
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).parents[3] / "CITATION.cff"
#: What the page puts in when the reader cites: where the figure stands in which state, and when.
ADDRESS, DATE = "THE-ADDRESS", "THE-DATE"


def stamp(wheel: Path) -> str:
    """Say which code it is: the same sources give the same wheel, so that its hash names them."""
    return f"fdnn-core {wheel.name.split('-')[1]}, sha256 {sha256(wheel.read_bytes()).hexdigest()[:12]}"


def rendered(code: str, address: str) -> str:
    """Return the entries of the essay and of the package as HTML."""
    essay, package = _known()["preferred-citation"], _known()
    where = [("howpublished", rf"\url{{{address}}}")] if address else []
    entries = [
        _entry("fdnn-essay", essay["title"], [*where, ("note", f"With {code}")]),
        _entry("fdnn-core", package["title"], [*where, ("note", f"Python package, {code}")]),
    ]
    return "\n".join(f'<pre class="fdnn-bibtex"><code>{html.escape(entry)}</code></pre>' for entry in entries)


def figure(name: str, title: str, code: str) -> str:
    """Return the entry of a figure, with a place for the address of its state and one for the date."""
    essay = _known()["preferred-citation"]["title"]
    rest = [("howpublished", rf"\url{{{ADDRESS}}}"), ("note", f"Figure of ``{essay}'', computed by {code}")]
    return _entry(f"fdnn-{name.replace('_', '-')}", title, [*rest, ("urldate", DATE)])


def _entry(key: str, title: str, rest: list[tuple[str, str]]) -> str:
    essay = _known()["preferred-citation"]
    authors = " and ".join(f"{{{author['name']}}}" for author in essay["authors"])
    fields = [("author", authors), ("title", f"{{{title}}}"), ("year", str(essay["year"])), *rest]
    return "\n".join([f"@misc{{{key},", *(f"  {name} = {{{value}}}," for name, value in fields), "}"])


@cache
def _known() -> dict[str, Any]:
    known: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return known
