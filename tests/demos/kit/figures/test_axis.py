"""Scales and ends of an axis."""

import pytest

from demos.kit.figures import Axis, FigureError


def test_mistakes_in_an_axis_are_named():
    with pytest.raises(FigureError, match="axis 'x': scale must be one of linear, log, nines, got 'sqrt'"):
        Axis("x", "sqrt")
    with pytest.raises(FigureError, match="axis 'x': low must be less than high, got 1 and 1"):
        Axis("x", low=1, high=1)


def test_only_the_scale_of_nines_has_fixed_ticks():
    assert not Axis("x").ticks
    assert Axis("x", "nines", 0, 1).ticks[3] == 0.9
