"""The works that the site cites, from one file."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parents[3] / "docs" / "references.json"
_CITED = re.compile(r"\[@([a-z0-9]+)\]")


@dataclass(frozen=True)
class Reference:
    """One work."""

    authors: str
    year: int
    title: str
    venue: str
    doi: str = ""
    arxiv: str = ""
    url: str = ""

    @property
    def short(self) -> str:
        """Who and when, by surnames."""
        names = [part.split()[-1] for part in re.split(r", | and ", self.authors)]
        return f"{' and '.join(names)} {self.year}".replace("and others", "et al.")

    @property
    def address(self) -> str:
        """Where it is found."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"https://arxiv.org/abs/{self.arxiv}" if self.arxiv else self.url

    @property
    def locator(self) -> str:
        """The same in short."""
        if self.doi:
            return f"doi:{self.doi}"
        return f"arXiv:{self.arxiv}" if self.arxiv else self.url


@cache
def known() -> Mapping[str, Reference]:
    """Return all references by key."""
    entries = json.loads(_FILE.read_text(encoding="utf-8"))
    return {key: Reference(**entry) for key, entry in entries.items()}


def link(key: str, up: str) -> str:
    """Return a citation as HTML; an unknown key fails the build."""
    if key not in known():
        raise ValueError(f"reference must be one of docs/references.json, got {key!r}")
    work = known()[key]
    return (
        f'<a class="fdnn-cite" href="{up}references/#{key}" data-locator="{html.escape(work.locator)}">'
        f"{html.escape(work.short)}</a>"
    )


def fill(markdown: str, up: str) -> str:
    """Turn ``[@key]`` into citations."""
    return _CITED.sub(lambda match: link(match[1], up), markdown)


def listed() -> str:
    """Return all references as HTML."""
    return "\n".join(
        f'<p class="fdnn-entry" id="{key}">{html.escape(r.authors)}, <em>{html.escape(r.title)}</em>, '
        f"{html.escape(r.venue)}, {r.year}, "
        f'<a class="fdnn-located" href="{r.address}">{html.escape(r.locator)}</a>.</p>'
        for key, r in sorted(known().items(), key=lambda item: (item[1].authors, item[1].year))
    )
