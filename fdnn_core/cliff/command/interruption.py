"""Signals and closed streams: a long command that meets them still saves what it has measured."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, TextIO

__all__ = ["SIGNALS", "Interruption", "interruptible", "say"]

#: Signals that end a process: by a key, a closed terminal, kill, a timer, failing power, or the limits of a
#: batch system. Not every system has all of them.
SIGNALS = (
    "SIGINT",
    "SIGTERM",
    "SIGHUP",
    "SIGQUIT",
    "SIGBREAK",
    "SIGUSR1",
    "SIGUSR2",
    "SIGXCPU",
    "SIGALRM",
    "SIGVTALRM",
    "SIGPROF",
    "SIGIO",
    "SIGPWR",
)


class Interruption:
    """A request to stop, false until a signal has arrived.

    Attributes
    ----------
    signal : signal.Signals or None
        The first signal that arrived.
    """

    def __init__(self) -> None:
        self.signal: signal.Signals | None = None

    def __bool__(self) -> bool:
        return self.signal is not None

    @property
    def exit_status(self) -> int:
        """Exit status after saving: 0 after Ctrl-C, which is the usual way to stop, else 128 + signal."""
        return 0 if self.signal in (None, signal.SIGINT) else 128 + self.signal


@contextmanager
def interruptible() -> Iterator[Interruption]:
    """Catch signals that would end the process, and record the first one in the `Interruption` returned.

    A second signal ends the process at once. Signals that are ignored, as by nohup, stay ignored. Outside the
    main thread, where Python handles no signals, nothing is caught.
    """
    interruption = Interruption()
    previous: dict[signal.Signals, Any] = {}

    def handle(number: int, frame: FrameType | None) -> None:
        interruption.signal = signal.Signals(number)
        for caught, handler in previous.items():
            signal.signal(caught, handler)

    if threading.current_thread() is threading.main_thread():
        for name in SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
                previous[number] = signal.signal(number, handle)
    try:
        yield interruption
    finally:
        for caught, handler in previous.items():
            signal.signal(caught, handler)


def say(text: str, stream: TextIO | None) -> bool:
    """Print to standard output or error; return False if it is closed or nobody reads it any more."""
    if stream is None:  # it was closed when the process was started
        return False
    try:
        print(text, file=stream, flush=True)
    except OSError:
        # Python flushes the stream again when it exits, which must not fail.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return False
    return True
