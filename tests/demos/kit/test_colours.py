"""Colour scales."""

import numpy as np

from demos.kit.colours import palette


def test_hue_scale_is_cyclic_with_even_luminance():
    circle = palette("hue")[:, :3].astype(float)
    np.testing.assert_array_equal(circle[0], circle[-1])
    assert np.abs(np.diff(circle, axis=0)).max() <= 6
    linear = (circle / 255) ** 2.2 @ [0.2126, 0.7152, 0.0722]
    assert linear.max() / linear.min() < 1.35
