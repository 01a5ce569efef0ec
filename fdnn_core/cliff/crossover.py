"""Crossover: the break-even sparsity, from which a sparse kernel is faster than a dense one."""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.cliff.records import Race
from fdnn_core.sparse.structures import Structure
from fdnn_core.timing.statistics import FEWEST_ROUNDS
from fdnn_core.validation.arguments import double_array, integer, positive_array

__all__ = ["Crossover", "crossover", "crossovers", "fastest_contenders"]

STUDENT_T = {5: 2.7764, 6: 2.5706}  # 0.975 quantile of Student's t by the number of batches


class Crossover(NamedTuple):
    """Break-even sparsity of a sparse kernel, with its 95 % confidence interval.

    Attributes
    ----------
    state : {"crosses", "everywhere", "nowhere"}
        Whether the break-even sparsity lies in the measured range, or sparse wins everywhere or nowhere in
        it.
    sparsity : float
        The break-even sparsity; for "everywhere" the lowest measured sparsity, for "nowhere" the highest.
    low : float
        Lower end of the interval; 0 if it may lie below all measured sparsities.
    high : float
        Upper end of the interval; 1 if it may lie above all measured sparsities.
    """

    state: Literal["crosses", "everywhere", "nowhere"]
    sparsity: float
    low: float
    high: float


def crossover(sparsities: ArrayLike, dense: ArrayLike, sparse: ArrayLike) -> Crossover:
    """Return the sparsity at which the speed-up crosses 1, with its 95 % confidence interval.

    The median log-ratio of times is interpolated linearly in log(1 - sparsity): if time is proportional to
    the number of nonzeros, it is a straight line in this variable. With noise the speed-up may cross 1
    several times; so it is made monotonic first: the mean of the running maximum and the minimum of the
    values still to come.

    The interval is that of batch means: the rounds are split into six consecutive batches (five if there are
    fewer than 18 rounds), and Student's t gives the interval of the mean of their crossovers. The speed of a
    machine varies slowly, so that neighbouring rounds are correlated, which a bootstrap over rounds ignores.

    Parameters
    ----------
    sparsities : array_like, shape (s,)
        Fractions of zeros, strictly increasing, at least 0 and below 1.
    dense : array_like, shape (rounds,)
        Seconds of the dense kernel.
    sparse : array_like, shape (rounds, s)
        Seconds of the sparse kernel at each sparsity, in the same rounds.

    Returns
    -------
    Crossover
        The break-even sparsity, or the side of the measured range on which it lies.

    Raises
    ------
    ValueError
        If there are fewer than `FEWEST_ROUNDS` rounds, shapes do not match, sparsities do not increase or are
        out of range, or a time is not positive and finite.

    References
    ----------
    A. M. Law, W. D. Kelton, "Simulation Modeling and Analysis", McGraw-Hill, on the method of batch means.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import crossover
    >>> sparsities = np.array([0.5, 0.7, 0.9])
    >>> found = crossover(sparsities, np.full(10, 0.2), np.tile(1 - sparsities, (10, 1)))  # seconds
    >>> found.state, round(found.sparsity, 9)
    ('crosses', 0.8)
    """
    grid = double_array("sparsities", sparsities)
    one, many = positive_array("dense", dense), positive_array("sparse", sparse)
    if grid.ndim != 1 or not (np.diff(grid) > 0).all() or grid[0] < 0 or grid[-1] >= 1:
        raise ValueError(f"sparsities must rise from 0 or more to less than 1, got {grid.tolist()}")
    expected = (*one.shape, *grid.shape)
    if one.ndim != 1 or many.shape != expected:
        raise ValueError(f"sparse must be (rounds, sparsities), here {expected}, got {many.shape}")
    gains = np.log(one)[:, None] - np.log(many)  # (rounds, s)
    integer("rounds", len(gains), FEWEST_ROUNDS)
    batches = np.array_split(gains, 6 if len(gains) >= 18 else 5)
    (found,) = crossings(grid, np.median(gains, axis=0)[None])
    each = crossings(grid, np.array([np.median(batch, axis=0) for batch in batches]))
    if 0 < found < 1:
        return Crossover("crosses", float(found), *_interval(found, each))
    if found:
        return Crossover("nowhere", float(grid[-1]), float(each.min()), 1.0)
    return Crossover("everywhere", float(grid[0]), 0.0, float(each.max()))


