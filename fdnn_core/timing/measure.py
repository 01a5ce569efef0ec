"""Time several ways to do the same thing, so that what is said about them holds."""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from fdnn_core._validation.arguments import integer, real
from fdnn_core.timing.clock import Stopwatch, Timer, clock_grain, warm_up
from fdnn_core.timing.statistics import Measurement, Progress

__all__ = ["Variant", "measure"]


class Variant(NamedTuple):
    """A way to do it.

    Attributes
    ----------
    run : callable
        Does it once and returns the result.
    error : callable
        Takes a result and returns its error in units of what is allowed, as `product_error` does.
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
    """Time each variant in each of several rounds; to stop early, stop iterating.

    The clock's step is measured first. Each variant's result is checked; one that is wrong is not timed.
    Each is run until it no longer speeds up, and as often in a sample as makes the sample last `sample` and
    20 steps of the clock or more. Each round takes one sample of each variant and a second one of the
    baseline, shuffled.

    Parameters
    ----------
    variants : mapping of str to Variant
        By name, the baseline among them.
    baseline : str
        The name of the variant that the others are compared with.
    rounds : int
        How many rounds are wanted.
    seconds : float
        The budget: no round is begun that would not end within it.
    sample : float
        The least seconds that a sample lasts. A machine has better and worse seconds, and those within which
        all samples lie are all that a measurement knows of.
    clock : callable
        Returns the time in seconds.
    timer : Timer, optional
        Takes the samples in place of the clock, to which the budget is left.
    seed : int
        Of the shuffling.

    Yields
    ------
    Progress
        After each check, warm-up batch and sample.

    Raises
    ------
    ValueError
        If `baseline` is no variant, its result is wrong, or an argument is out of range.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import Variant, measure, product_error
    >>> a, b = np.random.default_rng(0).normal(size=(2, 8, 8))
    >>> right = lambda product: product_error(product, a, b)
    >>> ways = {"matmul": Variant(lambda: a @ b, right), "wrong": Variant(lambda: b @ a, right)}
    >>> *_, last = measure(ways, baseline="matmul", rounds=3)
    >>> last.measurement.rounds, list(last.measurement.wrong), last.measurement.flags[0]
    (3, ['wrong'], 'too few rounds')
    """
    if baseline not in variants:
        raise ValueError(f"baseline must be one of {', '.join(variants)}, got {baseline}")
    rounds, seconds = integer("rounds", rounds, 1), real("seconds", seconds, 0)
    sample = real("sample", sample, 0)
    return _measuring(variants, baseline, rounds, seconds, sample, clock, timer, np.random.default_rng(seed))


def _measuring(
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
    timer = timer or Stopwatch(clock, clock_grain(clock))
    table = np.empty((rounds, len(variants) + 1))  # a row is a round, the last column the control
    wrong: dict[str, float] = {}

    def progress(doing: str, left: float, whole: int = 0) -> Progress:
        nonlocal reached
        elapsed = clock() - start
        left = max(0.0, min(left, seconds - elapsed))
        reached = max(reached, elapsed / (elapsed + left))
        done = table[:whole]
        samples = {name: done[:, column] for column, name in enumerate(variants) if name not in wrong}
        found = Measurement(samples, baseline, done[:, -1], timer.step, dict(wrong))
        return Progress(doing, reached, left, found)

    plan: dict[str, tuple[int, float]] = {}  # calls in a sample, seconds per call
    for name, (run, error) in variants.items():
        if not (times := error(run())) <= 1:  # NaN is not
            wrong[name] = times
            if name == baseline:
                raise ValueError(f"{baseline} must be right, got {times:g} times the error allowed")
            yield progress(f"{name} is wrong", seconds)
            continue
        for plan[name] in warm_up(timer, run, seconds / (3 * len(variants)), sample):
            yield progress(f"warming up {name}", seconds)

    columns = [(c, name) for c, name in enumerate(variants) if name in plan] + [(len(variants), baseline)]
    one_round = sum(calls * cost for calls, cost in (plan[name] for _, name in columns))  # seconds
    begin, planned, pace, whole = clock(), 0.0, 1.0, 0
    while whole < rounds and clock() - start + pace * one_round <= seconds:
        for nth, turn in enumerate(rng.permutation(len(columns)), 1):
            column, name = columns[turn]
            calls, cost = plan[name]
            table[whole, column] = timer.seconds(variants[name].run, calls) / calls
            planned += calls * cost
            pace = (clock() - begin) / planned
            left = pace * (rounds * one_round - planned)
            if nth < len(columns):
                yield progress(f"timing {name} in round {whole + 1}", left, whole)
        whole += 1
        yield progress(f"timed round {whole}", left, whole)
    yield progress("done", 0.0, whole)
