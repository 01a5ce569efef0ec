"""The race on this machine, with simulated steps."""

import sys

import pytest

from demos.sparsity_cliff import live_race
from fdnn_core import RaceProgress, race


@pytest.mark.parametrize(("variable", "isolated"), [("1", True), ("0", False), ("", None)])
def test_the_record_holds_what_the_page_knows_of_the_browser(variable, isolated, monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setenv("FDNN_BROWSER", "Firefox 140")
    monkeypatch.setenv("FDNN_ISOLATED", variable)
    options = {"structures": "csr", "sparsities": [0.5], "rounds": 1}
    monkeypatch.setattr(live_race, "race", lambda *shape, **more: race(*shape, **(more | options)))
    live = live_race.LiveRace(16, 1, "float32", 0)
    while live.fraction < 1:
        live.advance(False)
    assert live.record.device[:2] == ("Firefox 140", "browser")
    assert live.record.isolated is isolated


def test_a_race_continues_to_its_last_step_even_if_no_time_is_left(monkeypatch):
    steps = [RaceProgress(doing, 1.0, 0.0, None) for doing in ("timed round 29", "timed round 30")]
    monkeypatch.setattr(live_race, "race", lambda *shape, **options: iter(steps))
    monkeypatch.setattr(live_race, "_FRAME", 0.0)  # one step per frame
    live = live_race.LiveRace(256, 1, "float32", 0)
    seen = []
    while live.fraction < 1:
        live.advance(False)
        seen.append(live.status)
    assert [words.partition(";")[0] for words in seen] == [
        "Last step: timed round 29",
        "Last step: timed round 30",
        "",
    ]
