"""Benchmarks of the cosine transforms against those of scipy, which are compiled."""

from collections.abc import Callable
from statistics import median
from timeit import Timer

import numpy as np
import scipy.fft

import fdnn_core

BATCHES = 25
SECONDS = 0.01  # duration of a batch


def measure() -> list[dict[str, str | float]]:
    """Time each type on an image and on a signal in double precision."""
    random = np.random.default_rng(0)
    inputs = {"dctn": random.normal(size=(256, 256)), "dct": random.normal(size=4096)}
    return [row(function, type, x) for function, x in inputs.items() for type in (1, 2, 3, 4)]


def row(function: str, type: int, x: np.ndarray) -> dict[str, str | float]:
    ours, theirs = (getattr(library, function) for library in (fdnn_core, scipy.fft))
    seconds, baseline = interleaved(lambda: ours(x, type), lambda: theirs(x, type))
    return {
        "name": f"{function} type {type}, {' x '.join(map(str, x.shape))}",
        "value": 1e3 * seconds,
        "unit": "ms",
        "baseline": f"scipy.fft.{function}",
        "ratio": seconds / baseline,
    }


def interleaved(*functions: Callable[[], object]) -> list[float]:
    """Return the median time of each function in seconds; its batches alternate with the others'."""
    timers = [Timer(function) for function in functions]
    calls = [max(1, round(SECONDS / median(timer.repeat(5, 1)))) for timer in timers]
    batches = [[timer.timeit(n) / n for timer, n in zip(timers, calls, strict=True)] for _ in range(BATCHES)]
    return [median(times) for times in zip(*batches, strict=True)]
