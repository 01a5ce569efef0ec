"""What is recorded of races between dense and sparse kernels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fdnn_core.sparse.structures import ProductShape, Structure
from fdnn_core.timing.statistics import Measurement

__all__ = ["CliffRecord", "Contender", "Device", "PublishedPoint", "PublishedRecord", "Race"]


class Device(NamedTuple):
    """Where it was measured.

    Attributes
    ----------
    name : str
        Of the processor, or of the browser.
    kind : {"cpu", "gpu", "browser"}
        Of which kind it is.
    cores : int
        How many it has; a GPU its multiprocessors.
    threads : int
        How many were at work.
    """

    name: str
    kind: str
    cores: int
    threads: int


class Contender(NamedTuple):
    """What ran.

    Attributes
    ----------
    kernel : str
        Of which library.
    structure : Structure
        Of its matrix.
    sparsity : float
        The fraction of zeros in it.
    """

    kernel: str
    structure: Structure
    sparsity: float


@dataclass(frozen=True)
class Race:
    """One measurement of several kernels, on matrices of one shape and type.

    Attributes
    ----------
    dtype : {"float16", "bfloat16", "tf32", "float32", "float64"}
        In which the products are computed.
    shape : ProductShape
        Of the product.
    seed : int
        Of matrices and order.
    contenders : mapping of str to Contender
        By the names of the variants, wrong ones among them.
    measurement : Measurement
        What was found.
    """

    dtype: str
    shape: ProductShape
    seed: int
    contenders: Mapping[str, Contender]
    measurement: Measurement


@dataclass(frozen=True)
class CliffRecord:
    """All that was measured on one device.

    Attributes
    ----------
    device : Device
        On which.
    libraries : mapping of str to str
        Their versions.
    blas : str
        The library that multiplied dense matrices, with its version.
    races : sequence of Race
        What was measured.
    isolated : bool, optional
        Whether a browser's page was cross-origin isolated, which makes its clock finer.
    """

    device: Device
    libraries: Mapping[str, str]
    blas: str
    races: Sequence[Race]
    isolated: bool | None = None


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
