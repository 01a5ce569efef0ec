"""CPU load from other processes (Linux only)."""

import os
import time
from pathlib import Path
from typing import NamedTuple

__all__ = ["CpuTimes", "cpu_times", "load_from_other_processes"]

STAT = Path("/proc/stat")
IDLE = (3, 4)  # fields of the first line: idle time, and time spent waiting for a disk
FIELDS = 8  # later fields are already counted in these


class CpuTimes(NamedTuple):
    """Clock reading, busy time of all cores and CPU time of this process, in seconds."""

    clock: float
    all_cores: float
    this_process: float


def cpu_times() -> CpuTimes:
    """Return the current times; 0 for all cores where the system does not report them."""
    try:
        line = STAT.read_text().partition("\n")[0]
        ticks = [int(text) for text in line.split()[1 : 1 + FIELDS]]
        busy = sum(t for i, t in enumerate(ticks) if i not in IDLE) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError):
        busy = 0.0
    return CpuTimes(time.perf_counter(), busy, time.process_time())


def load_from_other_processes(since: CpuTimes) -> float:
    """Return how many cores other processes, and other guests of the same host, have used on average.

    Parameters
    ----------
    since : CpuTimes
        Start of the interval, from `cpu_times`.

    Returns
    -------
    float
        Number of cores; 0 where the system does not report it.
    """
    now = cpu_times()
    elapsed = now.clock - since.clock
    busy = now.all_cores - since.all_cores - (now.this_process - since.this_process)
    return max(0.0, busy) / elapsed if elapsed > 0 else 0.0
