"""What takes a sample where a clock beside the machine cannot."""

from collections.abc import Callable
from typing import Any, Protocol

__all__ = ["Timer"]


class Timer(Protocol):
    """Takes the samples of a measurement, say by events on a GPU, whose work goes on after a call returns.

    Examples
    --------
    >>> from fdnn_core import Variant, measure
    >>> class Claimed:  # a machine that says itself how long a call took
    ...     step = 1e-6
    ...
    ...     def seconds(self, run, calls):
    ...         return sum(run() for _ in range(calls))
    >>> ways = {"slow": Variant(lambda: 0.02, lambda _: 0), "fast": Variant(lambda: 0.005, lambda _: 0)}
    >>> *_, last = measure(ways, baseline="slow", rounds=12, timer=Claimed())
    >>> round(last.measurement.speedup("fast").value, 9)
    4.0
    """

    @property
    def step(self) -> float:
        """The smallest step of its clock, in seconds."""

    def seconds(self, run: Callable[[], Any], calls: int) -> float:
        """Call so many times and return how long they take together, more than 0."""
