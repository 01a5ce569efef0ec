"""Races between the dense and the sparse products of PyTorch, as `fdnn_core.measure` runs them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np

from demos.sparsity_cliff.gpu.device import TorchDevice
from demos.sparsity_cliff.gpu.products import Products, Sparsified, sparsified
from fdnn_core import Contender, ProductShape, Race, Variant, measure

_SEED = 0


class Plan(NamedTuple):
    """What is to be raced.

    Attributes
    ----------
    sizes, columns : sequence of int
        Of square matrices, and of what they are multiplied by.
    precisions : sequence of str
        Of `PRECISIONS`.
    sparsities : sequence of float
        Of CSR and BSR.
    rounds : int
        Wanted in each race.
    seconds : float
        The budget for the timing of each race.
    """

    sizes: Sequence[int]
    columns: Sequence[int]
    precisions: Sequence[str]
    sparsities: Sequence[float]
    rounds: int
    seconds: float


def raced(device: TorchDevice, plan: Plan) -> Iterator[Race]:
    """Run one race after another, the sizes outermost: what is pruned serves all the races of its size."""
    for size in plan.sizes:
        rng = np.random.default_rng(_SEED)
        matrix = rng.standard_normal((size, size), dtype=np.float32)
        right = rng.standard_normal((size, max(plan.columns)), dtype=np.float32)
        contenders = list(sparsified(matrix, plan.sparsities))
        for columns, precision in product(plan.columns, plan.precisions):
            shape = ProductShape(size, size, columns)
            what = f"{precision} {size} x {size} x {columns}"
            if refusal := device.refusal(precision):
                say(f"{what} is left out: {refusal}")
                continue
            factor = np.ascontiguousarray(right[:, :columns])
            products = Products(device.torch, device.name, precision, matrix, factor)
            prepared = prepare(products, contenders, what)
            if "dense" not in prepared or len(prepared) == 1:
                say(f"{what} is left out: nothing to compare")
                continue
            variants = {name: variant for name, (_, variant) in prepared.items()}
            try:
                *_, last = measure(
                    variants,
                    baseline="dense",
                    rounds=plan.rounds,
                    seconds=plan.seconds,
                    timer=device.timer(),
                    seed=_SEED,
                )
            except ValueError as error:  # the dense product is wrong
                say(f"{what} is left out: {error}")
                continue
            found = last.measurement
            say(f"{what}: {found.rounds} rounds", *found.flags, *(f"{name} is wrong" for name in found.wrong))
            yield Race(precision, shape, _SEED, {name: one for name, (one, _) in prepared.items()}, found)


def prepare(
    products: Products, contenders: Sequence[Sparsified], what: str
) -> dict[str, tuple[Contender, Variant]]:
    """Prepare all that PyTorch can, and say of the others why not."""
    prepared: dict[str, tuple[Contender, Variant]] = {}
    refused: dict[str, list[str]] = {}  # by reason
    for wanted in contenders:
        try:
            prepared[wanted.name] = products.prepare(wanted)
        except Exception as error:  # PyTorch, Triton and CUDA's libraries raise all kinds
            reason = f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"
            refused.setdefault(reason, []).append(wanted.name)
    for reason, names in refused.items():
        say(f"{what} is without {', '.join(names)}: {reason}")
    return prepared


def say(*words: str) -> None:
    """Print to standard error."""
    print(*words, sep=", ", file=sys.stderr, flush=True)
