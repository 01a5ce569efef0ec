"""A small multilayer perceptron with its gradient, fast enough to train in a browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Literal, SupportsIndex, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.validation.arguments import choice, double_array, integer
from fdnn_core.validation.floating import Float64Array
from fdnn_core.validation.functions import call_pointwise

__all__ = ["Perceptron", "softmax"]

Elementwise = Callable[[Float64Array], Float64Array]
Loss = Literal["squared_error", "cross_entropy"]

#: Each activation with its derivative, a function of the argument z and the value h.
_ACTIVATIONS: Mapping[str, tuple[Elementwise, Callable[[Float64Array, Float64Array], Float64Array]]] = {
    "relu": (lambda z: np.maximum(z, 0), lambda z, h: np.asarray(z > 0, np.float64)),
    "tanh": (np.tanh, lambda z, h: 1 - h**2),
    "sin": (np.sin, lambda z, h: np.cos(z)),
}


_STEP = 1e-5  # half of the distance between the two points of a central difference


def _differentiated(
    function: Callable[[Float64Array], ArrayLike],
) -> tuple[Elementwise, Callable[[Float64Array, Float64Array], Float64Array]]:
    """Return a pointwise function with its numerical derivative."""

    def activate(z: Float64Array) -> Float64Array:
        return double_array("values of activation", call_pointwise("activation", function, z))

    return activate, lambda z, h: (activate(z + _STEP) - activate(z - _STEP)) / (2 * _STEP)


def softmax(x: ArrayLike) -> Float64Array:
    """Return the probabilities exp(x) / sum(exp(x)), along the last axis.

    Parameters
    ----------
    x : array_like, shape (..., K)
        Real outputs of a classifier, one for each class.

    Returns
    -------
    ndarray of float64, shape (..., K)
        The probabilities. Their sums are 1.

    Raises
    ------
    ValueError
        If `x` is empty, not finite, or a single number.

    Examples
    --------
    >>> from fdnn_core import softmax
    >>> softmax([0.0, 0.0, 1000.0, 1000.0]).tolist()
    [0.0, 0.0, 0.5, 0.5]
    """
    outputs = double_array("x", x)
    if outputs.ndim == 0:
        raise ValueError(f"x must have shape (..., K), got {outputs.shape}")
    exponentials = np.exp(outputs - outputs.max(axis=-1, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(axis=-1, keepdims=True))


class Perceptron:
    """A multilayer perceptron: dense layers, with an activation between each two of them.

    Parameters
    ----------
    widths : sequence of int
        Number of inputs, of units in each hidden layer, and of outputs.
    activation : {"relu", "tanh", "sin"} or callable
        Applied after each layer except the last. A callable is pointwise; `gradient` differentiates it
        numerically, by central differences.
    loss : {"squared_error", "cross_entropy"}
        What training minimises. The squared error compares the outputs with targets (N, out). The
        cross-entropy is that of a classifier: the targets are labels (N,), whole numbers from 0 to out - 1,
        and `softmax` of the outputs are the probabilities of the classes.

    Attributes
    ----------
    size : int
        P, the number of parameters. They are one flat array: for each layer its weights (in, out) in C order,
        then its biases (out,).
    multiplications : int
        Number of multiplications for one input: that of all weights.

    Raises
    ------
    ValueError
        If there are fewer than two widths, one is less than 1, or the activation or the loss is unknown. The
        methods also refuse arrays of another shape, with values that are not finite, or with labels that are
        not classes.

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

    A classifier, trained to tell the quadrants of the plane by `adam`:

    >>> from itertools import islice
    >>> import numpy as np
    >>> from fdnn_core import adam
    >>> x = np.random.default_rng(0).normal(size=(100, 2))
    >>> labels = 2 * (x[:, 0] > 0) + (x[:, 1] > 0)
    >>> classifier = Perceptron([2, 8, 4], loss="cross_entropy")
    >>> steps = adam(lambda p: classifier.gradient(p, x, labels), classifier.initial(), rate=0.1)
    >>> *_, trained = islice(steps, 100)
    >>> bool((classifier(trained, x).argmax(axis=1) == labels).mean() > 0.95)
    True
    """

    def __init__(
        self,
        widths: Sequence[SupportsIndex],
        activation: str | Callable[[Float64Array], ArrayLike] = "relu",
        loss: Loss = "squared_error",
    ) -> None:
        if len(widths) < 2:
            raise ValueError(f"widths must have at least 2 elements, got {list(widths)}")
        self.widths = tuple(integer("width", width, 1) for width in widths)
        if callable(activation):
            self.activation: str | Callable[[Float64Array], ArrayLike] = activation
        else:
            self.activation = choice("activation", activation, _ACTIVATIONS)
        self.loss = choice("loss", loss, get_args(Loss))
        self.multiplications = sum(fan_in * fan_out for fan_in, fan_out in pairwise(self.widths))
        self.size = sum((fan_in + 1) * fan_out for fan_in, fan_out in pairwise(self.widths))

    def __call__(self, parameters: ArrayLike, x: ArrayLike) -> Float64Array:
        """Return the outputs (N, out) for inputs `x` (N, in)."""
        return self._forward(self._layers(parameters), self._inputs(x))[0]

    def initial(self, seed: int = 0) -> Float64Array:
        """Return random parameters (P,): weights of variance 2 / fan-in (He et al.), biases of 0."""
        rng = np.random.default_rng(integer("seed", seed, 0))
        rows = []
        for fan_in, fan_out in pairwise(self.widths):
            rows += [rng.standard_normal(fan_in * fan_out) * np.sqrt(2 / fan_in), np.zeros(fan_out)]
        return np.concatenate(rows)

    def mean_loss(self, parameters: ArrayLike, x: ArrayLike, target: ArrayLike) -> float:
        """Return the loss for inputs `x` (N, in): the mean of the squared errors, or of the cross-entropies.

        The cross-entropy of an input is -log of the probability of its label. `target` are values (N, out),
        or labels (N,).
        """
        output = self(parameters, x)
        if self.loss == "squared_error":
            return float(np.mean((output - self._values(target, output.shape)) ** 2))
        labels = self._labels(target, len(output))
        output = output - output.max(axis=1, keepdims=True)
        return float(np.mean(np.log(np.exp(output).sum(axis=1)) - output[np.arange(len(output)), labels]))

    def gradient(self, parameters: ArrayLike, x: ArrayLike, target: ArrayLike) -> Float64Array:
        """Return the gradient (P,) of `mean_loss`."""
        layers = self._layers(parameters)
        output, pre_activations, inputs = self._forward(layers, self._inputs(x))
        if self.loss == "squared_error":
            slope = 2 * (output - self._values(target, output.shape)) / output.size
        else:
            slope = softmax(output)
            slope[np.arange(len(output)), self._labels(target, len(output))] -= 1
            slope /= len(output)
        _, derivative = self._functions
        # `slope` is the derivative of the loss with respect to the pre-activations of the current layer.
        rows: list[Float64Array] = []
        for depth in reversed(range(len(layers))):
            rows[:0] = [(inputs[depth].T @ slope).ravel(), slope.sum(axis=0)]
            if depth:
                slope = slope @ layers[depth][0].T * derivative(pre_activations[depth - 1], inputs[depth])
        return np.concatenate(rows)

    @property
    def _functions(self) -> tuple[Elementwise, Callable[[Float64Array, Float64Array], Float64Array]]:
        """The activation and its derivative; not stored, because functions without a name do not pickle."""
        if isinstance(self.activation, str):
            return _ACTIVATIONS[self.activation]
        return _differentiated(self.activation)

    def _layers(self, parameters: ArrayLike) -> list[tuple[Float64Array, Float64Array]]:
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
        self, layers: Sequence[tuple[Float64Array, Float64Array]], x: Float64Array
    ) -> tuple[Float64Array, list[Float64Array], list[Float64Array]]:
        """Return the output, and for each layer its pre-activation and its input."""
        activate, _ = self._functions
        pre_activations: list[Float64Array] = []
        inputs = [x]
        for weights, biases in layers:
            pre_activations.append(inputs[-1] @ weights + biases)
            inputs.append(activate(pre_activations[-1]))
        return pre_activations[-1], pre_activations, inputs

    def _inputs(self, x: ArrayLike) -> Float64Array:
        array = double_array("x", x)
        if array.ndim != 2 or array.shape[1] != self.widths[0]:
            raise ValueError(f"x must have shape (N, {self.widths[0]}), got {array.shape}")
        return array

    def _values(self, target: ArrayLike, shape: tuple[int, ...]) -> Float64Array:
        values = double_array("target", target)
        if values.shape != shape:
            raise ValueError(f"target must have shape {shape}, got {values.shape}")
        return values

    def _labels(self, target: ArrayLike, count: int) -> NDArray[np.intp]:
        labels = np.asarray(target)
        if labels.dtype.kind not in "iu":
            raise TypeError(f"target must be integer labels, got {labels.dtype}")
        if labels.shape != (count,):
            raise ValueError(f"target must have shape {(count,)}, got {labels.shape}")
        outside = (labels < 0) | (labels >= self.widths[-1])
        if outside.any():
            raise ValueError(f"target must be in [0, {self.widths[-1] - 1}], got {labels[outside][0]}")
        return labels.astype(np.intp, copy=False)
