import numpy as np
import pytest
from numpy.testing import assert_array_equal

from fdnn_core.signals.colour import luma


def test_the_luma_of_white_is_one():
    assert luma(np.ones((8, 8, 3))) == pytest.approx(np.ones((8, 8)))


def test_a_grey_image_is_returned_unchanged():
    image = np.random.default_rng(0).random((4, 5))
    assert_array_equal(luma(image), image)
