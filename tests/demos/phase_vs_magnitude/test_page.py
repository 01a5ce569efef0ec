"""The statements of page.md about the figures, and its links."""

import re
from html import unescape
from itertools import islice
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

import demos
from demos import load
from demos.kit.controls import Choice, Slider, Switch

PAGE = (Path(demos.__file__).parent / "phase_vs_magnitude" / "page.md").read_text()
LINKS = [unescape(hash) for hash in re.findall(r'href="#([^"]*=[^"]*)"', PAGE)]

demo = load("phase_vs_magnitude")


def typed(control, text):
    """The value that the form of the page makes of a text in the address."""
    match control:
        case Slider(step=step):
            return int(text) if isinstance(step, int) else float(text)
        case Switch():
            return {"true": True, "false": False}[text]
        case Choice(options=options):
            return next(option for option in options if str(option) == text)
    return text if not text.isdigit() else int(text)


@pytest.mark.parametrize("link", LINKS)
def test_every_link_sets_a_figure(link):
    entries = [name.rpartition(".")[::2] for name, _ in parse_qsl(link)]
    (name,) = {name or "phase_vs_magnitude" for name, _ in entries}
    linked = load(name)
    values = {
        control: typed(linked.controls[control], text)
        for (_, control), (_, text) in zip(entries, parse_qsl(link), strict=True)
    }
    assert any(values[control] != linked.defaults[control] for control in values) or "phase=1" in link
    assert next(linked.frames(**values)).figures


def score(measure="correlation", **values):
    """The scores against A and against B."""
    rows = {row[0]: row[1:3] for row in demo(**values)["scores"].rows}
    return tuple(map(float, rows[measure]))


@pytest.mark.parametrize("shares", [{"magnitude": 0, "phase": 1}, {"magnitude": 1, "phase": 0}])
def test_phase_decides_over_the_whole_picture(shares):
    assert demo(**shares)["sentence"].text.endswith("The phase decides.")


def test_magnitude_decides_in_small_patches_unless_means_are_removed():
    assert demo(patch=8)["sentence"].text.endswith("The magnitude decides.")
    assert "do not agree" in demo(patch=8, means=True)["sentence"].text


def test_generic_magnitude_is_sufficient_and_a_flat_one_is_not():
    generic, flat = (score(phase=0, degrading=f"{kind} magnitude")[0] for kind in ("1/f", "flat"))
    assert generic > 0.69
    assert flat < 0.32


def test_two_bits_of_phase_are_enough():
    assert score(phase=0, degrading="quantised phase", bits=2)[0] > 0.85
    assert abs(score(phase=0, degrading="random phase")[0]) < 0.2


def test_signs_of_the_cosine_transform_decide():
    assert demo(transform="dct")["sentence"].text.endswith("The phase decides.")


def test_mean_over_all_pairs_changes_sides():
    figures = load("phase_patches")(pairs="all")
    assert figures["sentence"].text.count("the magnitude from") == 2


def test_without_means_only_local_energy_changes_sides():
    by_correlation, by_energy = load("phase_patches")(pairs="all", means=True)["sentence"].text.split(". ")
    assert "still in those of 8" in by_correlation
    assert "the magnitude from" in by_energy


def test_magnitude_retrieval_depends_on_the_start():
    stuck, arrives = (
        load("phase_retrieval")(method="magnitude", picture="brick", seed=seed)["sentence"].text
        for seed in (0, 2)
    )
    assert "It has not been found" in stuck
    assert "It is found." in arrives


def test_phase_alone_recovers_the_picture():
    *_, last = islice(load("phase_retrieval").frames(), 50)
    assert "It is found." in last.figures["sentence"].text
