"""Progress of a race on standard error: a bar by tqdm in a terminal, and a line for each tenth elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, TextIO

from fdnn_core.cliff.race import RaceProgress

__all__ = ["ProgressDisplay"]

REFRESH = 0.1  # seconds


class ProgressDisplay:
    """Display of the progress of one race.

    Parameters
    ----------
    stream : text stream or None
        Standard error, which is None where it is closed.
    title : str
        Text before the progress.
    """

    def __init__(self, stream: TextIO | None, title: str) -> None:
        self._stream, self._title = stream, title
        self._bar = _bar(stream, title) if stream and stream.isatty() else None
        self._next_time, self._next_tenth = 0.0, 0

    def show(self, step: RaceProgress) -> None:
        """Show a step, unless the display has just been refreshed."""
        words = f"{step.seconds_left:.0f} s left, {step.doing}"
        with self._until_nobody_reads():
            if self._bar is not None:
                if (now := time.monotonic()) >= self._next_time:
                    self._next_time = now + REFRESH
                    self._bar.n = round(100 * step.fraction)
                    self._bar.set_postfix_str(words)
            elif self._stream and step.fraction * 10 >= self._next_tenth:
                self._next_tenth = int(step.fraction * 10) + 1
                print(f"{self._title} {step.fraction:.0%}, {words}", file=self._stream, flush=True)

    def close(self) -> None:
        """Remove the bar."""
        with self._until_nobody_reads():
            if self._bar is not None:
                self._bar.close()

    @contextmanager
    def _until_nobody_reads(self) -> Iterator[None]:
        try:
            yield
        except OSError:  # a closed pipe or terminal
            if self._bar is not None:
                self._bar.disable = True
            self._stream = self._bar = None


def _bar(stream: TextIO, title: str) -> Any:
    """Return a progress bar from 0 to 100, or None where tqdm is not installed."""
    try:
        tqdm = import_module("tqdm").tqdm
    except ImportError:
        return None
    tqdm.monitor_interval = 0  # no thread of its own, which would disturb the race
    layout = "{desc} |{bar}| {percentage:.0f}%{postfix}"
    delay = 1e-9  # seconds, so that nothing is drawn yet: the terminal may be closed
    return tqdm(total=100, desc=title, bar_format=layout, file=stream, leave=False, delay=delay)
