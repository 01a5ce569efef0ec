"""Spectral bias: a network learns the slow sines of a sum first."""

from __future__ import annotations

from itertools import chain, islice
from typing import Annotated

import numpy as np

from demos.essay.spectral_bias.report import FREQUENCIES, figures
from demos.kit.activations import Activation, checked
from demos.kit.controls import Choice, Seed, Slider
from demos.kit.declare import demo
from demos.kit.figures import Array, Frame, Frames
from fdnn_core import Perceptron, adam, amplitudes

_SAMPLES, _FINER = 64, 4  # few enough that numpy's BLAS starts no threads, which would be slower
_WIDTH = 64
_STEPS, _STEPS_PER_FRAME = 300, 5
_ACTIVATIONS = {"relu": "ReLU", "tanh": "tanh", "sin": "sine"}
_FEATURES = "The network receives the cosine and the sine of x, 2x and so on, up to this frequency."


@demo(title="Slow waves are learned first")
def spectral_bias(
    activation: Annotated[Activation, Choice(_ACTIVATIONS, callables=True, label="Activation")] = "relu",
    features: Annotated[int, Slider(1, 16, unit="cycles", label="Input up to", help=_FEATURES)] = 1,
    rate: Annotated[float, Slider(0.001, 0.01, 0.001, label="Learning rate")] = 0.003,
    seed: Annotated[int, Seed(label="Seed", help="Sets the random initial weights.")] = 0,
) -> Frames:
    """Train a small network on a sum of five sines of equal amplitude, and show how much of each is missing.

    Two hidden layers of 64 units are trained by Adam on all 64 samples at once.
    """
    x = 2 * np.pi * np.arange(_SAMPLES * _FINER) / (_SAMPLES * _FINER)
    target = np.sin(np.outer(x, FREQUENCIES)).sum(axis=1)
    angles = np.outer(x, np.arange(1, features + 1))
    inputs = np.hstack([np.cos(angles), np.sin(angles)])  # (points, 2 features)
    seen, *between = (inputs[first::_FINER] for first in range(_FINER))
    wanted = target[::_FINER, None]
    function = checked(activation) if callable(activation) else activation
    network = Perceptron([2 * features, _WIDTH, _WIDTH, 1], function)
    start = network.initial(seed)
    steps = adam(lambda parameters: network.gradient(parameters, seen, wanted), start, rate)
    missing: list[Array] = []
    for parameters in islice(chain([start], steps), 0, _STEPS + 1, _STEPS_PER_FRAME):
        fit = np.hstack([network(parameters, points) for points in (seen, *between)]).ravel()
        missing.append(amplitudes((fit - target)[::_FINER])[list(FREQUENCIES)])
        trained = (len(missing) - 1) * _STEPS_PER_FRAME
        yield Frame(figures(x, target, fit, missing, _STEPS_PER_FRAME, _STEPS), trained / _STEPS)
