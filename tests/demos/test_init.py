"""Loading demos by name."""

import pytest

from demos import DEMOS, load


def test_unknown_name_is_refused():
    with pytest.raises(ValueError, match=f"demo must be one of {', '.join(DEMOS)}, got 'nothing'"):
        load("nothing")
