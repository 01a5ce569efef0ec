"""Races between the dense and the sparse products of PyTorch, timed by `fdnn_core.measure`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np

from demos.sparsity_cliff.gpu.device import TorchDevice
from demos.sparsity_cliff.gpu.products import Products, SparsityMask, sparsity_masks
from fdnn_core import Contender, Measurement, ProductShape, Race, Timer, Variant, measure
from fdnn_core.cliff.command.interruption import Interruption, say
from fdnn_core.cliff.report import counted

_SEED = 0


class Plan(NamedTuple):
    """Races to be run.

    Attributes
    ----------
    sizes : sequence of int
        Rows and columns of the left matrices.
    columns : sequence of int
        Numbers of columns of the right matrices.
    precisions : sequence of str
        Keys of `PRECISIONS`.
    sparsities : sequence of float
        Fractions of zeros of CSR and BSR.
    rounds : int
        Rounds of each race.
    seconds : float
        Time limit for the timing of each race.
    """

    sizes: Sequence[int]
    columns: Sequence[int]
    precisions: Sequence[str]
    sparsities: Sequence[float]
    rounds: int
    seconds: float


def run_races(device: TorchDevice, plan: Plan, interruption: Interruption) -> Iterator[Race]:
    """Run the races until there is an interruption; an interrupted race keeps its completed rounds.

    The loop over sizes is the outermost one, because all races of a size share the pruned matrices.
    """
    for size in plan.sizes:
        rng = np.random.default_rng(_SEED)
        matrix = rng.standard_normal((size, size), dtype=np.float32)
        right = rng.standard_normal((size, max(plan.columns)), dtype=np.float32)
        masks = list(sparsity_masks(matrix, plan.sparsities))
        for columns, precision in product(plan.columns, plan.precisions):
            if interruption:
                return
            shape = ProductShape(size, size, columns)
            title = f"{precision} {size} x {size} x {columns}"
            if reason := device.refusal(precision):
                report(f"{title} is left out: {reason}")
                continue
            factor = np.ascontiguousarray(right[:, :columns])
            products = Products(device.torch, device.name, precision, matrix, factor)
            prepared = prepare(products, masks, title)
            if "dense" not in prepared or len(prepared) == 1:
                report(f"{title} is left out: nothing to compare")
                continue
            variants = {name: variant for name, (_, variant) in prepared.items()}
            try:
                measurement = time_variants(variants, plan, device.timer(), interruption)
            except ValueError as error:  # the dense product is wrong
                report(f"{title} is left out: {error}")
                continue
            if measurement is None:
                return
            wrong = [f"{name} is wrong" for name in measurement.wrong]
            report(f"{title}: {counted(measurement.rounds, 'round')}", *measurement.flags, *wrong)
            contenders = {name: contender for name, (contender, _) in prepared.items()}
            yield Race(precision, shape, _SEED, contenders, measurement)


def time_variants(
    variants: Mapping[str, Variant], plan: Plan, timer: Timer | None, interruption: Interruption
) -> Measurement | None:
    """Return the measurement; None if it was interrupted before the first round was completed."""
    steps = measure(
        variants, baseline="dense", rounds=plan.rounds, seconds=plan.seconds, timer=timer, seed=_SEED
    )
    for step in steps:
        if interruption:
            return step.measurement if step.measurement.rounds else None
    return step.measurement


def prepare(
    products: Products, masks: Sequence[SparsityMask], title: str
) -> dict[str, tuple[Contender, Variant]]:
    """Prepare the products that PyTorch supports, and report the reasons for leaving out the others."""
    prepared: dict[str, tuple[Contender, Variant]] = {}
    refused: dict[str, list[str]] = {}  # names by reason
    for mask in masks:
        try:
            prepared[mask.name] = products.prepare(mask)
        except Exception as error:  # PyTorch, Triton and CUDA's libraries raise many types
            reason = f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"
            refused.setdefault(reason, []).append(mask.name)
    for reason, names in refused.items():
        report(f"{title} is without {', '.join(names)}: {reason}")
    return prepared


def report(*parts: str) -> None:
    """Print to standard error, if anybody reads it."""
    say(", ".join(parts), sys.stderr)
