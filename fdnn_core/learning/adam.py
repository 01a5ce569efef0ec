"""Descent along a gradient, with steps that adapt to its history."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.arguments import double_array, real

__all__ = ["adam"]

Array = NDArray[np.float64]


def adam(
    gradient: Callable[[Array], Array],
    start: ArrayLike,
    rate: float = 1e-3,
    betas: tuple[float, float] = (0.9, 0.999),
    epsilon: float = 1e-8,
) -> Iterator[Array]:
    """Minimise a function by Adam: steps along the mean gradient, over the root of its mean square.

    Parameters
    ----------
    gradient : callable
        Takes the parameters and returns as many derivatives.
    start : array_like, shape (P,)
        The parameters to start from.
    rate : float
        The step: while the gradient does not change, every parameter moves by this much a step.
    betas : (float, float)
        How much of the two means is kept at each step, from 0 to below 1.
    epsilon : float
        Added to the root, lest it be zero.

    Yields
    ------
    ndarray of float64, shape (P,)
        The parameters after the first step, after the second, and so on without end.

    Raises
    ------
    ValueError
        If `start` is empty, not finite or not one-dimensional, or one of the numbers is out of range.

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
    for axis, beta in enumerate(betas):
        real(f"betas[{axis}]", beta, 0, below=1)
    return _steps(gradient, parameters, rate, betas, epsilon)


def _steps(
    gradient: Callable[[Array], Array], x: Array, rate: float, betas: tuple[float, float], epsilon: float
) -> Iterator[Array]:
    mean, square = np.zeros_like(x), np.zeros_like(x)
    kept_mean, kept_square = 1.0, 1.0  # of the zeros that the means start from
    while True:
        g = gradient(x)
        mean = betas[0] * mean + (1 - betas[0]) * g
        square = betas[1] * square + (1 - betas[1]) * g**2
        kept_mean, kept_square = kept_mean * betas[0], kept_square * betas[1]
        root = np.sqrt(square / (1 - kept_square))
        x = x - rate * mean / (1 - kept_mean) / (root + epsilon)
        yield x
