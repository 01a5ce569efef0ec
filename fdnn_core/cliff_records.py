"""What is recorded of races between dense and sparse kernels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fdnn_core.measurement import Measurement

__all__ = ["CliffRecord", "Contender", "Device", "ProductShape", "Race", "Structure"]


class ProductShape(NamedTuple):
    """Of a product.

    Attributes
    ----------
    m, k, n : int
        It is (m, k) times (k, n).
    """

    m: int
    k: int
    n: int


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


class Structure(NamedTuple):
    """How the zeros lie.

    Attributes
    ----------
    kind : {"dense", "csr", "bsr", "n:m", "rows", "columns", "low-pass"}
        In which pattern.
    block : int, optional
        The side of a block of "bsr".
    n, m : int, optional
        How many are kept, of how many in a row, by "n:m".
    """

    kind: str
    block: int | None = None
    n: int | None = None
    m: int | None = None

    def __str__(self) -> str:
        """Return it as `parse_structure` reads it: "csr", "bsr:16", "2:4"."""
        if self.block:
            return f"{self.kind}:{self.block}"
        return f"{self.n}:{self.m}" if self.n else self.kind


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
