"""A race as lines of a chart: for each structure how much faster than dense it is, over sparsity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from demos.kit.figures import Array, Group, Role
from fdnn_core import FEWEST_ROUNDS, Device, Race, Structure

#: By kind of structure: what a reader calls it, and its colour.
STRUCTURES: Mapping[str, tuple[str, Role]] = {
    "csr": ("unstructured (CSR)", "after"),
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


def lines(race: Race) -> Iterator[Line]:
    """Yield the lines of a race: the structures whose products are right and have been timed."""
    found: dict[Structure, list[tuple[float, str]]] = {}
    for name, (_, structure, sparsity) in race.contenders.items():
        if structure.kind in STRUCTURES and len(race.measurement.samples.get(name, ())):
            found.setdefault(structure, []).append((sparsity, name))
    for structure, contenders in found.items():
        sparsities, names = zip(*sorted(contenders), strict=True)
        yield Line(structure, names, np.array(sparsities))


def groups(race: Race, where: str, device: Device, mark: Literal["path", "trail"]) -> list[Group]:
    """Return a race as groups of a chart, with intervals once there are enough rounds."""
    return [_group(race, line, where, device, mark) for line in lines(race)]


def _group(race: Race, line: Line, where: str, device: Device, mark: Literal["path", "trail"]) -> Group:
    found = race.measurement
    enough = found.rounds >= FEWEST_ROUNDS
    role = STRUCTURES[line.structure.kind][1]
    if enough:
        value, low, high = np.array([found.speedup(name) for name in line.names]).T
    else:
        dense = np.median(found.samples[found.baseline])
        value = np.array([dense / np.median(found.samples[name]) for name in line.names])
        low = high = None
    notes = [_note(race, name, device) for name in line.names]
    return Group(f"{where}: {line.words}", line.sparsities, value, role, mark, low, high, notes)


def _note(race: Race, name: str, device: Device) -> str:
    found, (m, k, n) = race.measurement, race.shape
    kernel, dense = race.contenders[name].kernel, race.contenders[found.baseline].kernel
    seconds, of_dense = (float(np.median(found.samples[key])) for key in (name, found.baseline))
    text = (
        f"{kernel}: {milliseconds(seconds)} against {milliseconds(of_dense)} of {dense}, "
        f"{m} × {k} times {k} × {n}, {race.dtype}, {device.name}, {threads(device)}, {found.rounds} rounds"
    )
    flags = ", ".join(found.flags)
    return f"{text}; flagged: {flags}." if flags else f"{text}."


def milliseconds(seconds: float) -> str:
    """Return a time in words."""
    return f"{1000 * seconds:.3g} ms"


def threads(device: Device) -> str:
    """Return how many threads a device worked with."""
    return "1 thread" if device.threads == 1 else f"{device.threads} threads"
