"""The roofline as a line of the chart: one the reader sets, and one fitted to a race, with its residuals."""

from __future__ import annotations

import numpy as np

from demos.kit.figures import Array, Axis, Group, Scatter
from demos.sparsity_cliff.lines import Line, lines
from demos.sparsity_cliff.quality import percent
from fdnn_core import (
    Race,
    Roofline,
    RooflineFit,
    bandwidth_bound_crossover,
    compute_bound_crossover,
    fit_roofline,
    ideal_speedup,
)

BANDWIDTH = 100e9  # bytes a second; the reader sets the peak beside it, as only their ratio counts
_GRID = 1 - np.geomspace(1, 0.001, 61)


def ideal() -> Group:
    """Return the speed-up if every zero saved its share of the time."""
    return Group("ideal, 1/(1 − s)", _GRID, np.asarray(ideal_speedup(_GRID)), "theory", "line")


def roofline(
    shape: tuple[int, int, int], peak: float, efficiency: float, value_bits: int, index_bits: int
) -> Roofline:
    """Return the reader's model: `peak` in GFLOP/s beside 100 GB/s, `efficiency` in per cent."""
    return Roofline(
        shape, peak * 1e9, efficiency / 100, BANDWIDTH, value_bits=value_bits, index_bits=index_bits
    )


def curve(label: str, model: Roofline) -> Group:
    """Return a model's speed-up."""
    return Group(label, _GRID, np.asarray(model.speedup(_GRID)), "theory", "dashes")


def words(model: Roofline) -> str:
    """Say where a model crosses, and between which limits."""
    compute = compute_bound_crossover(model.sparse_efficiency, 1)
    memory = bandwidth_bound_crossover(model.value_bits, model.index_bits)
    where = f"crosses at {percent(model.crossover)}" if model.crossover > 0 else "has sparse win everywhere"
    if np.isnan(model.crossover):
        where = "never lets sparse win"
    return (
        f"The model {where}: limited by arithmetic alone it would be {percent(compute)}, "
        f"by memory alone {percent(memory)}."
    )


def fitted(race: Race) -> tuple[Line, RooflineFit] | None:
    """Fit the model to the samples of the unstructured matrices, if there are any."""
    found = race.measurement
    for line in lines(race):
        if line.structure.kind == "csr":
            seconds = np.stack([found.samples[name] for name in line.names])  # (sparsities, rounds)
            sparsity = np.broadcast_to(line.sparsities[:, np.newaxis], seconds.shape)
            bits = 8 * np.dtype(race.dtype).itemsize
            dense = found.samples[found.baseline]
            return line, fit_roofline(race.shape, sparsity, seconds, dense, value_bits=bits)
    return None


def residuals(line: Line, fit: RooflineFit) -> Scatter:
    """Return what the fitted model leaves unexplained, in per cent of the time it predicts."""
    rest: Array = 100 * np.expm1(fit.sparse_residuals)  # (sparsities, rounds)
    low, middle, high = np.quantile(rest, [0.25, 0.5, 0.75], axis=1)
    largest = float(np.abs(middle).max())
    edge = max(10.0, 1.2 * float(np.abs([low, high]).max()))
    zero = Group("the model", np.array([0, 0.999]), np.zeros(2), "theory", "line")
    notes = [f"Half of {rest.shape[1]} samples lie between {a:.1f} and {b:.1f} %." for a, b in zip(low, high, strict=True)]
    measured = Group("measured, with quartiles", line.sparsities, middle, "after", "dots", low, high, notes)
    return Scatter(
        title="What the fitted model leaves unexplained",
        summary=f"The medians of the measured times lie within {largest:.0f} % of the model's.",
        groups=[zero, measured],
        x_axis=Axis("zeros", "nines", 0, 0.999),
        y_axis=Axis("% of the time predicted", low=-edge, high=edge),
    )
