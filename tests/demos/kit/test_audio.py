"""Loudness of sounds is matched and limited."""

import numpy as np
import pytest

from demos.kit.audio import match_loudness


def test_sounds_have_the_same_level():
    t = np.arange(1000)
    quiet, loud = match_loudness(1e-3 * np.sin(t) + 5, 80 * np.sin(t) ** 3)
    assert quiet.std() == pytest.approx(loud.std())
    assert quiet.mean() == pytest.approx(0, abs=1e-12)


def test_no_peak_is_above_half_of_full_scale_and_silence_stays_silent():
    click = np.zeros(4096)
    click[7] = 1
    first, second, silence = match_loudness(click, np.sin(np.arange(4096)), np.ones(4096))
    assert np.abs(first).max() == pytest.approx(0.5)
    assert first.std() == pytest.approx(second.std())
    assert not silence.any()
