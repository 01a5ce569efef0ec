"""Contenders of a race by structure, each a sweep over sparsities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from demos.kit.figures import Array, Role
from fdnn_core import Race, Structure
from fdnn_core.cliff.crossover import fastest_contenders

#: Label and colour of a structure, by its kind.
STRUCTURES: Mapping[str, tuple[str, Role]] = {
    "csr": ("unstructured", "after"),
    "bsr": ("blocks", "before"),
    "n:m": ("N:M", "third"),
    "rows": ("whole rows", "fourth"),
    "columns": ("whole columns", "fourth"),
    "low-pass": ("low frequencies", "fifth"),
}


@dataclass(frozen=True)
class Sweep:
    """Fastest contender of one structure at each sparsity, sparsities increasing."""

    structure: Structure
    names: Sequence[str]  # of the contenders
    sparsities: Array  # (contenders,)

    @property
    def label(self) -> str:
        """Name of the structure as the page shows it."""
        label = STRUCTURES[self.structure.kind][0]
        block, n, m = self.structure.block, self.structure.n, self.structure.m
        if block:
            return f"{label} of {block} × {block}"
        return f"{n}:{m}" if n else label

    @property
    def role(self) -> Role:
        """Role of the structure, which decides its colour."""
        return STRUCTURES[self.structure.kind][1]


def sweeps(race: Race) -> Iterator[Sweep]:
    """Yield the sweep of each structure with right products that have been timed."""
    for structure, names in fastest_contenders(race).items():
        sparsities = np.array(list(names))
        sparsities.flags.writeable = False
        yield Sweep(structure, list(names.values()), sparsities)
