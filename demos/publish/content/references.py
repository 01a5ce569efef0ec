"""Citations in the prose and the list of references, from docs/references.json."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from demos.publish.content.templating import render, render_inline

_FILE = Path(__file__).parents[3] / "docs" / "references.json"
_PLACEHOLDER = re.compile(r"\[@([a-z0-9]+)\]")


@dataclass(frozen=True)
class Reference:
    """One publication."""

    authors: str
    year: int
    title: str
    venue: str
    doi: str = ""
    arxiv: str = ""
    url: str = ""

    @property
    def short(self) -> str:
        """Surnames of the authors, and the year."""
        names = [part.split()[-1] for part in re.split(r", | and ", self.authors)]
        return f"{' and '.join(names)} {self.year}".replace("and others", "et al.")

    @property
    def address(self) -> str:
        """URL of the publication."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"https://arxiv.org/abs/{self.arxiv}" if self.arxiv else self.url

    @property
    def locator(self) -> str:
        """DOI, arXiv number or URL."""
        if self.doi:
            return f"doi:{self.doi}"
        return f"arXiv:{self.arxiv}" if self.arxiv else self.url


@cache
def known() -> Mapping[str, Reference]:
    """Return all references by key."""
    entries = json.loads(_FILE.read_text(encoding="utf-8"))
    return {key: Reference(**entry) for key, entry in entries.items()}


def link(key: str, root: str) -> Markup:
    """Return a citation as HTML; `root` is the relative URL of the site's root.

    Raises
    ------
    ValueError
        If docs/references.json has no such key.
    """
    if key not in known():
        raise ValueError(f"reference must be a key of docs/references.json, got {key!r}")
    return render_inline("citation_link", key=key, root=root, reference=known()[key])


def insert_citations(markdown: str, root: str) -> str:
    """Replace each ``[@key]`` by a citation."""
    return _PLACEHOLDER.sub(lambda match: link(match[1], root), markdown)


def bibliography() -> Markup:
    """Return all references, sorted by author and year, as HTML."""
    entries = sorted(known().items(), key=lambda item: (item[1].authors, item[1].year))
    return render("references", entries=entries)
