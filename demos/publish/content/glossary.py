"""Glossary: technical terms, explained where a page first uses them, from docs/glossary.json."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from demos.publish.content.templating import render, render_inline

_FILE = Path(__file__).parents[3] / "docs" / "glossary.json"
_TAG = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"</?([a-z][a-z0-9-]*)")
#: Elements in which no term is explained: they are not prose, or are links already.
_EXCLUDED = {"a", "button", "code", "pre", "h1", "h2", "h3", "h4", "fdnn-claim", "fdnn-demo"}


@dataclass(frozen=True)
class Term:
    """One term of the glossary."""

    term: str
    forms: tuple[str, ...]  # spellings in the prose, such as singular and plural
    meaning: str


@cache
def known() -> Mapping[str, Term]:
    """Return all terms by key."""
    entries = json.loads(_FILE.read_text(encoding="utf-8"))
    return {
        key: Term(entry["term"], tuple(entry["forms"]), entry["meaning"]) for key, entry in entries.items()
    }


def explain(page: str, root: str) -> str:
    """Link the first use of each term in a page's HTML to its explanation.

    Parameters
    ----------
    page : str
        HTML.
    root : str
        Relative URL of the site's root.
    """
    used: set[str] = set()

    def link(match: re.Match[str]) -> str:
        key = _keys_by_form()[match[0].lower()]
        if key in used:
            return match[0]
        used.add(key)
        word = Markup(match[0])  # it is HTML already
        return render_inline("term", key=key, word=word, meaning=known()[key].meaning, root=root)

    return "".join(_any_form().sub(link, text) if prose else text for prose, text in _split(page))


def all_terms() -> Markup:
    """Return all terms in alphabetical order with their meanings as HTML."""
    return render("glossary", entries=sorted(known().items(), key=lambda item: item[1].term.lower()))


@cache
def _keys_by_form() -> Mapping[str, str]:
    return {
        html.escape(form, quote=False).lower(): key for key, term in known().items() for form in term.forms
    }


@cache
def _any_form() -> re.Pattern[str]:
    longest_first = sorted(_keys_by_form(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)


def _split(page: str) -> Iterator[tuple[bool, str]]:
    """Split HTML into texts and tags; yield with each whether it is prose."""
    excluded, depth = "", 0  # the outermost excluded element around this part, and its nesting depth
    for part in _TAG.split(page):
        tag = _NAME.match(part)
        if not tag:
            yield not excluded, part
            continue
        opens = not part.startswith("</")
        if not excluded and opens and (tag[1] in _EXCLUDED or 'class="fdnn-cards"' in part):
            excluded = tag[1]
        if tag[1] == excluded:
            depth += 1 if opens else -1
            excluded = excluded if depth else ""
        yield False, part
