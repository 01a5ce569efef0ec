"""Measurement protocol: time several variants of one computation in shuffled rounds."""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from fdnn_core.timing.clock import Stopwatch, Timer, clock_resolution, warm_up
from fdnn_core.timing.statistics import Measurement, Progress
from fdnn_core.validation.arguments import integer, real

__all__ = ["Variant", "measure"]


class Variant(NamedTuple):
    """One of several ways to do the same computation.

    Attributes
    ----------
    run : callable
        Does the computation once and returns the result.
    error : callable
        Takes a result and returns its error in units of the error allowed, as `product_error` does.
    """

    run: Callable[[], Any]
    error: Callable[[Any], float]


def measure(
    variants: Mapping[str, Variant],
    *,
    baseline: str,
    rounds: int = 30,
    seconds: float = 60.0,
    sample: float = 1e-3,
    clock: Callable[[], float] = time.perf_counter,
    timer: Timer | None = None,
    seed: int = 0,
) -> Iterator[Progress]:
    """Time each variant in each of several rounds. To stop early, stop iterating.

    First the step of the clock is measured. Then the result of each variant is checked; a wrong variant is
    not timed. Each variant is called until it no longer speeds up, which also gives the number of calls that
    a sample needs: it lasts `sample` seconds and 20 steps of the clock, or longer. Each round takes one
    sample of each variant and a second one of the baseline, in random order.

    Parameters
    ----------
    variants : mapping of str to Variant
        The variants by name, including the baseline.
    baseline : str
        Name of the variant that the others are compared with.
    rounds : int
        Number of rounds.
    seconds : float
        Time limit: a round that would not end within it is not begun.
    sample : float
        Minimum duration of a sample in seconds. The speed of a machine varies from second to second, so a
        measurement that ends quickly may be unrepresentative.
    clock : callable
        Returns the time in seconds.
    timer : Timer, optional
        Takes the samples instead of the clock, which then serves the time limit only.
    seed : int
        Seed of the random order.

    Yields
    ------
    Progress
        After each check, warm-up batch and sample.

    Raises
    ------
    ValueError
        If `baseline` is not among the variants, its result is wrong, or an argument is out of range or not
        finite.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import Variant, measure, product_error
    >>> a, b = np.random.default_rng(0).normal(size=(2, 8, 8))
    >>> error = lambda product: product_error(product, a, b)
    >>> variants = {"matmul": Variant(lambda: a @ b, error), "wrong": Variant(lambda: b @ a, error)}
    >>> *_, last = measure(variants, baseline="matmul", rounds=3)
    >>> last.measurement.rounds, list(last.measurement.wrong), last.measurement.flags[0]
    (3, ['wrong'], 'too few rounds')
    """
    if baseline not in variants:
        raise ValueError(f"baseline must be one of {', '.join(variants)}, got {baseline}")
    rounds, seconds = integer("rounds", rounds, 1), real("seconds", seconds, 0)
    sample = real("sample", sample, 0)
    return _measure(variants, baseline, rounds, seconds, sample, clock, timer, np.random.default_rng(seed))


def _measure(
    variants: Mapping[str, Variant],
    baseline: str,
    rounds: int,
    seconds: float,
    sample: float,
    clock: Callable[[], float],
    timer: Timer | None,
    rng: np.random.Generator,
) -> Iterator[Progress]:
    start, reached = clock(), 0.0
    timer = timer or Stopwatch(clock, clock_resolution(clock))
    table = np.empty((rounds, len(variants) + 1))  # a row per round; the last column is the control
    wrong: dict[str, float] = {}

    def progress(doing: str, left: float, completed: int = 0) -> Progress:
        nonlocal reached
        elapsed = clock() - start
        left = max(0.0, min(left, seconds - elapsed))
        reached = max(reached, elapsed / (elapsed + left))
        done = table[:completed]
        samples = {name: done[:, column] for column, name in enumerate(variants) if name not in wrong}
        measurement = Measurement(samples, baseline, done[:, -1], timer.step, dict(wrong))
        return Progress(doing, reached, left, measurement)

    plan: dict[str, tuple[int, float]] = {}  # calls per sample, seconds per call
    for name, (run, error) in variants.items():
        if not (units := error(run())) <= 1:  # also if NaN
            wrong[name] = units
            if name == baseline:
                raise ValueError(f"{baseline} must be right, got {units:g} times the error allowed")
            yield progress(f"{name} is wrong", seconds)
            continue
        for plan[name] in warm_up(timer, run, seconds / (3 * len(variants)), sample):
            yield progress(f"warming up {name}", seconds)

    columns = [(c, name) for c, name in enumerate(variants) if name in plan] + [(len(variants), baseline)]
    one_round = sum(calls * cost for calls, cost in (plan[name] for _, name in columns))  # seconds
    begin, planned, pace, completed = clock(), 0.0, 1.0, 0
    while completed < rounds and clock() - start + pace * one_round <= seconds:
        for nth, turn in enumerate(rng.permutation(len(columns)), 1):
            column, name = columns[turn]
            calls, cost = plan[name]
            table[completed, column] = timer.seconds(variants[name].run, calls) / calls
            planned += calls * cost
            pace = (clock() - begin) / planned
            left = pace * (rounds * one_round - planned)
            if nth < len(columns):
                yield progress(f"timing {name} in round {completed + 1}", left, completed)
        completed += 1
        yield progress(f"timed round {completed}", left, completed)
    yield progress("done", 0.0, completed)
