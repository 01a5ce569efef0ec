"""A sparse spectrum, equivariance to translation, new frequencies: what operations have of the three."""

from __future__ import annotations

from typing import Annotated

from demos.essay.activation_trilemma.measures import scores, signals
from demos.essay.activation_trilemma.operations import OPERATIONS
from demos.essay.activation_trilemma.report import figures
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
        str, Choice(_TARGETS, label="Read out", help="What a linear map of 24 features shall give.")
    ] = "x²",
    draws: Annotated[int, Slider(5, 50, label="Signals")] = 10,
    seed: Annotated[int, Seed(label="Seed", help="Of the signals, of 5 tones each, and of 24 kernels.")] = 0,
) -> Figures:
    """Score operations by the frequencies they leave, by translations, and by what can be read out."""
    fit, unseen = signals(seed, draws)
    of = {name: scores(operation, target, fit, unseen) for name, operation in OPERATIONS.items()}
    return figures(of, target, _TARGETS[target])
