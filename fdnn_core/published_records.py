"""What others have published of races between dense and sparse kernels."""

from collections.abc import Sequence
from dataclasses import dataclass

from fdnn_core.cliff_records import ProductShape

__all__ = ["PublishedPoint", "PublishedRecord"]


@dataclass(frozen=True, kw_only=True)
class PublishedPoint:
    """A speed-up that others have published, with all that its source says of it.

    ``speedup`` is over the fastest dense kernel in the source. Where the source divides by another one, its
    own ratio is ``stated_speedup``. From ``speedup_low`` to ``speedup_high`` is the range of the source's own
    ratio. What does not apply is None or False.
    """

    source: str
    locator: str
    read_from: str  # "table", "text" or "figure estimate"
    hardware: str
    method: str
    library: str
    precision: str
    metric: str
    speedup: float
    sparsity: float | None = None
    shape: ProductShape | None = None
    problem: str | None = None
    stated_speedup: float | None = None
    speedup_low: float | None = None
    speedup_high: float | None = None
    aggregate: bool = False
    crossover: bool = False
    crossover_low: float | None = None
    crossover_high: float | None = None
    bound: str | None = None  # "upper" or "lower"
    derived: bool = False
    secondary: bool = False
    dense_baseline: str | None = None
    uncertainty: str | None = None
    caveat: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class PublishedRecord:
    """Published points under a title."""

    title: str
    points: Sequence[PublishedPoint]
