"""Estimate of the reading time of a page."""

import re

#: Silent reading of English non-fiction: Brysbaert, J. Memory and Language 109, 2019.
WORDS_PER_MINUTE = 238
_NOT_PROSE = re.compile(r"\A---\n.*?\n---\n|```.*?```|<[^>]*>|\]\([^)]*\)|\[@\w+\]", flags=re.DOTALL)


def minutes(markdown: str) -> int:
    """Return the reading time of a page's prose in whole minutes, at least one."""
    words = re.findall(r"\w+(?:['’.-]\w+)*", _NOT_PROSE.sub(" ", markdown))
    return max(1, round(len(words) / WORDS_PER_MINUTE))
