"""The least of a function of positive parameters, on grids of equal ratios, finer and finer."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["least"]

Array = NDArray[np.float64]
POINTS = 17  # of a grid along each parameter
KEPT = 3  # of them on either side of the least are the next grid's ends
ROUNDS = 18  # by then two points are a millionth apart
SPAN = 1e-4  # the first grid's least value over its greatest


def least(function: Callable[..., Array], most: Sequence[float]) -> tuple[list[float], float]:
    """Return where a function is least, each parameter between 0 and its `most`, and how much it is there.

    The function takes each parameter as a column, shape (points, 1), and returns values of shape (points,).
    Where the function is flat, the first parameter is taken as large as can be.
    """
    ranges = [(high, SPAN * high) for high in most]
    for _ in range(ROUNDS):
        axes = [np.geomspace(*ends, POINTS) if ends[0] else np.zeros(1) for ends in ranges]
        points = [axis.reshape(-1, 1) for axis in np.meshgrid(*axes, indexing="ij")]
        values = function(*points)
        best = int(np.argmin(values))
        index = map(int, np.unravel_index(best, [len(axis) for axis in axes]))
        ranges = [
            (axis[max(0, i - KEPT)], axis[min(len(axis) - 1, i + KEPT)])
            for axis, i in zip(axes, index, strict=True)
        ]
    return [float(axis[best, 0]) for axis in points], float(values[best])
