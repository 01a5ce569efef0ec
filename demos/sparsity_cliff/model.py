"""The roofline in the chart, the reader's and one fitted to a race; and what that leaves unexplained."""

from __future__ import annotations

import numpy as np

from demos.kit.figures import Array, Axis, Group, Role, Scatter
from demos.sparsity_cliff.lines import Line
from demos.sparsity_cliff.quality import percent
from fdnn_core import (
    Roofline,
    RooflineFit,
    bandwidth_bound_crossover,
    compute_bound_crossover,
    ideal_speedup,
)

_BANDWIDTH = 100e9  # bytes a second; the reader sets the peak beside it, as only their ratio counts
_GRID = 1 - np.geomspace(1, 0.001, 61)


def ideal() -> Group:
    """Return the speed-up if every zero saved its share of the time."""
    return Group("ideal, 1/(1 − s)", _GRID, np.asarray(ideal_speedup(_GRID)), "theory", "dashes")


def roofline(size: int, columns: int, peak: float, efficiency: float, bits: tuple[int, int]) -> Roofline:
    """Return a model: `peak` in GFLOP/s, `efficiency` in per cent, `bits` of values and of indices."""
    return Roofline((size, size, columns), peak * 1e9, efficiency / 100, _BANDWIDTH, *bits)


def curve(label: str, model: Roofline, role: Role) -> Group:
    """Return a model's speed-up."""
    return Group(label, _GRID, np.asarray(model.speedup(_GRID)), role, "dashes")


def words(model: Roofline) -> str:
    """Say where a model crosses, and between which limits."""
    compute = compute_bound_crossover(model.sparse_efficiency, 1)
    memory = bandwidth_bound_crossover(model.value_bits, model.index_bits)
    if np.isnan(model.crossover):
        where = "never lets sparse win"
    else:
        where = f"lets sparse win from {percent(model.crossover)}"
    return (
        f"The model {where}; were arithmetic the only limit, {percent(compute)}, "
        f"were it memory, {percent(memory)}."
    )


def residuals(line: Line, fit: RooflineFit) -> Scatter:
    """Return what a fitted model leaves unexplained, in per cent of the time it predicts."""
    rest: Array = 100 * np.expm1(fit.sparse_residuals)  # (sparsities, rounds)
    low, middle, high = np.quantile(rest, [0.25, 0.5, 0.75], axis=1)
    notes = [
        f"Half of {rest.shape[1]} samples lie in {a:.1f} … {b:.1f} %." for a, b in zip(low, high, strict=True)
    ]
    edge = max(10.0, 1.2 * float(np.abs([low, high]).max()))
    return Scatter(
        title="What the fitted model leaves unexplained",
        summary=f"Medians lie within {np.abs(middle).max():.0f} % of the time that the model predicts.",
        groups=[
            Group("the model", np.array([0, 0.999]), np.zeros(2), "theory", "line"),
            Group("measured, with quartiles", line.sparsities, middle, "after", "dots", low, high, notes),
        ],
        x_axis=Axis("zeros", "nines", 0, 0.999),
        y_axis=Axis("% of the predicted time", low=-edge, high=edge),
    )
