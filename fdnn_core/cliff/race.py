"""Race a dense product against sparse ones of many structures and sparsities."""

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple

import numpy as np

from fdnn_core._validation.arguments import integer, real
from fdnn_core._validation.floating import Real
from fdnn_core.cliff.records import Contender, Race
from fdnn_core.cliff.schema import MOST_ROUNDS, MOST_RUNS
from fdnn_core.sparse.base import SparseMatrix
from fdnn_core.sparse.checks import product_error
from fdnn_core.sparse.kernels import Kernel, kernels
from fdnn_core.sparse.structures import ProductShape, Structure, parse_structure, pruned_to, refuse_misfit
from fdnn_core.timing.clock import Stopwatch, clock_grain, warm_up
from fdnn_core.timing.measure import Variant, measure

__all__ = ["RACE_SPARSITIES", "RACE_STRUCTURES", "RaceProgress", "race"]

BASELINE = "dense"
_TRIAL_SAMPLE = 1e-3  # seconds, of one that only helps to choose
_TRIAL = 0.02  # seconds that a kernel is tried for, after a first call
_CLEARLY = 1.1  # a kernel expected to be slower is preferred if it is faster by this factor
_HOPELESS = 2.0  # times slower than another: not tried again at lower sparsities


class Entrant(NamedTuple):
    """What ran, and how it runs."""

    contender: Contender
    variant: Variant


class Plan(NamedTuple):
    """What is to race."""

    shape: ProductShape
    dtype: Literal["float32", "float64"]
    structures: Sequence[Structure]
    sparsities: Sequence[float]
    seed: int


def prepared(plan: Plan, clock: Callable[[], float], entrants: dict[str, Entrant]) -> Iterator[str]:
    """Fill `entrants` by name, the baseline first; yield after each short step what has been worked on."""
    rng = np.random.default_rng(plan.seed)
    m, k, n = plan.shape
    matrix, x = (rng.standard_normal(sides, dtype=np.dtype(plan.dtype)) for sides in ((m, k), (k, n)))
    watch = Stopwatch(clock, clock_grain(clock))
    yield "the clock"
    listed = kernels(matrix)
    yield BASELINE
    best = yield from _fastest(listed, x, watch, set(), BASELINE)
    for kernel in sorted(listed, key=lambda kernel: kernel is not best):
        name = BASELINE if kernel is best else f"{BASELINE} by {kernel.name}"
        entrants[name] = _entrant(kernel, Structure("dense"), matrix, x)
    for structure in plan.structures:
        found: dict[float, tuple[str, Entrant]] = {}  # by the sparsity there is, of those wished for
        hopeless: set[str] = set()
        for sparsity in sorted(plan.sparsities if structure.n is None else [0.0], reverse=True):
            name = f"{structure}" if structure.n else f"{structure} {sparsity:g}"
            pruned = pruned_to(matrix, structure, sparsity)
            if pruned.sparsity in found or pruned.data.size == 0:
                continue  # few parts allow of few sparsities
            yield name
            listed = kernels(pruned)
            yield name
            best = yield from _fastest(listed, x, watch, hopeless, name)
            found[pruned.sparsity] = name, _entrant(best, structure, pruned, x)
        entrants.update(reversed(found.values()))


def _fastest(
    listed: list[Kernel], x: Real, watch: Stopwatch, hopeless: set[str], name: str
) -> Generator[str, None, Kernel]:
    """Return the first that no other is clearly faster than; add to `hopeless` what is far slower."""
    seconds: dict[str, float] = {}
    tried = [kernel for kernel in listed if kernel.name not in hopeless]
    if len(tried) == 1:
        return tried[0]
    for kernel in tried:
        run = partial(kernel.multiply, x)
        run()
        yield name
        seconds[kernel.name] = min(per_call for _, per_call in warm_up(watch, run, _TRIAL, _TRIAL_SAMPLE))
        yield name
    least = min(seconds.values())
    hopeless.update(kernel for kernel, spent in seconds.items() if spent > _HOPELESS * least)
    return next(kernel for kernel in tried if seconds[kernel.name] <= _CLEARLY * least)


def _entrant(kernel: Kernel, structure: Structure, matrix: Real | SparseMatrix, x: Real) -> Entrant:
    def error(product: Real) -> float:
        return product_error(product, matrix if isinstance(matrix, np.ndarray) else matrix.to_dense(), x)

    sparsity = 0.0 if isinstance(matrix, np.ndarray) else matrix.sparsity
    return Entrant(Contender(kernel.name, structure, sparsity), Variant(partial(kernel.multiply, x), error))


RACE_STRUCTURES = ("csr", "bsr:4", "bsr:16", "2:4", "rows", "low-pass")
RACE_SPARSITIES = (0.25, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99)
_SAMPLE = 1e-2  # seconds: with 1 ms, a race ends within 3 s, which the machine's other work may favour


