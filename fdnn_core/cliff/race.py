"""Race a dense product against sparse ones of many structures and sparsities."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from fdnn_core.cliff.records import MAX_CONTENDERS, MAX_ROUNDS, Contender, Race
from fdnn_core.sparse.base import SparseMatrix
from fdnn_core.sparse.checks import product_error
from fdnn_core.sparse.kernels import Kernel, kernels
from fdnn_core.sparse.structures import (
    ProductShape,
    Structure,
    parse_structure,
    pruned_to,
    require_divisible,
    stored_in,
    structure_of,
)
from fdnn_core.timing.clock import Stopwatch, clock_resolution, warm_up
from fdnn_core.timing.measure import Variant, measure
from fdnn_core.validation.arguments import finite_array, integer, real
from fdnn_core.validation.floating import RealArray, real_floating

__all__ = ["RACE_SPARSITIES", "RACE_STRUCTURES", "RaceProgress", "race"]

RACE_STRUCTURES = ("csr", "bsr:4", "bsr:16", "2:4", "rows", "low-pass")
RACE_SPARSITIES = (0.25, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99)
BASELINE = "dense"
SAMPLE = 1e-2  # seconds; with 1 ms a race would end within 3 s, too short to be representative
TRIAL_SAMPLE = 1e-3  # seconds, of a sample that only helps to choose a kernel
TRIAL = 0.02  # seconds for which a kernel is tried, after a first call
CLEARLY_FASTER = 1.1  # a later kernel replaces an earlier one only if it is this many times as fast
RULED_OUT = 2.0  # times as slow as the fastest kernel: not tried again at lower sparsities


class RaceProgress(NamedTuple):
    """State of a race that is in progress.

    Attributes
    ----------
    doing : str
        Description of the step just completed, such as "timed round 3".
    fraction : float
        Completed fraction of the race, from 0 to 1.
    seconds_left : float
        Estimate of the seconds left, at most what remains of the time limit.
    race : Race or None
        The completed rounds so far; None while matrices are being prepared.
    """

    doing: str
    fraction: float
    seconds_left: float
    race: Race | None


def race(
    shape: tuple[int, int, int] | None = None,
    *,
    matrix: ArrayLike | None = None,
    contenders: Mapping[str, SparseMatrix | Kernel | Callable[[NDArray[Any]], Any]] | None = None,
    columns: int = 32,
    dtype: DTypeLike | None = None,
    structures: str | Structure | Sequence[str | Structure] | None = None,
    sparsities: Sequence[float] | None = None,
    rounds: int = 30,
    seconds: float = 60.0,
    seed: int = 0,
    clock: Callable[[], float] = time.perf_counter,
) -> Iterator[RaceProgress]:
    """Race the product of a matrix against those of its sparse versions. To stop early, stop iterating.

    A random normal matrix (m, k), or `matrix`, is pruned by magnitude to each structure and sparsity. A
    `matrix` that has zeros already is stored in each structure as it is, unless `sparsities` are given. Each
    available kernel is tried, and the fastest races; the fastest dense kernel is the baseline, and the other
    dense kernels race too. Their products with a random normal matrix (k, n) are checked and timed as in
    `measure`, in samples of 10 ms, or shorter ones if the time limit requires it.

    Parameters
    ----------
    shape : (int, int, int), optional
        m, k, n of the product (m, k) times (k, n). May be left out if there is a `matrix`.
    matrix : array_like, shape (m, k), optional
        Left matrix, such as pruned weights, zeros included; float32, or converted to float64.
    contenders : mapping of str to SparseMatrix, Kernel or callable, optional
        Your contenders by name, which compute the product with `matrix`: a sparse matrix, or a function that
        takes the right matrix, shape (k, n), and returns the product, shape (m, n).
    columns : int
        n, if `shape` is left out.
    dtype : data type, optional
        float32 or float64, for all matrices. By default the type of `matrix`, or float32 without one.
    structures : str, Structure or sequence of these, optional
        Structures as `parse_structure` reads them. By default `RACE_STRUCTURES`; with `matrix`, those of them
        that fit; with `contenders`, none.
    sparsities : sequence of float, optional
        Fractions of zeros to prune to, at least 0 and below 1. By default `RACE_SPARSITIES`; none for a
        `matrix` that has zeros. An N:M structure has its own sparsity. A structure of few parts, such as
        large blocks, only approaches these fractions, and fractions that give the same matrix race once.
    rounds : int
        Number of rounds, at most 300.
    seconds : float
        Time limit, preparation included.
    seed : int
        Seed of the random matrices and of the order.
    clock : callable
        Returns the time in seconds.

    Yields
    ------
    RaceProgress
        After each step of the preparation, check, warm-up batch and sample.

    Raises
    ------
    ValueError
        If an argument is out of range or not finite, a structure or contender does not fit the shape, a
        contender changes the right matrix, there are more than 100 contenders, or the product of the baseline
        is wrong.
    TypeError
        If a contender is neither a sparse matrix nor callable, or `matrix` is complex.

    Examples
    --------
    >>> from fdnn_core import CsrMatrix, prune, race
    >>> *_, last = race((64, 64, 8), structures=["csr", "2:4"], sparsities=[0.5, 0.9], rounds=2)
    >>> [name for name, one in last.race.contenders.items() if one.structure.kind != "dense"]
    ['csr 0.5', 'csr 0.9', '2:4']

    Your own weights and your own kernel:

    >>> import numpy as np
    >>> weights = prune(np.random.default_rng(0).normal(size=(64, 64)), 0.9)
    >>> own = {"ours": CsrMatrix.from_dense(weights), "mine": lambda x: weights @ x}
    >>> *_, last = race(matrix=weights, contenders=own, columns=8, rounds=2)
    >>> last.race.measurement.wrong, last.race.contenders["mine"].sparsity
    ({}, 0.89990234375)
    """
    plan = _plan(shape, matrix, contenders, columns, dtype, structures, sparsities, seed)
    rounds, seconds = integer("rounds", rounds, 1, MAX_ROUNDS), real("seconds", seconds, 0)
    return _race(plan, rounds, seconds, clock)


@dataclass
class Plan:
    """Validated arguments of a race."""

    shape: ProductShape
    dtype: str
    matrix: RealArray | None  # None for a random one
    own: Mapping[str, SparseMatrix | Kernel]
    structures: Sequence[Structure]
    sparsities: Sequence[float] | None  # None to race the matrix as it is, unpruned
    seed: int


@dataclass
class Lineup:
    """Contenders of a race, in order, with what is needed to time them."""

    contenders: dict[str, Contender] = field(default_factory=dict)
    variants: dict[str, Variant] = field(default_factory=dict)

    def add(self, name: str, contender: Contender, variant: Variant) -> None:
        """Add a contender; names must differ."""
        if name in self.contenders:
            raise ValueError(f"contender names must differ, got {name!r} twice")
        self.contenders[name], self.variants[name] = contender, variant


def _plan(
    shape: tuple[int, int, int] | None,
    matrix: ArrayLike | None,
    contenders: Mapping[str, Any] | None,
    columns: int,
    dtype: DTypeLike | None,
    structures: str | Structure | Sequence[str | Structure] | None,
    sparsities: Sequence[float] | None,
    seed: int,
) -> Plan:
    array = None if matrix is None else real_floating("matrix", finite_array("matrix", matrix))
    product = _product_shape(shape, array, columns)
    name = _dtype_name(dtype if dtype is not None or array is None else array.dtype)
    if array is not None:
        array = np.ascontiguousarray(array, name)
    elif contenders:
        raise ValueError("matrix must be given with contenders, which multiply it, got None")
    if sparsities is None and (array is None or (array.all() and not contenders)):
        sparsities = RACE_SPARSITIES
    levels = None if sparsities is None else sorted({real("sparsity", s, 0, below=1) for s in sparsities})
    if structures is None:
        wanted = [] if contenders else [parse_structure(text) for text in RACE_STRUCTURES]
        if array is not None:
            wanted = [structure for structure in wanted if _fits(array, structure, levels is None)]
    else:
        listed = [structures] if isinstance(structures, str | Structure) else structures
        wanted = list(dict.fromkeys(s if isinstance(s, Structure) else parse_structure(s) for s in listed))
    for structure in wanted:
        require_divisible(structure, product)
    own = {name: _own_contender(name, one, product) for name, one in (contenders or {}).items()}
    number = len(wanted) * (1 if levels is None else len(levels)) + len(own)
    what = "number of contenders" if own else "number of structures times sparsities"
    integer(what, number, 0 if array is not None else 1, MAX_CONTENDERS - 2)  # two are dense
    return Plan(product, name, array, own, wanted, levels, integer("seed", seed, 0))


def _product_shape(shape: Sequence[int] | None, matrix: RealArray | None, columns: int) -> ProductShape:
    if matrix is not None and matrix.ndim != 2:
        raise ValueError(f"matrix must be (rows, columns), got shape {matrix.shape}")
    if shape is None:
        if matrix is None:
            raise ValueError("shape or matrix must be given, got neither")
        m, k = matrix.shape
        return ProductShape(m, k, integer("columns", columns, 1))
    if len(shape) != 3:
        raise ValueError(f"shape must be (m, k, n), got {tuple(shape)}")
    product = ProductShape(*(integer(name, side, 1) for name, side in zip("mkn", shape, strict=True)))
    if matrix is not None and product[:2] != matrix.shape:
        raise ValueError(f"matrix must be {product[:2]} for shape {tuple(product)}, got {matrix.shape}")
    return product


def _dtype_name(dtype: DTypeLike | None) -> str:
    try:
        name = "float32" if dtype is None else np.dtype(dtype).name
    except TypeError:
        name = repr(dtype)
    if name not in ("float32", "float64"):
        raise ValueError(f"dtype must be float32 or float64, got {name}")
    return name


def _own_contender(name: str, one: Any, shape: ProductShape) -> SparseMatrix | Kernel:
    if isinstance(one, SparseMatrix):
        if one.shape != shape[:2]:
            raise ValueError(f"contender {name!r} must have the matrix's shape {shape[:2]}, got {one.shape}")
        return one
    if not isinstance(one, Kernel) and not callable(one):
        raise TypeError(
            f"contender {name!r} must be a sparse matrix, a kernel or callable, got {type(one).__name__}"
        )
    return one if isinstance(one, Kernel) else Kernel(name, one)


def _fits(matrix: RealArray, structure: Structure, unpruned: bool) -> bool:
    """Return whether the blocks or groups divide the matrix and, if unpruned, some zeros are left out."""
    try:
        require_divisible(structure, ProductShape(len(matrix), matrix.shape[1], 1))
        return not unpruned or stored_in(matrix, structure).sparsity > 0
    except ValueError:  # the last one if a group has too many nonzeros
        return False


def _race(plan: Plan, rounds: int, seconds: float, clock: Callable[[], float]) -> Iterator[RaceProgress]:
    start, reached = clock(), 0.0

    def progress(doing: str, left: float, found: Race | None) -> RaceProgress:
        nonlocal reached
        elapsed = clock() - start
        reached = max(reached, elapsed / (elapsed + left) if left else 1.0)
        return RaceProgress(doing, reached, left, found)

    lineup = Lineup()
    for name in _prepare(plan, clock, lineup):
        left = max(0.0, seconds - (clock() - start))
        if lineup.contenders and not left:
            break
        yield progress(f"preparing {name}", left, None)
    left = max(0.0, seconds - (clock() - start))
    steps = measure(
        lineup.variants,
        baseline=BASELINE,
        rounds=rounds,
        seconds=left,
        sample=min(SAMPLE, left / (2 * rounds * len(lineup.variants))),
        clock=clock,
        seed=plan.seed,
    )
    for step in steps:
        found = Race(plan.dtype, plan.shape, plan.seed, lineup.contenders, step.measurement)
        yield progress(step.doing, step.seconds_left, found)


def _prepare(plan: Plan, clock: Callable[[], float], lineup: Lineup) -> Iterator[str]:
    """Fill the lineup, the baseline first; yield after each short step the name of what is being prepared."""
    rng = np.random.default_rng(plan.seed)
    m, k, n = plan.shape
    dtype = np.dtype(plan.dtype)
    matrix = plan.matrix
    if matrix is None:
        matrix = rng.standard_normal((m, k), dtype=dtype)
    x = rng.standard_normal((k, n), dtype=dtype)
    watch = Stopwatch(clock, clock_resolution(clock))
    yield "the clock"
    listed = kernels(matrix)
    yield BASELINE
    fastest = yield from _fastest(listed, x, watch, set(), BASELINE)
    for kernel in sorted(listed, key=lambda kernel: kernel is not fastest):
        name = BASELINE if kernel is fastest else f"{BASELINE} by {kernel.name}"
        lineup.add(name, Contender(kernel.name, Structure("dense"), 0.0), _variant(kernel, name, matrix, x))
    yield from _prepare_structures(plan, matrix, x, watch, lineup)
    yield from _prepare_own(plan, matrix, x, watch, lineup)


def _prepare_structures(
    plan: Plan, matrix: RealArray, x: RealArray, watch: Stopwatch, lineup: Lineup
) -> Iterator[str]:
    for structure in plan.structures:
        levels = [0.0] if structure.n or plan.sparsities is None else plan.sparsities
        found: dict[float, tuple[str, Contender, Variant]] = {}  # by the sparsity that the structure allows
        ruled_out: set[str] = set()
        for sparsity in sorted(levels, reverse=True):
            unpruned = plan.sparsities is None
            name = f"{structure}" if structure.n or unpruned else f"{structure} {sparsity:g}"
            sparse = stored_in(matrix, structure) if unpruned else pruned_to(matrix, structure, sparsity)
            if sparse.sparsity in found or sparse.data.size == 0:
                continue  # a structure of few parts allows only few sparsities
            yield name
            listed = kernels(sparse)
            yield name
            fastest = yield from _fastest(listed, x, watch, ruled_out, name)
            contender = Contender(fastest.name, structure, sparse.sparsity)
            found[sparse.sparsity] = name, contender, _variant(fastest, name, sparse, x)
        for entry in reversed(found.values()):
            lineup.add(*entry)


def _prepare_own(
    plan: Plan, matrix: RealArray, x: RealArray, watch: Stopwatch, lineup: Lineup
) -> Iterator[str]:
    for name, one in plan.own.items():
        yield name
        if isinstance(one, SparseMatrix):
            kernel = yield from _fastest(kernels(one), x, watch, set(), name)
            structure, sparsity = structure_of(one), one.sparsity
            label = f"{name}: {kernel.name}"  # two matrices may have the same fastest kernel
        else:
            kernel, sparsity = one, 1 - int(np.count_nonzero(matrix)) / matrix.size
            given = x.copy()
            kernel.multiply(given)
            if not np.array_equal(given, x):
                raise ValueError(f"contender {name!r} must not change the right matrix, got a changed one")
            structure = Structure("csr" if sparsity else "dense")  # how it uses the zeros is unknown
            label = kernel.name
        lineup.add(name, Contender(label, structure, sparsity), _variant(kernel, name, matrix, x))


def _fastest(
    listed: list[Kernel], x: RealArray, watch: Stopwatch, ruled_out: set[str], name: str
) -> Generator[str, None, Kernel]:
    """Return the first kernel within 10 % of the fastest; put those twice as slow in `ruled_out`."""
    seconds: dict[str, float] = {}
    tried = [kernel for kernel in listed if kernel.name not in ruled_out]
    if len(tried) == 1:
        return tried[0]
    for kernel in tried:
        run = partial(kernel.multiply, x)
        run()
        yield name
        seconds[kernel.name] = min(per_call for _, per_call in warm_up(watch, run, TRIAL, TRIAL_SAMPLE))
        yield name
    best = min(seconds.values())
    ruled_out.update(kernel for kernel, spent in seconds.items() if spent >= RULED_OUT * best)
    return next(kernel for kernel in tried if seconds[kernel.name] <= CLEARLY_FASTER * best)


def _variant(kernel: Kernel, name: str, matrix: RealArray | SparseMatrix, x: RealArray) -> Variant:
    expected = (matrix.shape[0], x.shape[1])

    def error(product: Any) -> float:
        if np.shape(product) != expected:
            raise ValueError(f"product of {name!r} must have shape {expected}, got {np.shape(product)}")
        dense = matrix if isinstance(matrix, np.ndarray) else matrix.to_dense()  # only while it is checked
        return product_error(product, dense, x)

    return Variant(partial(kernel.multiply, x), error)
