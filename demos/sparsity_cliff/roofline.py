"""Rooflines in the chart: the ideal, the reader's model, and the residuals of one fitted to a race."""

from __future__ import annotations

import numpy as np

from demos.kit.figures import Array, Axis, Group, Role, Scatter
from demos.kit.typesetting import percent
from demos.sparsity_cliff.sweeps import Sweep
from fdnn_core import (
    Roofline,
    RooflineFit,
    bandwidth_bound_crossover,
    compute_bound_crossover,
    ideal_speedup,
)

_BANDWIDTH = 100e9  # bytes per second; the reader sets the peak only, because their ratio is what counts
_GRID = 1 - np.geomspace(1, 0.001, 61)


def ideal_group() -> Group:
    """Return the speed-up if each zero saved its share of the time."""
    return Group("ideal, 1/(1 − s)", _GRID, np.asarray(ideal_speedup(_GRID)), "theory", "dashes")


def roofline(size: int, columns: int, peak: float, efficiency: float, bits: tuple[int, int]) -> Roofline:
    """Return a model: peak in GFLOP/s, efficiency in percent, bits of a value and of an index."""
    return Roofline((size, size, columns), peak * 1e9, efficiency / 100, _BANDWIDTH, *bits)


def model_group(label: str, model: Roofline, role: Role) -> Group:
    """Return the speed-up of a model."""
    return Group(label, _GRID, np.asarray(model.speedup(_GRID)), role, "dashes")


def describe(model: Roofline) -> str:
    """Return the crossover of a model and those of its two limits in words."""
    compute = compute_bound_crossover(model.sparse_efficiency, 1)
    memory = bandwidth_bound_crossover(model.value_bits, model.index_bits)
    limits = f"{percent(compute)} if only arithmetic limits, {percent(memory)} if only memory does."
    if np.isnan(model.crossover):
        return f"In the model, the sparse product never breaks even. Break-even would be at {limits}"
    return f"In the model, break-even is at {percent(model.crossover)} zeros; {limits}"


def residuals(sweep: Sweep, fit: RooflineFit) -> Scatter:
    """Return the residuals of a fitted model in percent of the predicted time."""
    rest: Array = 100 * np.expm1(fit.sparse_residuals)  # (sparsities, rounds)
    low, middle, high = np.quantile(rest, [0.25, 0.5, 0.75], axis=1)
    notes = [
        f"Half of the {rest.shape[1]} samples lie between {a:.1f} and {b:.1f} %."
        for a, b in zip(low, high, strict=True)
    ]
    edge = max(10.0, 1.2 * float(np.abs([low, high]).max()))
    return Scatter(
        title="Residuals of the fitted model",
        summary=f"The medians lie within {np.abs(middle).max():.0f} % of the predicted time.",
        groups=[
            Group("the model", np.array([0, 0.999]), np.zeros(2), "theory", "line"),
            Group("measured, with quartiles", sweep.sparsities, middle, "after", "dots", low, high, notes),
        ],
        x_axis=Axis("zeros", "nines", 0, 0.999),
        y_axis=Axis("% of the predicted time", low=-edge, high=edge),
    )
