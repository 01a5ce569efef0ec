"""Rows of the table of benchmarks, and how functions are compared with their peers."""

import tracemalloc
from collections.abc import Callable, Iterator
from statistics import median
from timeit import Timer
from typing import Any

BATCHES = 25
SECONDS = 0.01  # duration of a batch


def row(name: str, value: float, unit: str, baseline: str, reference: float) -> dict[str, Any]:
    """Return a row: a value with its unit, and its ratio to a named baseline."""
    return {"name": name, "value": value, "unit": unit, "baseline": baseline, "ratio": value / reference}


def compared(
    name: str, ours: Callable[[], object], baseline: str, theirs: Callable[[], object]
) -> Iterator[dict[str, Any]]:
    """Yield rows of the time and of the peak memory of a function, next to those of a peer."""
    seconds, reference = interleaved(ours, theirs)
    yield row(name, 1e3 * seconds, "ms", baseline, 1e3 * reference)
    yield row(f"{name}: peak memory", peak_memory(ours), "MB", baseline, peak_memory(theirs))


def interleaved(*functions: Callable[[], object]) -> list[float]:
    """Return the median time of each function in seconds; its batches alternate with the others'."""
    timers = [Timer(function) for function in functions]
    calls = [max(1, round(SECONDS / median(timer.repeat(5, 1)))) for timer in timers]
    batches = [[timer.timeit(n) / n for timer, n in zip(timers, calls, strict=True)] for _ in range(BATCHES)]
    return [median(times) for times in zip(*batches, strict=True)]


def peak_memory(function: Callable[[], object]) -> float:
    """Return the most megabytes that the arrays of a call need at a time, its result included.

    What compiled code allocates by itself is not counted.
    """
    function()
    tracemalloc.start()
    try:
        function()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