def _interval(found: float, each: NDArray[np.float64]) -> tuple[float, float]:
    """Return the interval around a crossover, given those of the batches; it is open if one has none."""
    logs = np.log1p(-each[(each > 0) & (each < 1)])
    reach = STUDENT_T[len(each)] * logs.std(ddof=1) / math.sqrt(len(each)) if len(logs) > 1 else math.inf
    low, high = (-np.expm1(np.log1p(-found) + sign * reach) for sign in (1, -1))
    return (0.0 if 0 in each else float(max(low, 0))), (1.0 if 1 in each else float(high))


def crossings(grid: NDArray[np.float64], gains: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the sparsity at which each row of gains crosses 0: 0 if all are positive, 1 if none is."""
    largest_yet = np.maximum.accumulate(gains, axis=1)
    smallest_to_come = np.minimum.accumulate(gains[:, ::-1], axis=1)[:, ::-1]
    rising = (largest_yet + smallest_to_come) / 2
    losses = np.count_nonzero(rising <= 0, axis=1)  # number of sparsities at which sparse does not win
    after = np.clip(losses, 1, len(grid) - 1)[:, None]
    x = np.log1p(-grid)
    y0, y1 = (np.take_along_axis(rising, i, axis=1)[:, 0] for i in (after - 1, after))
    x0, x1 = x[after - 1][:, 0], x[after][:, 0]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):  # in entries not selected below
        inside = -np.expm1(x0 - y0 * (x1 - x0) / (y1 - y0))
    return np.select([losses == 0, losses == len(grid)], [0.0, 1.0], inside)


def crossovers(race: Race) -> dict[Structure, Crossover]:
    """Return the crossover of each structure that has right products at two sparsities or more.

    If several contenders have the same structure and sparsity, that with the lowest median time counts. A
    structure with a single sparsity, such as N:M, has a speed-up but no crossover.

    Raises
    ------
    ValueError
        If the measurement is not sound.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import Contender, Measurement, ProductShape, Race, Structure, crossovers
    >>> dense = np.linspace(0.02, 0.021, 12)  # seconds
    >>> samples = {"dense": dense, "csr 0.5": 2 * dense, "csr 0.9": dense / 2.5}
    >>> contenders = {
    ...     "dense": Contender("numpy @", Structure("dense"), 0.0),
    ...     "csr 0.5": Contender("numpy CSR", Structure("csr"), 0.5),
    ...     "csr 0.9": Contender("numpy CSR", Structure("csr"), 0.9),
    ... }
    >>> measurement = Measurement(samples, "dense", dense, 1e-7, {})
    >>> found = crossovers(Race("float32", ProductShape(512, 512, 32), 0, contenders, measurement))
    >>> found[Structure("csr")].state, round(found[Structure("csr")].sparsity, 6)
    ('crosses', 0.75)
    """
    measurement = race.measurement
    if not measurement.sound:
        raise ValueError(f"measurement must be sound, got {', '.join(measurement.flags)}")
    dense = measurement.samples[measurement.baseline]
    return {
        structure: crossover(
            list(names), dense, np.column_stack([measurement.samples[name] for name in names.values()])
        )
        for structure, names in fastest_contenders(race).items()
        if len(names) > 1
    }


def fastest_contenders(race: Race) -> dict[Structure, dict[float, str]]:
    """Return the name of the fastest contender by structure and sparsity, sparsities increasing.

    The dense contenders, those with a wrong product and those without samples are left out.
    """
    measurement = race.measurement
    found: dict[Structure, dict[float, str]] = {}
    for name, (_, structure, sparsity) in race.contenders.items():
        if structure.kind == "dense" or not len(measurement.samples.get(name, ())):
            continue
        names = found.setdefault(structure, {})
        rival = names.setdefault(sparsity, name)
        if measurement.spread(name).median < measurement.spread(rival).median:
            names[sparsity] = name
    return {structure: dict(sorted(names.items())) for structure, names in found.items()}
