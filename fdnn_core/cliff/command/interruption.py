"""Graceful end of a long command: a signal lets it save what it has measured."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

__all__ = ["Interruption", "interruptible"]

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
