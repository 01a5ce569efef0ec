"""How much faster, with an interval: samples paired by round, resampled with their pairs kept together."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._arguments import integer, positive_array

__all__ = ["FEWEST_ROUNDS", "Interval", "paired_speedup", "resampled_rounds"]

FEWEST_ROUNDS = 10  # below this the bootstrap interval of a median is too narrow to be told to anyone
_RESAMPLES = 1000


class Interval(NamedTuple):
    """A value with its 95 % interval.

    Attributes
    ----------
    value, low, high : float
        The estimate and the ends of its interval.
    """

    value: float
    low: float
    high: float


def paired_speedup(baseline: ArrayLike, other: ArrayLike) -> Interval:
    """Return how many times faster than the baseline: the median of the paired ratios of times.

    The interval is the percentile bootstrap over rounds, always with the same resamples: the same samples
    give the same interval. What is drawn are ranks, which makes no difference to a median, and is done once.

    Parameters
    ----------
    baseline, other : array_like, shape (rounds,)
        Seconds, measured in the same rounds.

    Returns
    -------
    Interval
        The median of baseline / other, taken in logarithms, and its 95 % interval.

    Raises
    ------
    ValueError
        If there are fewer than `FEWEST_ROUNDS` rounds, the shapes differ, or a time is not positive.

    References
    ----------
    B. Efron, R. J. Tibshirani, "An Introduction to the Bootstrap", Chapman & Hall, 1993, chapter 13.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import paired_speedup
    >>> sparse = np.linspace(1, 2, 30)  # seconds: the machine slows down, and the pairs do not mind
    >>> [round(end, 9) for end in paired_speedup(3 * sparse, sparse)]
    [3.0, 3.0, 3.0]
    """
    one, two = positive_array("baseline", baseline), positive_array("other", other)
    if one.ndim != 1 or one.shape != two.shape:
        raise ValueError(f"other must have one time per round, as baseline {one.shape}, got {two.shape}")
    ratios = np.sort(np.log(one) - np.log(two))
    medians = ratios[_middle_ranks(len(ratios))].mean(axis=1)
    return Interval(*map(float, np.exp([np.median(ratios), *np.quantile(medians, [0.025, 0.975])])))


@lru_cache(maxsize=4)
def _middle_ranks(rounds: int) -> NDArray[np.intp]:
    """Return the two ranks, the same one if rounds are odd, that each resample's median is the mean of.

    To each resample of the first half there is its mirror image, so that the interval of a reciprocal is the
    reciprocal interval.
    """
    ranks = np.sort(resampled_rounds(rounds)[: _RESAMPLES // 2], axis=1)
    middle = ranks[:, [(rounds - 1) // 2, rounds // 2]]
    return np.concatenate([middle, rounds - 1 - middle])


@lru_cache(maxsize=4)
def resampled_rounds(rounds: int) -> NDArray[np.intp]:
    """Return the rounds that make up each resample, drawn with replacement.

    They come from the raw stream, which numpy promises not to change, so that a record's statistics can be
    computed again years later.

    Examples
    --------
    >>> from fdnn_core.intervals import resampled_rounds
    >>> resampled_rounds(30).shape
    (1000, 30)
    """
    rounds = integer("rounds", rounds, FEWEST_ROUNDS)
    raw = np.random.PCG64(0).random_raw(_RESAMPLES * rounds)
    drawn = (np.asarray(raw) % np.uint64(rounds)).astype(np.intp).reshape(_RESAMPLES, rounds)
    drawn.flags.writeable = False
    return drawn
