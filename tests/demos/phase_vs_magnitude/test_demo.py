"""The figures against the core, and the sentences against the scores."""

import numpy as np
import pytest

from demos import load
from demos.kit.controls import ControlError
from demos.phase_vs_magnitude.masks import mask_of
from demos.phase_vs_magnitude.scores import Scores
from fdnn_core import apply_mask, mix_phase_magnitude, photograph

demo = load("phase_vs_magnitude")
COLOURS = pytest.mark.parametrize("colour", ["grey", "luma", "channels"])
TRANSFORMS = pytest.mark.parametrize("transform", ["dft", "dct"])


@COLOURS
@TRANSFORMS
@pytest.mark.parametrize("patch", [0, 8])
def test_no_share_of_b_gives_a(colour, transform, patch):
    figures = demo(magnitude=0, phase=0, colour=colour, transform=transform, patch=patch)
    np.testing.assert_allclose(figures["result"].values, figures["picture_a"].values, atol=1e-12)


@pytest.mark.parametrize("colour", ["grey", "channels"])
@TRANSFORMS
def test_full_share_of_b_gives_b(colour, transform):
    figures = demo(magnitude=1, phase=1, colour=colour, transform=transform)
    np.testing.assert_allclose(figures["result"].values, figures["picture_b"].values, atol=1e-12)


def test_mixing_luma_keeps_the_chroma_of_a():
    a, b, result = (
        demo(colour="luma", magnitude=1, phase=1)[key].values for key in ("picture_a", "picture_b", "result")
    )
    inside = ((result > 0) & (result < 1)).all(axis=-1)
    np.testing.assert_allclose(np.diff(result, axis=-1)[inside], np.diff(a, axis=-1)[inside], atol=1e-12)
    assert np.abs(result - b).max() > 0.1


def test_mixture_agrees_with_the_core():
    a, b = photograph("coffee"), photograph("grass")
    figures = demo(a="coffee", b="grass", magnitude=0.3, phase=0.8, scale="geometric")
    expected = mix_phase_magnitude(a, b, 0.3, 0.8, "geometric").clip(0, 1)
    np.testing.assert_allclose(figures["result"].values, expected, atol=1e-12)


@pytest.mark.parametrize("patch", [0, 32])
def test_four_combinations_are_side_by_side(patch):
    corners = demo(patch=patch, size=128)["corners"].values
    assert corners.shape == (128, 512)
    for place, (magnitude, phase) in enumerate([(0, 0), (0, 1), (1, 0), (1, 1)]):
        result = demo(magnitude=magnitude, phase=phase, patch=patch, size=128)["result"].values
        np.testing.assert_allclose(corners[:, 128 * place : 128 * (place + 1)], result, atol=1e-12)


def test_sentence_agrees_with_the_scores():
    rng = np.random.default_rng(0)
    a, b = rng.random((2, 32, 32))
    for share in (0.0, 0.4, 0.6, 1.0):
        scores = Scores((1 - share) * a + share * b, a, b)
        text = scores.sentence(0, 1).text
        winner, loser = "AB" if share < 0.5 else "BA"
        assert f"resembles {winner} by" in text
        assert f"{loser} by" not in text
        assert ("The magnitude decides." in text) == (winner == "A")
        assert ("The phase decides." in text) == (winner == "B")


def test_higher_score_wins_in_table_and_sentence():
    for values in (
        {},
        {"patch": 8},
        {"patch": 8, "means": True},
        {"magnitude": 1, "phase": 0},
        {"degrading": "random phase"},
    ):
        figures = demo(**values)
        for name, with_a, with_b, winner in figures["scores"].rows:
            assert winner in ("neither", "A" if float(with_a) > float(with_b) else "B")
            said = figures["sentence"].text.split("resembles ")[1].split(". ")[0].split(";")
            assert [part.strip()[0] for part in said if name in part] == [winner[0]]


@pytest.mark.parametrize("values", [{"band_from": 20}, {"degrading": "flat magnitude"}, {"mask": "ring"}])
def test_neither_decides_if_more_was_changed(values):
    assert "decide" in demo()["sentence"].text
    assert "decide" not in demo(**values)["sentence"].text


BAND = "Between 20 % and 100 % of the highest frequency"
LAST = "At 100 % of the highest frequency"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Magnitude A’s and phase B’s."),
        ({"phase": 0}, "Magnitude and phase are A’s."),
        ({"magnitude": 1}, "Magnitude and phase are B’s."),
        ({"band_from": 20}, f"{BAND}, magnitude A’s and phase B’s; the rest is A’s."),
        (
            {"band_from": 20, "magnitude": 0.3},
            f"{BAND}, magnitude 30 % B’s and phase B’s; the rest is A’s.",
        ),
        ({"band_from": 20, "phase": 0}, "Magnitude and phase are A’s."),
        ({"band_from": 100, "magnitude": 1}, f"{LAST}, magnitude and phase B’s; the rest is A’s."),
    ],
)
def test_sentence_restricts_the_mixture_to_its_band(values, said):
    assert demo(**values)["sentence"].text.startswith(f"{said} The mixture resembles ")


def test_four_combinations_name_their_band():
    whole, band = demo()["corners"], demo(band_from=20)["corners"]
    assert whole.title == "A · A’s magnitude, B’s phase · B’s magnitude, A’s phase · B"
    assert band.title == f"{BAND}: {whole.title}"
    assert band.summary == f"{whole.summary} {BAND} alone; the rest is A’s."


def test_constant_has_no_correlation():
    rows = demo(a=np.full((16, 16), 0.5), phase=0)["scores"].rows
    assert rows[0] == ("correlation", "—", "—", "neither")


def test_band_must_not_end_before_it_begins():
    with pytest.raises(ControlError, match="band_to must be at least where the band begins, 60, got 40"):
        demo(band_from=60, band_to=40)


def test_empty_band_swaps_only_the_mean():
    figures = demo(band_to=0, magnitude=1, phase=1)
    a, b, result = (figures[key].values for key in ("picture_a", "picture_b", "result"))
    shift = b.mean() - a.mean()
    np.testing.assert_allclose(result, (a + shift).clip(0, 1), atol=1e-12)


@pytest.mark.parametrize("name", ["low-pass", "high-pass", "ring", "notch", "wedge"])
def test_mask_keeps_its_frequencies(name):
    mask = mask_of(name, 256, radius=25, width=10, angle=45, opening=30)
    y, x = np.mgrid[-128:128, -128:128] / 128
    radius, angle = np.hypot(y, x), np.degrees(np.arctan2(-y, x)) % 180
    expected = {
        "low-pass": radius <= 0.25,
        "high-pass": radius >= 0.25,
        "ring": abs(radius - 0.25) <= 0.05,
        "notch": np.hypot(abs(x + y), abs(x - y) - 0.25 * np.sqrt(2)) > 0.05 * np.sqrt(2),
        "wedge": abs(angle - 45) <= 15,
    }[name]
    inner = radius < 1  # Nyquist is its own mirror image
    inner[128, 128] = False
    np.testing.assert_array_equal(mask[inner], expected[inner])
    a, result = (demo(phase=0, mask=m, radius=25, width=10, angle=45, opening=30) for m in ("all", name))
    masked = apply_mask(a["picture_a"].values, mask)
    np.testing.assert_allclose(result["result"].values, masked.clip(0, 1), atol=1e-12)