class RaceProgress(NamedTuple):
    """Where a race stands.

    Attributes
    ----------
    doing : str
        What has just been done.
    fraction : float
        The part that is done, from 0 to 1.
    seconds_left : float
        An estimate, at most what is left of the budget.
    race : Race or None
        What has been found so far, whole rounds; none while matrices are being prepared.
    """

    doing: str
    fraction: float
    seconds_left: float
    race: Race | None


def race(
    shape: tuple[int, int, int],
    *,
    dtype: Literal["float32", "float64"] = "float32",
    structures: Sequence[str] = RACE_STRUCTURES,
    sparsities: Sequence[float] = RACE_SPARSITIES,
    rounds: int = 30,
    seconds: float = 60.0,
    seed: int = 0,
    clock: Callable[[], float] = time.perf_counter,
) -> Iterator[RaceProgress]:
    """Race the product of a random matrix against those of its pruned versions; stop iterating to stop early.

    A normal matrix, (m, k), is pruned by magnitude to each structure and sparsity. Of the kernels at hand
    each is tried, and the fastest one races; of the dense kernels the fastest is the baseline, and the others
    race too. Their products with a normal matrix, (k, n), are checked and timed as `measure` does, in samples
    of 10 ms, shorter ones where the budget demands it.

    Parameters
    ----------
    shape : (int, int, int)
        m, k, n.
    dtype : {"float32", "float64"}
        Of all matrices.
    structures : sequence of str
        As `parse_structure` reads them.
    sparsities : sequence of float
        At least 0 and below 1; an N:M structure has its own. Those that a structure cannot have, its parts
        being few, are left out, and the others are as near as it can have them.
    rounds : int
        How many are wanted, 300 at most.
    seconds : float
        The budget of all, preparation included.
    seed : int
        Of matrices and order.
    clock : callable
        Returns the time in seconds.

    Yields
    ------
    RaceProgress
        After each step of the preparation, check, warm-up batch and sample.

    Raises
    ------
    ValueError
        If an argument is out of range, a structure does not fit the shape, there are too many contenders for
        a record, or the baseline's product is wrong.

    Examples
    --------
    >>> from fdnn_core import race
    >>> *_, last = race((64, 64, 8), structures=["csr", "2:4"], sparsities=[0.5, 0.9], rounds=2)
    >>> [name for name, found in last.race.contenders.items() if found.structure.kind != "dense"]
    ['csr 0.5', 'csr 0.9', '2:4']
    """
    product = ProductShape(*(integer(name, side, 1) for name, side in zip("mkn", shape, strict=True)))
    if dtype not in ("float32", "float64"):
        raise ValueError(f"dtype must be float32 or float64, got {dtype}")
    wanted = list(dict.fromkeys(map(parse_structure, structures)))
    for structure in wanted:
        refuse_misfit(structure, product)
    levels = sorted({real("sparsity", level, 0, 1) for level in sparsities})
    if 1 in levels:
        raise ValueError("sparsity must be below 1, got 1")
    integer("number of structures times sparsities", len(wanted) * len(levels), 1, MOST_RUNS - 2)
    rounds, seconds = integer("rounds", rounds, 1, MOST_ROUNDS), real("seconds", seconds, 0)
    plan = Plan(product, dtype, wanted, levels, integer("seed", seed, 0))
    return _racing(plan, rounds, seconds, clock)


def _racing(plan: Plan, rounds: int, seconds: float, clock: Callable[[], float]) -> Iterator[RaceProgress]:
    start, reached = clock(), 0.0

    def progress(doing: str, left: float, found: Race | None) -> RaceProgress:
        nonlocal reached
        elapsed = clock() - start
        reached = max(reached, elapsed / (elapsed + left) if left else 1.0)
        return RaceProgress(doing, reached, left, found)

    entrants: dict[str, Entrant] = {}
    for name in prepared(plan, clock, entrants):
        left = max(0.0, seconds - (clock() - start))
        if entrants and not left:
            break
        yield progress(f"preparing {name}", left, None)
    contenders = {name: entrant.contender for name, entrant in entrants.items()}
    variants = {name: entrant.variant for name, entrant in entrants.items()}
    left = max(0.0, seconds - (clock() - start))
    steps = measure(
        variants,
        baseline=BASELINE,
        rounds=rounds,
        seconds=left,
        sample=min(_SAMPLE, left / (2 * rounds * len(variants))),
        clock=clock,
        seed=plan.seed,
    )
    for step in steps:
        found = Race(plan.dtype, plan.shape, plan.seed, contenders, step.measurement)
        yield progress(step.doing, step.seconds_left, found)
