"""The arrays a mask accepts."""

import numpy as np
import pytest

from demos.kit.controls import ControlError, Mask

MASK = Mask("spectrum", side=8, label="mask")


def test_mask_is_an_array_of_shares_or_none():
    assert MASK.resolve("x", None) is None
    shares = np.linspace(0, 1, 64).reshape(8, 8)
    np.testing.assert_array_equal(MASK.resolve("x", shares), shares)
    np.testing.assert_array_equal(MASK.resolve("x", np.full((8, 8), 255, np.uint8)), np.ones((8, 8)))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("low", "x must hold real numbers, got dtype <U3"),
        (np.ones((8, 7)), r"x must have shape \(8, 8\), got \(8, 7\)"),
        (np.full((8, 8), 2.0), r"x must lie in \[0, 1\], got 2 to 2"),
        (np.full((8, 8), np.nan), "x must hold finite numbers"),
    ],
)
def test_masks_of_another_shape_or_type_are_refused(value, message):
    with pytest.raises(ControlError, match=message):
        MASK.resolve("x", value)
