"""The contenders of a race, sorted into one line for each structure of the zeros."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from demos.kit.figures import Array, Role
from fdnn_core import Race, Structure

#: By kind of structure: what a reader calls it, and its colour.
STRUCTURES: Mapping[str, tuple[str, Role]] = {
    "csr": ("unstructured", "after"),
    "bsr": ("blocks", "before"),
    "n:m": ("N:M", "third"),
    "rows": ("whole rows", "fourth"),
    "columns": ("whole columns", "fourth"),
    "low-pass": ("low frequencies", "fifth"),
}


@dataclass(frozen=True)
class Line:
    """The contenders of one structure, from the least sparsity to the greatest."""

    structure: Structure
    names: Sequence[str]
    sparsities: Array  # (contenders,)

    @property
    def words(self) -> str:
        """What a reader calls the structure."""
        words = STRUCTURES[self.structure.kind][0]
        block, n, m = self.structure.block, self.structure.n, self.structure.m
        if block:
            return f"{words} of {block} × {block}"
        return f"{n}:{m}" if n else words

    @property
    def role(self) -> Role:
        """Its colour."""
        return STRUCTURES[self.structure.kind][1]


def lines(race: Race) -> Iterator[Line]:
    """Yield the lines of a race: the structures whose products are right and have been timed."""
    found: dict[Structure, list[tuple[float, str]]] = {}
    for name, (_, structure, sparsity) in race.contenders.items():
        if structure.kind in STRUCTURES and len(race.measurement.samples.get(name, ())):
            found.setdefault(structure, []).append((sparsity, name))
    for structure, contenders in found.items():
        sparsities, names = zip(*sorted(contenders), strict=True)
        yield Line(structure, names, np.array(sparsities))
