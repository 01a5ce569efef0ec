"""A small multilayer perceptron with its gradient, fast enough to train in a browser."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.arguments import choice, double_array, integer
from fdnn_core._validation.functions import call_pointwise

__all__ = ["Perceptron"]

Array = NDArray[np.float64]
Elementwise = Callable[[Array], Array]

#: Each activation with its derivative, a function of the argument z and the value h.
_ACTIVATIONS: Mapping[str, tuple[Elementwise, Callable[[Array, Array], Array]]] = {
    "relu": (lambda z: np.maximum(z, 0), lambda z, h: np.asarray(z > 0, np.float64)),
    "tanh": (np.tanh, lambda z, h: 1 - h**2),
    "sin": (np.sin, lambda z, h: np.cos(z)),
}


_STEP = 1e-5  # half of the distance between the two points of a central difference


def _differentiated(
    function: Callable[[Array], ArrayLike],
) -> tuple[Elementwise, Callable[[Array, Array], Array]]:
    """Return a pointwise function with its numerical derivative."""

    def activate(z: Array) -> Array:
        return double_array("values of activation", call_pointwise("activation", function, z))

    return activate, lambda z, h: (activate(z + _STEP) - activate(z - _STEP)) / (2 * _STEP)


class Perceptron:
    """A multilayer perceptron: dense layers, with an activation between each two of them.

    Parameters
    ----------
    widths : sequence of int
        Number of inputs, of units in each hidden layer, and of outputs.
    activation : {"relu", "tanh", "sin"} or callable
        Applied after each layer except the last. A callable is pointwise; `gradient` differentiates it
        numerically, by central differences.

    Attributes
    ----------
    size : int
        P, the number of parameters. They are one flat array: for each layer its weights (in, out) in C order,
        then its biases (out,).

    Raises
    ------
    ValueError
        If there are fewer than two widths, one is less than 1, or the activation is unknown. The methods also
        refuse arrays of another shape or with values that are not finite.

    References
    ----------
    K. He et al., "Delving deep into rectifiers", ICCV 2015, arXiv:1502.01852, on the initial weights.

    Examples
    --------
    >>> from fdnn_core import Perceptron
    >>> network = Perceptron([2, 3, 1], "tanh")
    >>> parameters = network.initial(seed=0)
    >>> network.size, network(parameters, [[0.0, 0.0], [1.0, -1.0]]).shape
    (13, (2, 1))
    """

    def __init__(
        self, widths: Sequence[SupportsIndex], activation: str | Callable[[Array], ArrayLike] = "relu"
    ) -> None:
        if len(widths) < 2:
            raise ValueError(f"widths must have at least 2 elements, got {list(widths)}")
        self.widths = tuple(integer("width", width, 1) for width in widths)
        if callable(activation):
            self.activation: str | Callable[[Array], ArrayLike] = activation
        else:
            self.activation = choice("activation", activation, _ACTIVATIONS)
        self.size = sum((fan_in + 1) * fan_out for fan_in, fan_out in pairwise(self.widths))

    def __call__(self, parameters: ArrayLike, x: ArrayLike) -> Array:
        """Return the outputs (N, out) for inputs `x` (N, in)."""
        return self._forward(self._layers(parameters), self._inputs(x))[0]

    def initial(self, seed: int = 0) -> Array:
        """Return random parameters (P,): weights of variance 2 / fan-in (He et al.), biases of 0."""
        rng = np.random.default_rng(integer("seed", seed, 0))
        rows = []
        for fan_in, fan_out in pairwise(self.widths):
            rows += [rng.standard_normal(fan_in * fan_out) * np.sqrt(2 / fan_in), np.zeros(fan_out)]
        return np.concatenate(rows)

    def gradient(self, parameters: ArrayLike, x: ArrayLike, target: ArrayLike) -> Array:
        """Return the gradient (P,) of the mean squared error between the outputs and `target` (N, out)."""
        layers = self._layers(parameters)
        output, arguments, inputs = self._forward(layers, self._inputs(x))
        target = double_array("target", target)
        if target.shape != output.shape:
            raise ValueError(f"target must have shape {output.shape}, got {target.shape}")
        _, derivative = self._functions
        slope = 2 * (output - target) / output.size  # derivative by the arguments of the current layer
        rows: list[Array] = []
        for depth in reversed(range(len(layers))):
            rows[:0] = [(inputs[depth].T @ slope).ravel(), slope.sum(axis=0)]
            if depth:
                slope = slope @ layers[depth][0].T * derivative(arguments[depth - 1], inputs[depth])
        return np.concatenate(rows)

    @property
    def _functions(self) -> tuple[Elementwise, Callable[[Array, Array], Array]]:
        """The activation and its derivative; not stored, because functions without a name do not pickle."""
        if isinstance(self.activation, str):
            return _ACTIVATIONS[self.activation]
        return _differentiated(self.activation)

    def _layers(self, parameters: ArrayLike) -> list[tuple[Array, Array]]:
        """Return the weights (in, out) and biases (out,) of each layer, as views of the parameters."""
        flat = double_array("parameters", parameters)
        if flat.shape != (self.size,):
            raise ValueError(f"parameters must have shape {(self.size,)}, got {flat.shape}")
        layers, start = [], 0
        for fan_in, fan_out in pairwise(self.widths):
            biases = start + fan_in * fan_out
            weights = flat[start:biases].reshape(fan_in, fan_out)
            start = biases + fan_out
            layers.append((weights, flat[biases:start]))
        return layers

    def _forward(
        self, layers: Sequence[tuple[Array, Array]], x: Array
    ) -> tuple[Array, list[Array], list[Array]]:
        """Return the output, and for each layer the argument of its activation and its input."""
        activate, _ = self._functions
        arguments: list[Array] = []
        inputs = [x]
        for weights, biases in layers:
            arguments.append(inputs[-1] @ weights + biases)
            inputs.append(activate(arguments[-1]))
        return arguments[-1], arguments, inputs

    def _inputs(self, x: ArrayLike) -> Array:
        array = double_array("x", x)
        if array.ndim != 2 or array.shape[1] != self.widths[0]:
            raise ValueError(f"x must have shape (N, {self.widths[0]}), got {array.shape}")
        return array
