"""A race with its speed-ups, crossovers and fitted roofline, each computed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from demos.kit.figures import Array, Group
from demos.kit.typesetting import plural
from demos.sparsity_cliff.sweeps import Sweep, sweeps
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
class RaceAnalysis:
    """A race with the device it was run on, its label in the chart, and how its points are drawn."""

    race: Race
    device: Device
    label: str
    mark: Literal["path", "trail"]  # "path" for the race of this machine, "trail" for recorded ones

    @property
    def machine(self) -> str:
        """The device in words; of a GPU also the product, which may differ from the one selected."""
        if self.device.kind != "gpu":
            return f"{self.device.name} with {threads(self.device)}"
        m, k, n = self.race.shape
        return f"{self.device.name} ({m} × {k} times {k} × {n}, {self.race.dtype})"

    @cached_property
    def sweeps(self) -> Sequence[Sweep]:
        """Sweep of each structure."""
        return list(sweeps(self.race))

    @cached_property
    def groups(self) -> Sequence[Group]:
        """Speed-ups of each structure, with intervals if there are enough rounds."""
        return [self._group(sweep) for sweep in self.sweeps]

    @cached_property
    def crossovers(self) -> Mapping[Structure, Crossover]:
        """Crossover of each structure; empty if the measurement is not sound."""
        return crossovers(self.race) if self.race.measurement.sound else {}

    @cached_property
    def fit(self) -> tuple[Sweep, RooflineFit] | None:
        """Sweep of unstructured zeros and the roofline fitted to it; None if the measurement is not sound."""
        measurement = self.race.measurement
        sweep = next((sweep for sweep in self.sweeps if sweep.structure.kind == "csr"), None)
        if sweep is None or not measurement.sound:
            return None
        seconds = np.stack([measurement.samples[name] for name in sweep.names])  # (sparsities, rounds)
        sparsity = np.broadcast_to(sweep.sparsities[:, np.newaxis], seconds.shape)
        bits = _BITS[self.race.dtype]
        dense = measurement.samples[measurement.baseline]
        return sweep, fit_roofline(self.race.shape, sparsity, seconds, dense, value_bits=bits)

    @cached_property
    def _speedups(self) -> Mapping[str, Interval]:
        return {name: self.race.measurement.speedup(name) for sweep in self.sweeps for name in sweep.names}

    def speedup(self, kind: str, sparsity: float) -> tuple[Sweep, float] | None:
        """Return the sweep of a kind of structure and its speed-up, interpolated; None if out of range."""
        for sweep in self.sweeps:
            ends = sweep.sparsities[[0, -1]]
            if sweep.structure.kind == kind and ends[0] < ends[1] and ends[0] <= sparsity <= ends[1]:
                logs = [np.log(self._speedups[name].value) for name in sweep.names]
                nines = -np.log1p(-sweep.sparsities)
                return sweep, float(np.exp(np.interp(-np.log1p(-sparsity), nines, logs)))
        return None

    def _group(self, sweep: Sweep) -> Group:
        measurement = self.race.measurement
        low: Array | None = None
        high: Array | None = None
        if measurement.rounds >= FEWEST_ROUNDS:
            value, low, high = np.array([self._speedups[name] for name in sweep.names]).T
        else:
            dense = np.median(measurement.samples[measurement.baseline])
            value = np.array([dense / np.median(measurement.samples[name]) for name in sweep.names])
        notes = [self._note(name) for name in sweep.names]
        label = f"{self.label}: {sweep.label}"
        return Group(label, sweep.sparsities, value, sweep.role, self.mark, low, high, notes)

    def _note(self, name: str) -> str:
        measurement, (m, k, n) = self.race.measurement, self.race.shape
        kernels = [self.race.contenders[key].kernel for key in (name, measurement.baseline)]
        times = [1000 * np.median(measurement.samples[key]) for key in (name, measurement.baseline)]
        workers = "" if self.device.kind == "gpu" else f", {threads(self.device)}"
        flags = f"; caution: {', '.join(measurement.flags)}" if measurement.flags else ""
        rounds = f"{measurement.rounds} {plural(measurement.rounds, 'round')}"
        return (
            f"{kernels[0]} took {times[0]:.3g} ms, {kernels[1]} {times[1]:.3g} ms: "
            f"{m} × {k} times {k} × {n}, {self.race.dtype}, {rounds} on {self.device.name}{workers}{flags}."
        )


def threads(device: Device) -> str:
    """Return the number of threads of a device in words."""
    return f"{device.threads} {plural(device.threads, 'thread')}"
