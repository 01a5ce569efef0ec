import os
from types import SimpleNamespace

import pytest

from fdnn_core.cliff.command.cpu_load import cpu_times, load_from_other_processes


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """Return a function that lets simulated time pass, and the file with the CPU times."""
    stat = tmp_path / "stat"
    state = SimpleNamespace(seconds=100.0, own=7.0, user=50, idle=70)
    ticks = 100

    def passes(seconds, own, others, idle=0):
        state.seconds, state.own = state.seconds + seconds, state.own + own
        state.user, state.idle = state.user + own + others, state.idle + idle
        fields = [state.user * ticks, 0, 0, state.idle * ticks, 0, 0, 0, 0, 0, 0]
        stat.write_text(f"cpu  {' '.join(str(round(field)) for field in fields)}\ncpu0 1 2 3 4 5 6 7 8 0 0\n")

    passes(0, 0, 0)
    monkeypatch.setattr("fdnn_core.cliff.command.cpu_load.STAT", stat)
    monkeypatch.setattr(os, "sysconf", lambda name: ticks, raising=False)
    clock = SimpleNamespace(perf_counter=lambda: state.seconds, process_time=lambda: state.own)
    monkeypatch.setattr("fdnn_core.cliff.command.cpu_load.time", clock)
    return passes, stat


@pytest.mark.parametrize(("own", "others", "idle"), [(10, 0, 30), (10, 5, 25), (20, 20, 0), (0, 40, 0)])
def test_time_neither_idle_nor_of_this_process_is_that_of_others(machine, own, others, idle):
    passes, _ = machine
    begin = cpu_times()
    passes(10, own, others, idle)
    assert load_from_other_processes(begin) == pytest.approx(others / 10)


def test_without_readable_cpu_times_the_load_is_zero(machine):
    passes, stat = machine
    stat.unlink()
    begin = cpu_times()
    assert load_from_other_processes(begin) == 0
    passes(10, 10, 0)
    stat.write_text("not the format of Linux\n")
    assert load_from_other_processes(cpu_times()) == 0
