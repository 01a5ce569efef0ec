"""What a measurement found: raw samples, what they amount to, and what there is to hold against them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.arguments import integer, positive_array
from fdnn_core._validation.floating import Real

__all__ = [
    "FEWEST_ROUNDS",
    "MEASUREMENT_FLAGS",
    "Interval",
    "Measurement",
    "Progress",
    "Spread",
    "paired_speedup",
]

_CERTAIN = 3.0  # standard deviations


def trend(seconds: Real) -> float:
    """Return the relative change from first to last along the line of Theil and Sen, 0 where it may be noise.

    Noise is what Mann and Kendall's test cannot tell from no trend at three standard deviations. Both are
    deaf to outliers. `seconds`, shape (rounds,), are positive.

    References
    ----------
    P. K. Sen, "Estimates of the regression coefficient based on Kendall's tau", Journal of the American
    Statistical Association 63, 1379-1389, 1968.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core.timing.statistics import trend
    >>> round(trend(np.geomspace(1.0, 1.5, 20)), 9)
    0.5
    """
    count = len(seconds)
    first, last = np.triu_indices(count, k=1)
    rises = np.log(seconds)[last] - np.log(seconds)[first]
    spread = np.sqrt(count * (count - 1) * (2 * count + 5) / 18)
    if abs(np.sign(rises).sum()) <= _CERTAIN * spread:
        return 0.0
    return float(np.expm1(np.median(rises / (last - first)) * (count - 1)))


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
    >>> from fdnn_core.timing.statistics import resampled_rounds
    >>> resampled_rounds(30).shape
    (1000, 30)
    """
    rounds = integer("rounds", rounds, FEWEST_ROUNDS)
    raw = np.random.PCG64(0).random_raw(_RESAMPLES * rounds)
    drawn = (np.asarray(raw) % np.uint64(rounds)).astype(np.intp).reshape(_RESAMPLES, rounds)
    drawn.flags.writeable = False
    return drawn


MEASUREMENT_FLAGS = ("too few rounds", "unbalanced", "drift", "disturbed")
_IMBALANCE = 0.02  # by which the baseline may seem to differ from itself
_DRIFT = 0.1  # by which the baseline may change from the first round to the last


class Spread(NamedTuple):
    """The middle of some samples in seconds.

    Attributes
    ----------
    lower_quartile, median, upper_quartile : float
        Of the seconds per call; between the quartiles lies the interquartile range.
    """

    lower_quartile: float
    median: float
    upper_quartile: float


@dataclass(frozen=True, eq=False)
class Measurement:
    """Samples of several variants, taken in the same rounds; valid at any time, statistics only when asked.

    Attributes
    ----------
    samples : mapping of str to ndarray, shape (rounds,)
        Seconds per call of each variant.
    baseline : str
        The variant that the others are compared with.
    control : ndarray, shape (rounds,)
        The baseline measured once more in each round, as if it were another variant.
    clock_step : float
        The smallest step of the clock, in seconds.
    wrong : mapping of str to float
        The variants whose product is wrong, which have no samples, and its error in units of what is allowed.
    disturbed : bool
        Whether something is known to have slowed the machine, say a hidden tab; set by
        ``dataclasses.replace(measurement, disturbed=True)``.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import Measurement
    >>> dense = np.linspace(2.0, 2.1, 12)
    >>> found = Measurement({"dense": dense, "csr": dense / 4}, "dense", dense, 1e-7, {})
    >>> round(found.speedup("csr").value, 9), found.flags
    (4.0, ())
    """

    samples: Mapping[str, Real]
    baseline: str
    control: Real
    clock_step: float
    wrong: Mapping[str, float]
    disturbed: bool = False

    @property
    def rounds(self) -> int:
        """The number of whole rounds."""
        return len(self.control)

    def spread(self, name: str) -> Spread:
        """Return the median and the quartiles of a variant's samples, of which there must be one at least."""
        return Spread(*map(float, np.quantile(self._samples_of(name), [0.25, 0.5, 0.75])))

    def speedup(self, name: str) -> Interval:
        """Return how many times faster than the baseline a variant is; `ValueError` after too few rounds."""
        return paired_speedup(self.samples[self.baseline], self._samples_of(name))

    @cached_property
    def balance(self) -> Interval:
        """How many times faster than itself the baseline seems; `ValueError` after too few rounds."""
        return paired_speedup(self.samples[self.baseline], self.control)

    @cached_property
    def flags(self) -> tuple[str, ...]:
        """What there is to hold against it, of `MEASUREMENT_FLAGS`.

        "too few rounds": less than `FEWEST_ROUNDS`; "unbalanced": the baseline differs from itself by more
        than 2 % for certain; "drift": it becomes faster or slower by more than 10 %; "disturbed": as marked.
        """
        enough = self.rounds >= FEWEST_ROUNDS
        held = (
            not enough,
            enough and not (self.balance.low < 1 + _IMBALANCE and self.balance.high > 1 - _IMBALANCE),
            enough and abs(trend(self.samples[self.baseline])) > _DRIFT,
            self.disturbed,
        )
        return tuple(flag for flag, holds in zip(MEASUREMENT_FLAGS, held, strict=True) if holds)

    @property
    def sound(self) -> bool:
        """Whether a verdict may rest on it: enough rounds, and a baseline that equals itself."""
        return not {"too few rounds", "unbalanced"} & set(self.flags)

    def _samples_of(self, name: str) -> Real:
        if name in self.wrong:
            raise ValueError(
                f"{name} must be right to be timed, got {self.wrong[name]:g} times the error allowed"
            )
        return self.samples[name]


class Progress(NamedTuple):
    """Where a measurement stands.

    Attributes
    ----------
    doing : str
        What has just been done.
    fraction : float
        The part that is done, from 0 to 1.
    seconds_left : float
        An estimate, at most what is left of the budget.
    measurement : Measurement
        What has been found so far: whole rounds.
    """

    doing: str
    fraction: float
    seconds_left: float
    measurement: Measurement
