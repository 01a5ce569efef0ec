import numpy as np
import pytest
from numpy.testing import assert_array_equal

from fdnn_core import photograph, upright


def test_turns_what_is_upside_down_and_leaves_the_rest():
    image = photograph("camera")
    noisy = image + np.random.default_rng(0).normal(size=image.shape)
    assert_array_equal(upright(noisy, image), noisy)
    assert_array_equal(upright(noisy[::-1, ::-1], image), noisy)


def test_refuses_what_cannot_be_compared():
    with pytest.raises(ValueError, match=r"got \(2, 3\)"):
        upright(np.ones((3, 2)), np.ones((2, 3)))
    with pytest.raises(ValueError, match=r"image must be \(..., height, width\), got shape \(3,\)"):
        upright(np.ones(3), np.ones(3))
