"""Use a function of the caller's own where a demo offers a choice of activations."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from demos.kit.controls import ControlError
from demos.kit.declare import function_name
from demos.kit.figures import Array
from fdnn_core.validation.functions import call_pointwise

#: An activation: its name, or a function from a real array to one of the same shape.
Activation = str | Callable[[Array], Array]


def checked(function: Callable[[Array], Array]) -> Callable[[Array], Array]:
    """Return the function with a check that it returns finite real numbers in the shape of its argument."""

    def activation(x: Array) -> Array:
        try:
            values = call_pointwise("activation", function, x)
        except ValueError as error:
            raise ControlError("activation", f"cannot be used: {error}") from error
        if np.iscomplexobj(values):
            raise ControlError("activation", f"must return real numbers, got dtype {values.dtype}")
        return values.astype(np.float64, copy=False)

    return activation


def label_of(activation: Activation, labels: dict[str, str]) -> str:
    """Return the words for an activation in `labels`, or the name of a function."""
    return labels[activation] if isinstance(activation, str) else function_name(activation)
