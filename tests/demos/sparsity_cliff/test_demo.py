"""The demo as a whole: from controls to frames."""

import re
from dataclasses import replace
from itertools import islice

import pytest

from demos import load
from demos.kit.typesetting import percent
from demos.sparsity_cliff import live_race
from fdnn_core import bandwidth_bound_crossover, race, read_cliff_record

SMALL = {"size": 256, "columns": 1}


@pytest.fixture
def quick(monkeypatch):
    """Shorten races to few products and rounds, and clear their cache."""
    live_race.live_race.cache_clear()

    def small(*shape, **more):
        return race(*shape, **(more | {"structures": ["csr", "2:4"], "sparsities": [0.5, 0.9], "rounds": 12}))

    monkeypatch.setattr(live_race, "race", small)
    monkeypatch.setattr("fdnn_core.cliff.race.SAMPLE", 1e-3)
    monkeypatch.setattr("fdnn_core.cliff.race.TRIAL", 1e-3)
    yield
    live_race.live_race.cache_clear()


def test_a_call_measures_nothing():
    figures = load("sparsity_cliff")(**SMALL)
    assert "times" not in figures
    assert not any(group.label.startswith("here") for group in figures["cliff"].groups)


def test_a_complete_race_ends_with_figures_and_a_record(quick):
    *_, last = load("sparsity_cliff").frames(**SMALL, recorded="none")
    assert last.progress == 1
    assert {"residuals", "times", "record"} <= set(last.figures)
    here = [group for group in last.figures["cliff"].groups if group.label.startswith("here")]
    assert [group.label for group in here] == ["here: unstructured", "here: 2:4"]
    for group in here:
        assert ((group.low <= group.y) & (group.y <= group.high)).all()
    record = read_cliff_record(last.figures["record"].write())
    assert record.races[0].measurement.rounds == 12


def test_samples_are_kept_when_another_control_changes(quick):
    demo = load("sparsity_cliff")
    frames = demo.frames(**SMALL)
    frame = next(frame for frame in frames if "times" in frame.figures)
    again = next(demo.frames(**SMALL, sparsity=50.0))
    assert again.progress == pytest.approx(frame.progress)
    assert again.figures["times"].rows == frame.figures["times"].rows
    another = next(demo.frames(**SMALL, seed=1))
    assert another.progress == 0
    assert "times" not in another.figures


def test_a_hidden_page_flags_the_race_as_disturbed(quick):
    frames = load("sparsity_cliff").frames(**SMALL)
    next(frames)
    last = [frames.send(True), *frames][-1]
    assert "disturbed" in last.figures["cliff"].groups[0].notes[0]


def test_the_sentence_names_the_last_step_and_the_time_left(quick):
    texts = [frame.figures["sentence"].text for frame in islice(load("sparsity_cliff").frames(**SMALL), 1, 3)]
    assert all(re.match(r"Last step: .*; about \d+ s left\.", text) for text in texts[:-1])


def test_the_model_names_its_crossover_and_those_of_its_limits():
    chart = load("sparsity_cliff")(model=True, columns=1, peak=5000, value_bits=16, index_bits=32)["cliff"]
    assert f"{percent(bandwidth_bound_crossover(16, 32))} if only memory does." in chart.summary
    chart = load("sparsity_cliff")(model=True, size=1024, columns=256, peak=10, efficiency=29)["cliff"]
    assert "break-even is at 71 % zeros; 71 % if only arithmetic limits" in chart.summary


def test_each_structure_has_one_line_in_its_own_colour():
    groups = [group for group in load("sparsity_cliff")()["cliff"].groups if group.mark == "trail"]
    assert len({group.label for group in groups}) == len(groups)
    assert replace(groups[0], label="other").role == "after"
