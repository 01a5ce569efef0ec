"""Data of races between dense and sparse kernels, and of published speed-ups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fdnn_core.sparse.structures import ProductShape, Structure
from fdnn_core.timing.statistics import Measurement

__all__ = [
    "MAX_CONTENDERS",
    "MAX_RACES",
    "MAX_ROUNDS",
    "CliffRecord",
    "Contender",
    "Device",
    "PublishedPoint",
    "PublishedRecord",
    "Race",
]

MAX_RACES = 50  # in a record
MAX_ROUNDS = 300  # in a race
MAX_CONTENDERS = 100  # in a race


class Device(NamedTuple):
    """Processor, GPU or browser on which a race is run.

    Attributes
    ----------
    name : str
        Name of the processor, the GPU or the browser.
    kind : {"cpu", "gpu", "browser"}
        Kind of device.
    cores : int
        Number of cores; of a GPU, of multiprocessors.
    threads : int
        Number of threads that multiply matrices.
    """

    name: str
    kind: str
    cores: int
    threads: int


class Contender(NamedTuple):
    """A kernel in a race, with the structure and the sparsity of the matrix that it multiplies.

    Attributes
    ----------
    kernel : str
        Name of the kernel, such as "scipy.sparse CSR".
    structure : Structure
        Structure of the zeros of the matrix.
    sparsity : float
        Fraction of zeros in the matrix.
    """

    kernel: str
    structure: Structure
    sparsity: float


@dataclass(frozen=True)
class Race:
    """Times of several contenders whose matrices have the same shape and type.

    Attributes
    ----------
    dtype : {"float16", "bfloat16", "tf32", "float32", "float64"}
        Type in which the products are computed.
    shape : ProductShape
        Shape of the product.
    seed : int
        Seed of the matrices and of the order.
    contenders : mapping of str to Contender
        Contenders by name, including the dense baseline and those with a wrong product.
    measurement : Measurement
        Samples of the contenders, by the same names.
    """

    dtype: str
    shape: ProductShape
    seed: int
    contenders: Mapping[str, Contender]
    measurement: Measurement


@dataclass(frozen=True)
class CliffRecord:
    """Races run on one device.

    Attributes
    ----------
    device : Device
        Device on which the races were run.
    libraries : mapping of str to str
        Versions of the libraries, by name.
    blas : str
        Name and version of the library that multiplied dense matrices.
    races : sequence of Race
        The races.
    isolated : bool, optional
        Whether a browser's page was cross-origin isolated, which makes its clock finer; None elsewhere.
    """

    device: Device
    libraries: Mapping[str, str]
    blas: str
    races: Sequence[Race]
    isolated: bool | None = None


@dataclass(frozen=True, kw_only=True)
class PublishedPoint:
    """A published speed-up of a sparse product, with the details that its source gives.

    ``speedup`` is over the fastest dense kernel in the source; if the source divides by another one, the
    source's own ratio is ``stated_speedup``. ``speedup_low`` and ``speedup_high`` are the range of the
    source's own ratio. Attributes that do not apply are None or False.
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
    """A collection of published speed-ups.

    Attributes
    ----------
    title : str
        Title of the collection.
    points : sequence of PublishedPoint
        The speed-ups.
    """

    title: str
    points: Sequence[PublishedPoint]
