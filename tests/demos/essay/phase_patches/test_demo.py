"""Scores by patch size against the core, and the sentence against the scores."""

import re

import numpy as np
import pytest

from demos import load
from fdnn_core import correlation, join_patches, mix_phase_magnitude, photograph, split_patches

demo = load("phase_patches")


def lines(figures, name):
    """Sizes, and the scores with the donor of the phase and with that of the magnitude."""
    chart = figures[name]
    return chart.x, *(series.y for series in chart.series)


def test_one_frame_for_each_size_from_the_largest():
    for count, frame in enumerate(demo.frames(), start=1):
        sizes, of_phase, of_magnitude = lines(frame.figures, "correlation")
        assert frame.progress == pytest.approx(count / 6)
        np.testing.assert_array_equal(sizes, [8, 16, 32, 64, 128, 256])
        for scores in (of_phase, of_magnitude):
            np.testing.assert_array_equal(np.isnan(scores), np.arange(6) < 6 - count)


def test_scores_agree_with_the_core():
    a, b = photograph("coffee"), photograph("grass")
    sizes, of_phase, of_magnitude = lines(demo(a="coffee", b="grass"), "correlation")
    for size, score, other in zip(sizes.astype(int), of_phase, of_magnitude, strict=True):
        hybrid = join_patches(mix_phase_magnitude(split_patches(a, size), split_patches(b, size), phase=1))
        assert (score, other) == pytest.approx((correlation(hybrid, b), correlation(hybrid, a)))


@pytest.mark.parametrize("means", [False, True])
@pytest.mark.parametrize("pair", [{}, {"a": "grass", "b": "brick"}, {"a": "zone_plate"}])
def test_sentence_states_the_sizes_at_which_the_winner_changes(means, pair):
    figures = demo(means=means, **pair)
    for name, words in zip(
        ("correlation", "local_energy"), figures["sentence"].text.split(". "), strict=True
    ):
        sizes, of_phase, of_magnitude = (line[::-1] for line in lines(figures, name))
        phase_wins = of_phase > of_magnitude
        changes = sizes[1:][phase_wins[1:] != phase_wins[:-1]]
        assert [int(size) for size in re.findall(r"from (\d+) down", words)] == changes.tolist()
        assert f"the {'phase' if phase_wins[0] else 'magnitude'} wins in patches of 256" in words
