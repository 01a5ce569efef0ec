"""Figures drawn by matplotlib."""

import numpy as np
import pytest

from demos.kit.drawing import draw, svg
from demos.kit.figures import Axis, Group, Scatter


def test_shares_near_one_are_as_far_apart_as_their_nines():
    x = np.array([0.5, 0.9, 0.99])
    chart = Scatter(
        title="Speed",
        summary="It rises.",
        groups=[Group("measured", x, x, "after", "path", x - 0.1, x + 0.1)],
        x_axis=Axis("zeros", "nines", 0, 0.999),
        y_axis=Axis("speed-up", "log", 0.1, 100),
        chosen=0.9,
    )
    (axes,) = draw(chart).axes
    places = [axes.transData.transform((share, 1))[0] for share in (0, 0.9, 0.99, 0.999)]
    assert np.diff(places) == pytest.approx(places[1] - places[0], rel=1e-6)
    assert svg(chart).startswith("<svg")
    labels = [tick.get_text() for tick in axes.get_xticklabels()]
    assert labels[:4] == ["0\u202f%", "50\u202f%", "80\u202f%", "90\u202f%"]
