"""Sounds are comparable and safe."""

import numpy as np
import pytest

from demos.kit.loudness import matched


def test_sounds_are_matched_in_level_whatever_they_were():
    t = np.arange(1000)
    quiet, loud = matched(1e-3 * np.sin(t) + 5, 80 * np.sin(t) ** 3)
    assert quiet.std() == pytest.approx(loud.std())
    assert quiet.mean() == pytest.approx(0, abs=1e-12)


def test_no_peak_is_above_half_of_full_scale_and_silence_stays_silent():
    click = np.zeros(4096)
    click[7] = 1
    first, second, silence = matched(click, np.sin(np.arange(4096)), np.ones(4096))
    assert np.abs(first).max() == pytest.approx(0.5)
    assert first.std() == pytest.approx(second.std())
    assert not silence.any()
