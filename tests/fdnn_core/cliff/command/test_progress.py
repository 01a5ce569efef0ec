import io
import sys

import numpy as np
import pytest

from fdnn_core import RaceProgress
from fdnn_core.cliff.command.progress import ProgressDisplay


class Terminal(io.StringIO):
    def isatty(self):
        return True


class ClosedPipe(io.StringIO):
    def write(self, text):
        raise BrokenPipeError(32, "Broken pipe")


class ClosedTerminal(ClosedPipe, Terminal):
    pass


def shown(stream, fractions):
    display = ProgressDisplay(stream, "512 x 512")
    for fraction in fractions:
        display._next_time = 0.0  # as if time had passed
        display.show(RaceProgress("timing csr", fraction, 10 * (1 - fraction), None))
    display.close()
    return stream and stream.getvalue()


def test_outside_a_terminal_there_is_a_line_for_each_tenth():
    lines = shown(io.StringIO(), np.linspace(0, 1, 101)).splitlines()
    assert lines[0] == "512 x 512 0%, 10 s left, timing csr"
    assert [line.split()[3] for line in lines] == [f"{tenth}0%," if tenth else "0%," for tenth in range(11)]


def test_a_terminal_shows_a_bar_and_is_left_without_it():
    pytest.importorskip("tqdm")
    text = shown(Terminal(), [0.5])
    assert "512 x 512 |" in text
    assert "50%, 5 s left, timing csr" in text
    assert "\n" not in text
    assert text.split("\r")[-1].strip() == ""


def test_without_tqdm_a_terminal_shows_lines(monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm", None)
    assert shown(Terminal(), [0.5]) == "512 x 512 50%, 5 s left, timing csr\n"


@pytest.mark.parametrize("stream", [None, ClosedPipe(), ClosedTerminal()])
def test_a_closed_stream_is_no_error(stream):
    assert not shown(stream, [0.0, 0.5, 1.0])
