"""The Adam optimiser: gradient descent with adaptive step sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core.validation.arguments import double_array, real
from fdnn_core.validation.floating import Float64Array

__all__ = ["adam"]


def adam(
    gradient: Callable[[Float64Array], Float64Array],
    start: ArrayLike,
    rate: float = 1e-3,
    betas: tuple[float, float] = (0.9, 0.999),
    epsilon: float = 1e-8,
) -> Iterator[Float64Array]:
    """Minimise a function with Adam: step along the mean gradient divided by its root mean square.

    Parameters
    ----------
    gradient : callable
        Takes the parameters (P,) and returns the derivatives (P,). NaN and infinity in them propagate to the
        parameters.
    start : array_like, shape (P,)
        Initial parameters.
    rate : float
        Learning rate: the length of a step of each parameter while the gradient does not change.
    betas : (float, float)
        Decay rates of the mean and of the mean square, in [0, 1).
    epsilon : float
        Added to the root mean square, to avoid division by zero.

    Yields
    ------
    ndarray of float64, shape (P,)
        The parameters after each step, without end.

    Raises
    ------
    ValueError
        If `start` is empty, not finite or not one-dimensional, or another argument is out of range.

    References
    ----------
    D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, arXiv:1412.6980.

    Examples
    --------
    >>> from itertools import islice
    >>> from fdnn_core import adam
    >>> steps = adam(lambda x: 2 * x, [3.0, -0.5], rate=0.1)
    >>> [x.round(2).tolist() for x in islice(steps, 2)]
    [[2.9, -0.4], [2.8, -0.3]]
    """
    parameters = double_array("start", start)
    if parameters.ndim != 1:
        raise ValueError(f"start must be one-dimensional, got shape {parameters.shape}")
    rate, epsilon = real("rate", rate, 0), real("epsilon", epsilon, 0)
    for k, beta in enumerate(betas):
        real(f"betas[{k}]", beta, 0, below=1)
    return _updates(gradient, parameters, rate, betas, epsilon)


def _updates(
    gradient: Callable[[Float64Array], Float64Array],
    x: Float64Array,
    rate: float,
    betas: tuple[float, float],
    epsilon: float,
) -> Iterator[Float64Array]:
    mean, square = np.zeros_like(x), np.zeros_like(x)
    decay_mean, decay_square = 1.0, 1.0  # bias correction: remaining weight of the initial zeros
    while True:
        g = gradient(x.copy())  # a gradient may use its argument as scratch space
        mean = betas[0] * mean + (1 - betas[0]) * g
        square = betas[1] * square + (1 - betas[1]) * g**2
        decay_mean, decay_square = decay_mean * betas[0], decay_square * betas[1]
        root = np.sqrt(square / (1 - decay_square))
        x = x - rate * mean / (1 - decay_mean) / (root + epsilon)
        yield x.copy()
