"""The technical words of the site, explained where a page first uses them; from one file."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parents[3] / "docs" / "glossary.json"
_TAG = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"</?([a-z][a-z0-9-]*)")
#: Where no word is explained: it would not be prose, or be a link already.
_CLOSED = {"a", "button", "code", "pre", "h1", "h2", "h3", "h4", "fdnn-claim", "fdnn-demo"}


@dataclass(frozen=True)
class Term:
    """One word."""

    term: str
    forms: tuple[str, ...]  # as the prose may have it, the longer one first
    meaning: str


@cache
def known() -> Mapping[str, Term]:
    """Return all terms by key."""
    entries = json.loads(_FILE.read_text(encoding="utf-8"))
    return {
        key: Term(entry["term"], tuple(entry["forms"]), entry["meaning"]) for key, entry in entries.items()
    }


def explain(page: str, up: str) -> str:
    """Explain each term where a page's HTML first uses it; `up` leads from the page to the site's root."""
    used: set[str] = set()

    def link(match: re.Match[str]) -> str:
        key = _forms()[match[0].lower()]
        if key in used:
            return match[0]
        used.add(key)
        return _link(key, match[0], up)

    return "".join(_words().sub(link, text) if prose else text for prose, text in _parts(page))


def listed() -> str:
    """Return all terms with their meanings as HTML."""
    entries = sorted(known().items(), key=lambda item: item[1].term.lower())
    return "\n".join(
        f'<div class="fdnn-entry"><h2 id="{key}">{html.escape(entry.term)}</h2>'
        f"<p>{html.escape(entry.meaning)}</p></div>"
        for key, entry in entries
    )


def _link(key: str, word: str, up: str) -> str:
    return (
        f'<fdnn-term><a class="fdnn-term" href="{up}glossary/#{key}" aria-describedby="term-{key}">{word}</a>'
        f'<span popover id="term-{key}" role="tooltip" class="fdnn-behind">'
        f"{html.escape(known()[key].meaning)}</span></fdnn-term>"
    )


@cache
def _forms() -> Mapping[str, str]:
    return {
        html.escape(form, quote=False).lower(): key for key, term in known().items() for form in term.forms
    }


@cache
def _words() -> re.Pattern[str]:
    longest_first = sorted(_forms(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)


def _parts(page: str) -> Iterator[tuple[bool, str]]:
    """Split HTML into text and tags; say of each whether it is prose."""
    closed, depth = "", 0  # the element inside which nothing is prose, and how often it is nested
    for part in _TAG.split(page):
        tag = _NAME.match(part)
        if not tag:
            yield not closed, part
            continue
        if not closed and not part.startswith("</") and (tag[1] in _CLOSED or 'class="fdnn-cards"' in part):
            closed = tag[1]
        if tag[1] == closed:
            depth += -1 if part.startswith("</") else 1
            closed = closed if depth else ""
        yield False, part
