"""What a measurement found: raw samples, what they amount to, and what there is to hold against them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from fdnn_core._floating import Real
from fdnn_core._trend import trend
from fdnn_core.intervals import FEWEST_ROUNDS, Interval, paired_speedup

__all__ = ["MEASUREMENT_FLAGS", "Measurement", "Progress", "Spread"]

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
