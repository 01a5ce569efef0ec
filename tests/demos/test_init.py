"""Loading demos by name."""

import pytest

from demos import DEMOS, load


def test_unknown_demos_are_named():
    with pytest.raises(ValueError, match=f"demo must be one of {', '.join(DEMOS)}, got 'nothing'"):
        load("nothing")
