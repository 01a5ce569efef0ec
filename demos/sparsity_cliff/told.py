"""A race made ready to be drawn and told, all that takes time being computed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from demos.kit.figures import Array, Group
from demos.kit.typesetting import plural
from demos.sparsity_cliff.lines import Line, lines
from fdnn_core import (
    FEWEST_ROUNDS,
    Crossover,
    Device,
    Interval,
    Race,
    RooflineFit,
    Structure,
    crossovers,
    fit_roofline,
)

_BITS = {"float64": 64, "float32": 32, "tf32": 32, "float16": 16, "bfloat16": 16}  # of a value in memory


@dataclass(frozen=True, eq=False)
class Told:
    """A race, where it was run, what a reader calls that, and how it is drawn."""

    race: Race
    device: Device
    where: str
    mark: Literal["path", "trail"]

    @property
    def machine(self) -> str:
        """The device in a sentence, with what it multiplied if that need not be what the reader's does."""
        if self.device.kind != "gpu":
            return f"{self.device.name} with {threads(self.device)}"
        m, k, n = self.race.shape
        return f"{self.device.name} ({m} × {k} times {k} × {n}, {self.race.dtype})"

    @cached_property
    def lines(self) -> Sequence[Line]:
        """One for each structure."""
        return list(lines(self.race))

    @cached_property
    def groups(self) -> Sequence[Group]:
        """How much faster than dense each structure is, with intervals if there are enough rounds."""
        return [self._group(line) for line in self.lines]

    @cached_property
    def crossovers(self) -> Mapping[Structure, Crossover]:
        """From which sparsity on each structure wins; empty if the measurement is not sound."""
        return crossovers(self.race) if self.race.measurement.sound else {}

    @cached_property
    def fit(self) -> tuple[Line, RooflineFit] | None:
        """The unstructured line and the roofline fitted to its samples, if the measurement is sound."""
        found = self.race.measurement
        line = next((line for line in self.lines if line.structure.kind == "csr"), None)
        if line is None or not found.sound:
            return None
        seconds = np.stack([found.samples[name] for name in line.names])  # (sparsities, rounds)
        sparsity = np.broadcast_to(line.sparsities[:, np.newaxis], seconds.shape)
        bits = _BITS[self.race.dtype]
        dense = found.samples[found.baseline]
        return line, fit_roofline(self.race.shape, sparsity, seconds, dense, value_bits=bits)

    @cached_property
    def _speedups(self) -> Mapping[str, Interval]:
        return {name: self.race.measurement.speedup(name) for line in self.lines for name in line.names}

    def speedup(self, kind: str, sparsity: float) -> tuple[Line, float] | None:
        """Return a structure's line and how much faster it is, interpolated in what was measured."""
        for line in self.lines:
            ends = line.sparsities[[0, -1]]
            if line.structure.kind == kind and ends[0] < ends[1] and ends[0] <= sparsity <= ends[1]:
                logs = [np.log(self._speedups[name].value) for name in line.names]
                nines = -np.log1p(-line.sparsities)
                return line, float(np.exp(np.interp(-np.log1p(-sparsity), nines, logs)))
        return None

    def _group(self, line: Line) -> Group:
        found = self.race.measurement
        low: Array | None = None
        high: Array | None = None
        if found.rounds >= FEWEST_ROUNDS:
            value, low, high = np.array([self._speedups[name] for name in line.names]).T
        else:
            dense = np.median(found.samples[found.baseline])
            value = np.array([dense / np.median(found.samples[name]) for name in line.names])
        notes = [self._note(name) for name in line.names]
        label = f"{self.where}: {line.words}"
        return Group(label, line.sparsities, value, line.role, self.mark, low, high, notes)

    def _note(self, name: str) -> str:
        found, (m, k, n) = self.race.measurement, self.race.shape
        kernels = [self.race.contenders[key].kernel for key in (name, found.baseline)]
        times = [1000 * np.median(found.samples[key]) for key in (name, found.baseline)]
        workers = "" if self.device.kind == "gpu" else f", {threads(self.device)}"
        flags = f"; flagged: {', '.join(found.flags)}" if found.flags else ""
        rounds = f"{found.rounds} {plural(found.rounds, 'round')}"
        return (
            f"{kernels[0]} took {times[0]:.3g} ms, {kernels[1]} {times[1]:.3g} ms: "
            f"{m} × {k} times {k} × {n}, {self.race.dtype}, {rounds} on {self.device.name}{workers}{flags}."
        )


def threads(device: Device) -> str:
    """Return how many threads a device worked with."""
    return f"{device.threads} {plural(device.threads, 'thread')}"
