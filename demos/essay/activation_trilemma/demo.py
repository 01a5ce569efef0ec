"""Sparse spectrum, translation equivariance, new frequencies: which operations have which of the three."""

from __future__ import annotations

from typing import Annotated

from demos.essay.activation_trilemma.operations import OPERATIONS
from demos.essay.activation_trilemma.report import figures
from demos.essay.activation_trilemma.scores import scores, signals
from demos.kit.controls import Choice, Seed, Slider
from demos.kit.declare import demo
from demos.kit.figures import Figures

_TARGETS = {
    "x²": "the square",
    "|x|": "the magnitude",
    "max": "the larger of two samples, 4 apart",
    "blur": "a blur",
}


@demo(title="The activation trilemma")
def activation_trilemma(
    target: Annotated[
        str,
        Choice(_TARGETS, label="Read out", help="Function that a linear map of 24 features fits."),
    ] = "x²",
    draws: Annotated[int, Slider(5, 50, label="Signals")] = 10,
    seed: Annotated[
        int, Seed(label="Seed", help="Sets the random signals, with 5 tones each, and the 24 random kernels.")
    ] = 0,
) -> Figures:
    """Score operations by the sparsity of their spectra, by equivariance and by readout."""
    fit, unseen = signals(seed, draws)
    by_operation = {name: scores(operation, target, fit, unseen) for name, operation in OPERATIONS.items()}
    return figures(by_operation, target, _TARGETS[target])
