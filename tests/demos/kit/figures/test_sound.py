"""Clips to be played."""

import numpy as np
import pytest

from demos.kit.figures import Clip, FigureError, Sound


def test_samples_beyond_full_scale_are_refused():
    with pytest.raises(FigureError, match=r"clip 'c': samples must lie in \[-1, 1\], got a peak of 2"):
        Clip("c", np.array([0, -2.0]), 8000)


def test_csv_has_a_column_for_each_clip():
    clips = [Clip(name, np.array([0, 0.5]), 8000) for name in "ab"]
    assert Sound(title="s", summary="s", clips=clips).csv() == "a at 8000 Hz,b at 8000 Hz\n0.0,0.0\n0.5,0.5\n"
