"""Typeset numbers in text that is drawn: a minus sign for a hyphen, and no line break before a unit."""

from __future__ import annotations

import re
from functools import lru_cache

NO_BREAK = "\u202f"  # narrow no-break space
_ROUNDING_ERROR = 1e-12
_UNIT = re.compile(r" (?<=[\d∞] )(?=(?:%|dB|[mµ]?s|[kMG]?Hz|[kMG]B(?:/s)?|GFLOP/s|bits?)(?!\w))")
_MINUS = re.compile(r"-(?:(?<![^\s(]-)|(?<=\de-))(?=\d)")
_MINUS_ZERO = re.compile(r"−(?=0(?:\.0*)?(?![\d.]))")


@lru_cache(maxsize=256)
def typeset(text: str) -> str:
    """Return a text with minus signs, none of them before a zero, and a no-break space before each unit."""
    text = _UNIT.sub(NO_BREAK, text)
    return _MINUS_ZERO.sub("", _MINUS.sub("−", text)) if "-" in text else text


def percent(share: float, form: str = ".1f") -> str:
    """Return a fraction in percent, in a format such as ".1f"; a rounding error is 0 %."""
    if abs(share) < _ROUNDING_ERROR:
        return "0 %"
    text = format(100 * share, form)
    return f"{'less than 0.1' if text == '0.0' else text.removesuffix('.0')} %"


def plural(count: int, word: str) -> str:
    """Return the word, with an "s" unless the count is 1."""
    return word if count == 1 else f"{word}s"
