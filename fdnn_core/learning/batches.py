"""Mini-batches: the samples from which each step of a training computes its gradient."""

from __future__ import annotations

from collections.abc import Iterator
from typing import SupportsIndex

import numpy as np
from numpy.typing import NDArray

from fdnn_core.validation.arguments import integer

__all__ = ["mini_batches"]


def mini_batches(
    count: SupportsIndex, size: SupportsIndex, seed: SupportsIndex = 0
) -> Iterator[NDArray[np.intp]]:
    """Shuffle the indices of samples again and again, and cut the sequence into batches.

    Parameters
    ----------
    count : int
        Number of samples, at least 1.
    size : int
        Number of samples in a batch, at least 1.
    seed : int, optional
        Seed of the random order.

    Yields
    ------
    ndarray of int, shape (size,)
        Indices from 0 to count - 1, without end. Within each pass over the samples, every index appears once.
        A batch may reach into the next pass.

    Raises
    ------
    ValueError
        If `count` or `size` is below 1, or `seed` is negative.

    Examples
    --------
    >>> from itertools import islice
    >>> from fdnn_core import mini_batches
    >>> first, second = islice(mini_batches(4, 2), 2)
    >>> sorted([*first.tolist(), *second.tolist()])
    [0, 1, 2, 3]
    """
    count, size = integer("count", count, 1), integer("size", size, 1)
    return _batches(count, size, np.random.default_rng(integer("seed", seed, 0)))


def _batches(count: int, size: int, rng: np.random.Generator) -> Iterator[NDArray[np.intp]]:
    queue = np.empty(0, np.intp)
    while True:
        while queue.size < size:
            queue = np.append(queue, rng.permutation(count))
        yield queue[:size].copy()
        queue = queue[size:]
