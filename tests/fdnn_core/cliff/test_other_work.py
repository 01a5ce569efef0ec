import os
from types import SimpleNamespace

import pytest

from fdnn_core.cliff.cli import OtherWork


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A simulated machine: lets time pass, own work and that of others in seconds."""
    stat = tmp_path / "stat"
    state = SimpleNamespace(seconds=100.0, own=7.0, user=50, idle=70)
    ticks = 100

    def passes(seconds, own, others, idle=0):
        state.seconds, state.own = state.seconds + seconds, state.own + own
        state.user, state.idle = state.user + own + others, state.idle + idle
        fields = [state.user * ticks, 0, 0, state.idle * ticks, 0, 0, 0, 0, 0, 0]
        stat.write_text(f"cpu  {' '.join(str(round(field)) for field in fields)}\ncpu0 1 2 3 4 5 6 7 8 0 0\n")

    passes(0, 0, 0)
    monkeypatch.setattr("fdnn_core.cliff.cli._STAT", stat)
    monkeypatch.setattr(os, "sysconf", lambda name: ticks, raising=False)
    clock = SimpleNamespace(perf_counter=lambda: state.seconds, process_time=lambda: state.own)
    monkeypatch.setattr("fdnn_core.cliff.cli.time", clock)
    return passes, stat


@pytest.mark.parametrize(("own", "others", "idle"), [(10, 0, 30), (10, 5, 25), (20, 20, 0), (0, 40, 0)])
def test_what_is_neither_idle_nor_own_is_others(machine, own, others, idle):
    passes, _ = machine
    work = OtherWork()
    passes(10, own, others, idle)
    assert work.cores() == pytest.approx(others / 10)


def test_a_system_that_does_not_tell_has_no_others(machine):
    passes, stat = machine
    stat.unlink()
    work = OtherWork()
    assert work.cores() == 0
    passes(10, 10, 0)
    stat.write_text("not as Linux has it\n")
    assert OtherWork().cores() == 0
