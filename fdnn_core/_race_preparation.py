"""What takes part in a race: pruned matrices, each with the fastest kernel at hand."""

from collections.abc import Callable, Generator, Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple

import numpy as np

from fdnn_core._floating import Real
from fdnn_core._sampling import Stopwatch, warm_up
from fdnn_core.cliff_records import Contender, ProductShape, Structure
from fdnn_core.clock import clock_grain
from fdnn_core.measuring import Variant
from fdnn_core.product_checks import product_error
from fdnn_core.sparse_kernels import Kernel, kernels
from fdnn_core.sparse_matrices import SparseMatrix
from fdnn_core.structures import pruned_to

__all__ = ["BASELINE", "Entrant", "Plan", "prepared"]

BASELINE = "dense"
_SAMPLE = 1e-3  # seconds, of one that only helps to choose
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
        seconds[kernel.name] = min(per_call for _, per_call in warm_up(watch, run, _TRIAL, _SAMPLE))
        yield name
    least = min(seconds.values())
    hopeless.update(kernel for kernel, spent in seconds.items() if spent > _HOPELESS * least)
    return next(kernel for kernel in tried if seconds[kernel.name] <= _CLEARLY * least)


def _entrant(kernel: Kernel, structure: Structure, matrix: Real | SparseMatrix, x: Real) -> Entrant:
    def error(product: Real) -> float:
        return product_error(product, matrix if isinstance(matrix, np.ndarray) else matrix.to_dense(), x)

    sparsity = 0.0 if isinstance(matrix, np.ndarray) else matrix.sparsity
    return Entrant(Contender(kernel.name, structure, sparsity), Variant(partial(kernel.multiply, x), error))
