"""Statistics of paired timings: medians, speed-ups with intervals, trends, and reasons to distrust them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.validation.arguments import integer, positive_array
from fdnn_core.validation.floating import RealArray

__all__ = [
    "FEWEST_ROUNDS",
    "MEASUREMENT_FLAGS",
    "Interval",
    "Measurement",
    "Progress",
    "Spread",
    "paired_speedup",
    "resampled_rounds",
    "trend",
]

FEWEST_ROUNDS = 10  # with fewer, the bootstrap interval of a median is too narrow to be reported
MEASUREMENT_FLAGS = ("too few rounds", "unbalanced", "drift", "disturbed")
RESAMPLES = 1000
SIGNIFICANT = 3.0  # standard deviations
MAX_IMBALANCE = 0.02  # relative difference between the two timings of the baseline
MAX_DRIFT = 0.1  # relative change of the baseline from the first round to the last


class Interval(NamedTuple):
    """An estimate with its 95 % confidence interval.

    Attributes
    ----------
    value : float
        The estimate.
    low : float
        Lower end of the interval.
    high : float
        Upper end of the interval.
    """

    value: float
    low: float
    high: float


def paired_speedup(baseline: ArrayLike, other: ArrayLike) -> Interval:
    """Return the speed-up over the baseline: the median of the paired ratios of times, with its interval.

    The interval is the percentile bootstrap over rounds. The resamples are always the same, so the same
    samples give the same interval. They are resamples of ranks, which gives the same medians and is done only
    once.

    Parameters
    ----------
    baseline : array_like, shape (rounds,)
        Seconds of the baseline.
    other : array_like, shape (rounds,)
        Seconds of the other variant, measured in the same rounds.

    Returns
    -------
    Interval
        The median of baseline / other, taken in logarithms, and its 95 % interval.

    Raises
    ------
    ValueError
        If there are fewer than `FEWEST_ROUNDS` rounds, the shapes differ, or a time is not positive and
        finite.

    References
    ----------
    B. Efron, R. J. Tibshirani, "An Introduction to the Bootstrap", Chapman & Hall, 1993, chapter 13.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import paired_speedup
    >>> sparse = np.linspace(1, 2, 30)  # seconds: the machine slows down, but each pair slows down alike
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
    """Return for each resample the two ranks whose mean is its median (equal if `rounds` is odd).

    The second half of the resamples mirrors the first, so that the interval of a reciprocal is the reciprocal
    interval.
    """
    ranks = np.sort(resampled_rounds(rounds)[: RESAMPLES // 2], axis=1)
    middle = ranks[:, [(rounds - 1) // 2, rounds // 2]]
    return np.concatenate([middle, rounds - 1 - middle])


@lru_cache(maxsize=4)
def resampled_rounds(rounds: int) -> NDArray[np.intp]:
    """Return the rounds in each bootstrap resample, sampled with replacement, shape (1000, rounds).

    They come from the raw stream of the generator, which numpy promises not to change, so that the statistics
    in a record can be recomputed years later.

    Examples
    --------
    >>> from fdnn_core.timing.statistics import resampled_rounds
    >>> resampled_rounds(30).shape
    (1000, 30)
    """
    rounds = integer("rounds", rounds, FEWEST_ROUNDS)
    raw = np.random.PCG64(0).random_raw(RESAMPLES * rounds)
    sampled = (np.asarray(raw) % np.uint64(rounds)).astype(np.intp).reshape(RESAMPLES, rounds)
    sampled.flags.writeable = False
    return sampled


def trend(seconds: RealArray) -> float:
    """Return the relative change from the first round to the last, or 0 if it is not significant.

    The change is that along the Theil-Sen line through the logarithms. It is significant if the Mann-Kendall
    test finds a trend at three standard deviations. Both are robust against outliers.

    Parameters
    ----------
    seconds : ndarray, shape (rounds,)
        Positive.

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
    deviation = np.sqrt(count * (count - 1) * (2 * count + 5) / 18)
    if abs(np.sign(rises).sum()) <= SIGNIFICANT * deviation:
        return 0.0
    return float(np.expm1(np.median(rises / (last - first)) * (count - 1)))


class Spread(NamedTuple):
    """Median and quartiles of samples in seconds.

    Attributes
    ----------
    lower_quartile : float
        Seconds per call that a quarter of the samples stay below.
    median : float
        Median of the seconds per call.
    upper_quartile : float
        Seconds per call that three quarters of the samples stay below.
    """

    lower_quartile: float
    median: float
    upper_quartile: float


@dataclass(frozen=True, eq=False)
class Measurement:
    """Samples of several variants, taken in the same rounds; statistics are computed when asked for.

    Attributes
    ----------
    samples : mapping of str to ndarray, shape (rounds,)
        Seconds per call of each variant, by name.
    baseline : str
        Name of the variant that the others are compared with.
    control : ndarray, shape (rounds,)
        Seconds per call of the baseline, measured a second time in each round.
    clock_step : float
        Smallest step of the clock in seconds.
    wrong : mapping of str to float
        Variants with a wrong result, which have no samples: their error in units of the error allowed.
    disturbed : bool
        Whether something is known to have slowed the machine down, such as a hidden tab; set by
        ``dataclasses.replace(measurement, disturbed=True)``.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import Measurement
    >>> dense = np.linspace(2.0, 2.1, 12)
    >>> measurement = Measurement({"dense": dense, "csr": dense / 4}, "dense", dense, 1e-7, {})
    >>> round(measurement.speedup("csr").value, 9), measurement.flags
    (4.0, ())
    """

    samples: Mapping[str, RealArray]
    baseline: str
    control: RealArray
    clock_step: float
    wrong: Mapping[str, float]
    disturbed: bool = False

    @property
    def rounds(self) -> int:
        """Number of completed rounds."""
        return len(self.control)

    def spread(self, name: str) -> Spread:
        """Return the median and the quartiles of a variant's samples; there must be at least one."""
        return Spread(*map(float, np.quantile(self._samples_of(name), [0.25, 0.5, 0.75])))

    def speedup(self, name: str) -> Interval:
        """Return the speed-up of a variant over the baseline; `ValueError` after too few rounds."""
        return paired_speedup(self.samples[self.baseline], self._samples_of(name))

    @cached_property
    def balance(self) -> Interval:
        """Speed-up of the control, a second timing of the baseline, over the baseline.

        Raises `ValueError` after fewer than `FEWEST_ROUNDS` rounds.
        """
        return paired_speedup(self.samples[self.baseline], self.control)

    @cached_property
    def flags(self) -> tuple[str, ...]:
        """Reasons to distrust the measurement, from `MEASUREMENT_FLAGS`.

        "too few rounds": fewer than `FEWEST_ROUNDS`; "unbalanced": baseline and control differ significantly
        by more than 2 %; "drift": the baseline becomes significantly faster or slower, by more than 10 %;
        "disturbed": the attribute of this name is set.
        """
        enough = self.rounds >= FEWEST_ROUNDS
        raised = (
            not enough,
            enough and not (self.balance.low < 1 + MAX_IMBALANCE and self.balance.high > 1 - MAX_IMBALANCE),
            enough and abs(trend(self.samples[self.baseline])) > MAX_DRIFT,
            self.disturbed,
        )
        return tuple(flag for flag, is_raised in zip(MEASUREMENT_FLAGS, raised, strict=True) if is_raised)

    @property
    def sound(self) -> bool:
        """Whether conclusions may be drawn: there are enough rounds, and baseline and control agree."""
        return not {"too few rounds", "unbalanced"} & set(self.flags)

    def _samples_of(self, name: str) -> RealArray:
        if name in self.wrong:
            raise ValueError(
                f"{name} must be right to be timed, got {self.wrong[name]:g} times the error allowed"
            )
        return self.samples[name]


class Progress(NamedTuple):
    """State of a measurement that is in progress.

    Attributes
    ----------
    doing : str
        Description of the step just completed, such as "timed round 3".
    fraction : float
        Completed fraction of the measurement, from 0 to 1.
    seconds_left : float
        Estimate of the seconds left, at most what remains of the time limit.
    measurement : Measurement
        The completed rounds so far.
    """

    doing: str
    fraction: float
    seconds_left: float
    measurement: Measurement
