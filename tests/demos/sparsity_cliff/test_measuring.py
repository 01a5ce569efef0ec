"""The race on this machine, its steps given by hand."""

from demos.sparsity_cliff import measuring
from fdnn_core import RaceProgress


def test_a_race_goes_on_until_its_last_step_though_no_time_is_left(monkeypatch):
    steps = [RaceProgress(doing, 1.0, 0.0, None) for doing in ("timed round 29", "timed round 30")]
    monkeypatch.setattr(measuring, "race", lambda *shape, **options: iter(steps))
    monkeypatch.setattr(measuring, "_FRAME", 0.0)  # a step a frame
    run = measuring.Running(256, 1, "float32", 0)
    seen = []
    while run.fraction < 1:
        run.go_on(False)
        seen.append(run.doing)
    assert [words.partition(";")[0] for words in seen] == ["Last: timed round 29", "Last: timed round 30", ""]
