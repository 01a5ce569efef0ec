"""How numbers stand in words that are shown: with a true minus, and never parted from their unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_NARROW = "\u202f"  # a no-break space, as the prose has it
_UNIT = re.compile(r" (?<=[\d∞] )(?=(?:%|dB|[mµ]?s|[kMG]?Hz|[kMG]B(?:/s)?|GFLOP/s|bits?)(?!\w))")
_MINUS = re.compile(r"-(?:(?<![^\s(]-)|(?<=\de-))(?=\d)")
_OF_NOTHING = re.compile(r"−(?=0(?:\.0*)?(?![\d.]))")
_BEFORE_DIGIT = re.compile(r"−(?=\d)")
_BETWEEN = "\x1f"  # cells


@lru_cache(maxsize=256)
def typeset(text: str) -> str:
    """Return a text with true minus signs, none before a zero, and each unit on the line of its number."""
    text = _UNIT.sub(_NARROW, text)
    return _OF_NOTHING.sub("", _MINUS.sub("−", text)) if "-" in text else text


def typeset_all(texts: Sequence[str]) -> list[str]:
    """Return many texts typeset, at the price of one."""
    found = typeset(_BETWEEN.join(texts)).split(_BETWEEN)
    return found if len(found) == len(texts) else [typeset(text) for text in texts]


def as_typed(text: str) -> str:
    """Return a text as a keyboard and a program have it: with ordinary spaces, and a hyphen for a minus."""
    return _BEFORE_DIGIT.sub("-", text).replace(_NARROW, " ")


def plural(count: int, word: str) -> str:
    """Return the word for one, or else for many."""
    return word if count == 1 else f"{word}s"
