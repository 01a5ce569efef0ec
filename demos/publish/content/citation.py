"""BibTeX entries of the essay, the package and each figure, from CITATION.cff."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup

from demos.publish.content.templating import render
from demos.publish.runtime import wheels

_FILE = Path(__file__).parents[3] / "CITATION.cff"
#: Placeholders that the page replaces when the reader cites: URL of the figure's state, and today's date.
ADDRESS, DATE = "THE-ADDRESS", "THE-DATE"


def code_stamp(built: Mapping[str, Path]) -> str:
    """Return name, version and hash of each wheel; equal sources give equal hashes."""
    return ", ".join(
        f"{name} {wheels.version(wheel)} (sha256 {sha256(wheel.read_bytes()).hexdigest()[:12]})"
        for name, wheel in built.items()
    )


def entries(code: str, address: str) -> Markup:
    """Return the BibTeX entries of the essay and of the package as HTML.

    Parameters
    ----------
    code : str
        Version of the code, from `code_stamp`.
    address : str
        URL of the site; empty leaves it out.
    """
    essay, package = _metadata()["preferred-citation"], _metadata()
    where = [("howpublished", rf"\url{{{address}}}")] if address else []
    both = [
        _entry("fdnn-essay", essay["title"], [*where, ("note", f"With {code}")]),
        _entry("fdnn-core", package["title"], [*where, ("note", f"Python package, {code}")]),
    ]
    return render("citation", entries=both)


def figure_entry(name: str, title: str, code: str) -> str:
    """Return the BibTeX entry of a demo, with placeholders for the URL of its state and for the date."""
    essay = _metadata()["preferred-citation"]["title"]
    rest = [("howpublished", rf"\url{{{ADDRESS}}}"), ("note", f"Figure of ``{essay}'', computed by {code}")]
    return _entry(f"fdnn-{name.replace('_', '-')}", title, [*rest, ("urldate", DATE)])


def _entry(key: str, title: str, rest: list[tuple[str, str]]) -> str:
    essay = _metadata()["preferred-citation"]
    authors = " and ".join(f"{{{author['name']}}}" for author in essay["authors"])
    fields = [("author", authors), ("title", f"{{{title}}}"), ("year", str(essay["year"])), *rest]
    return "\n".join([f"@misc{{{key},", *(f"  {name} = {{{value}}}," for name, value in fields), "}"])


@cache
def _metadata() -> dict[str, Any]:
    metadata: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return metadata
