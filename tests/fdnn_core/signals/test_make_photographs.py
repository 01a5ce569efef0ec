"""Photographs against scikit-image, in a module apart because scikit-image does not run in the browser."""

import numpy as np
import pytest
from skimage.color import rgb2gray

from fdnn_core import PHOTOGRAPHS, photograph
from tests.fdnn_core.signals.make_photographs import pixels


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_make_photographs_reproduces_the_stored_pixels(name):
    made, stored = pixels(name), photograph(name, grey=False) * 255
    assert made.shape == stored.shape
    assert np.abs(made - stored).max() < 1 + 1e-9  # rounding may differ on another processor
    assert np.mean(np.abs(made - stored) < 0.5) > 0.999


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_grey_agrees_with_scikit_image(name):
    full = photograph(name, grey=False)
    assert np.allclose(photograph(name), rgb2gray(full) if full.ndim == 3 else full)
