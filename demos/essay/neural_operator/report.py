"""The result of the training: a test state, the errors, the multipliers, and a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from demos.kit.figures import Array, Axis, Figure, Plot, Role, Sentence, Series, Table
from demos.kit.typesetting import percent

_ROLES: Sequence[Role] = ("after", "third", "fourth", "fifth")
_POWERS = ("u", "u²", "u³", "u⁴")
_ROUNDING = 1e-12  # relative error of the arithmetic


class Layer(NamedTuple):
    """A trained layer: its multipliers (features, frequencies), and its outputs (S, N) for test states."""

    multipliers: Array
    outputs: Array


def figures(
    before: Array, after: Array, layers: Sequence[Layer], degree: int, *, decay_rate: float, highest: int
) -> dict[str, Figure]:
    """Return all figures, for layers whose inputs are the powers of the state up to 1, up to 2 and so on."""
    chosen = layers[degree - 1]
    errors = [_error(layer.outputs, after) for layer in layers]
    still = _error(before, after)
    text = _story(still, errors, degree)
    return {
        "sentence": Sentence(title="In words", summary=text, text=text),
        "state": _state(before[0], after[0], chosen.outputs[0]),
        "errors": _errors(still, errors),
        "multipliers": _multipliers(chosen.multipliers, decay_rate, highest),
    }


def _error(found: Array, after: Array) -> float:
    """Return the relative error over all later states."""
    return float(np.sqrt(np.sum((found - after) ** 2) / np.sum(after**2)))


def _percent(error: float) -> str:
    return percent(error) if error > _ROUNDING else f"{error:.0e} (rounding)"


def _story(still: float, errors: Sequence[float], degree: int) -> str:
    text = (
        f"Predicting no change gives an error of {_percent(still)}. With one multiplier for each frequency "
        f"the layer has an error of {_percent(errors[0])}"
    )
    if degree > 1:
        text += f"; with {', '.join(_POWERS[:degree])} as inputs, {_percent(errors[degree - 1])}"
    return f"{text}."


def _state(before: Array, after: Array, found: Array) -> Plot:
    x = 2 * np.pi * np.arange(before.size) / before.size
    reach = 1.1 * float(np.abs([before, after, found]).max())
    return Plot(
        title="A test state",
        summary=f"Predicted with an error of {_percent(_error(found, after))}.",
        x=x,
        series=[
            Series("now", before, "before"),
            Series("later", after, "theory"),
            Series("predicted by the layer", found, "after"),
        ],
        x_axis=Axis("x, radians", low=0, high=2 * np.pi),
        y_axis=Axis("u", low=-reach, high=reach),
    )


def _errors(still: float, errors: Sequence[float]) -> Table:
    rows = [("nothing (unchanged)", _percent(still))]
    rows += [(", ".join(_POWERS[: count + 1]), _percent(error)) for count, error in enumerate(errors)]
    return Table(
        title="Error over 100 test states",
        summary="; ".join(f"{given}: {error}" for given, error in rows),
        columns=("The layer sees", "Relative error"),
        rows=rows,
    )


def _multipliers(multipliers: Array, decay_rate: float, highest: int) -> Plot:
    k = np.arange(1, highest + 1)
    heat = np.exp(-decay_rate * k**2)
    lines = [
        Series(f"of {name}", np.abs(row[k]), role)
        for name, row, role in zip(_POWERS, multipliers, _ROLES, strict=False)
    ]
    farthest = float(np.abs(np.abs(multipliers[0, k]) - heat).max())
    return Plot(
        title="The multipliers",
        summary=f"The multipliers of u differ from the heat equation's by at most {farthest:.2g}.",
        x=k.astype(float),
        series=[Series("heat equation", heat, "before"), *lines],
        x_axis=Axis("cycles around the circle", low=1, high=float(highest)),
        y_axis=Axis("magnitude", low=0),
    )
