"""What else a machine does meanwhile, where the system tells."""

import os
import time
from pathlib import Path

__all__ = ["OtherWork"]

_STAT = Path("/proc/stat")
_IDLE = (3, 4)  # of the fields of its first line: idle, and waiting for a disk
_FIELDS = 8  # the others that follow are counted in these already


class OtherWork:
    """The work of other processes, and of other guests of the same host, since this was made."""

    def __init__(self) -> None:
        self._begin = self._now()

    def cores(self) -> float:
        """Return how many cores' time it took on average, 0 where the system does not tell."""
        passed, busy, own = (now - then for now, then in zip(self._now(), self._begin, strict=True))
        return max(0.0, busy - own) / passed if passed > 0 else 0.0

    @staticmethod
    def _now() -> tuple[float, float, float]:
        """Return seconds: of a clock, of all cores at work, of this process at work."""
        try:
            line = _STAT.read_text().partition("\n")[0]
            ticks = [int(field) for field in line.split()[1 : 1 + _FIELDS]]
            busy = sum(t for i, t in enumerate(ticks) if i not in _IDLE) / os.sysconf("SC_CLK_TCK")
        except (OSError, ValueError):
            busy = 0.0
        return time.perf_counter(), busy, time.process_time()
