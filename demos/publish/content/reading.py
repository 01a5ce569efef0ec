"""How long a page takes to read."""

import re

WORDS_A_MINUTE = 238  # silently, of English that is no fiction: Brysbaert, J. Memory and Language 109, 2019
_NO_PROSE = re.compile(r"\A---\n.*?\n---\n|```.*?```|<[^>]*>|\]\([^)]*\)|\[@\w+\]", flags=re.DOTALL)


def minutes(markdown: str) -> int:
    """Return the minutes that the prose of a page takes, to the nearest and at least one."""
    words = re.findall(r"\w+(?:['’.-]\w+)*", _NO_PROSE.sub(" ", markdown))
    return max(1, round(len(words) / WORDS_A_MINUTE))
