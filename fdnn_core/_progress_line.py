"""Progress with the time left: a bar that is drawn over in a terminal, elsewhere a line every tenth."""

import time
from typing import TextIO

from fdnn_core.racing import RaceProgress

__all__ = ["ProgressLine"]

_WIDTH = 24  # characters of the bar
_EVERY = 0.1  # seconds
_CLEAR = "\r\x1b[K"


class ProgressLine:
    """Where progress is shown.

    Parameters
    ----------
    stream : text stream
        Standard error, or one like it.
    title : str
        In front.
    """

    def __init__(self, stream: TextIO, title: str) -> None:
        self._stream, self._title = stream, title
        self._terminal = stream.isatty()
        self._next_time, self._next_tenth = 0.0, 0

    def show(self, step: RaceProgress) -> None:
        """Show a step, unless one has been shown just now."""
        words = f"{step.fraction:.0%}, {step.seconds_left:.0f} s left, {step.doing}"
        if self._terminal:
            if (now := time.monotonic()) >= self._next_time:
                self._next_time = now + _EVERY
                full = round(_WIDTH * step.fraction)
                bar = "#" * full + "." * (_WIDTH - full)
                self._stream.write(f"{_CLEAR}{self._title} [{bar}] {words}")
                self._stream.flush()
        elif step.fraction * 10 >= self._next_tenth:
            self._next_tenth = int(step.fraction * 10) + 1
            self._stream.write(f"{self._title} {words}\n")
            self._stream.flush()

    def close(self) -> None:
        """Leave no bar behind."""
        if self._terminal:
            self._stream.write(_CLEAR)
            self._stream.flush()
