"""A roofline: a product takes as long as its arithmetic or its traffic with memory, whichever is longer."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core._arguments import integer, real
from fdnn_core._floating import Real
from fdnn_core.crossover_theory import fractions

__all__ = ["Roofline"]


@dataclass(frozen=True)
class Roofline:
    """Predicts the seconds that a dense and a sparse product, (m, k) times (k, n), take.

    Parameters
    ----------
    shape : (int, int, int)
        m, k, n.
    dense_peak : float
        Operations per second of the dense kernel, a multiplication and an addition being two.
    sparse_efficiency : float
        Operations per second that the sparse kernel does on nonzeros, as a fraction of `dense_peak`.
    bandwidth : float
        Bytes per second between memory and processor.
    value_bits, index_bits : float
        Of an entry, and beside each that is stored.
    overhead : float
        Seconds that a sparse product takes whatever the matrix holds.

    Raises
    ------
    ValueError
        If a rate or `value_bits` is not positive, a length is below 1, or one of the others is negative.

    References
    ----------
    S. Williams, A. Waterman, D. Patterson, "Roofline: an insightful visual performance model for multicore
    architectures", Communications of the ACM 52(4), 65-76, 2009.

    Examples
    --------
    >>> from fdnn_core import Roofline
    >>> model = Roofline((512, 512, 512), dense_peak=1e11, sparse_efficiency=0.25)
    >>> model.crossover, model.speedup(0.75).item(), model.speedup(0.875).item()
    (0.75, 1.0, 2.0)
    """

    shape: tuple[int, int, int]
    dense_peak: float
    sparse_efficiency: float
    bandwidth: float = math.inf
    value_bits: float = 32
    index_bits: float = 32
    overhead: float = 0.0

    def __post_init__(self) -> None:
        if len(self.shape) != 3:
            raise ValueError(f"shape must be (m, k, n), got {self.shape}")
        for axis, length in enumerate(self.shape):
            integer(f"shape[{axis}]", length, 1)
        for name in ("dense_peak", "sparse_efficiency", "bandwidth", "value_bits"):
            if not getattr(self, name) > 0:
                raise ValueError(f"{name} must be positive, got {getattr(self, name):g}")
        real("index_bits", self.index_bits, 0)
        real("overhead", self.overhead, 0)

    @property
    def operations(self) -> int:
        """Multiplications and additions of the dense product."""
        m, k, n = self.shape
        return 2 * m * k * n

    @property
    def dense_bytes(self) -> float:
        """Bytes of the dense matrix."""
        m, k, _ = self.shape
        return m * k * self.value_bits / 8

    @property
    def stored_bytes(self) -> float:
        """Bytes of the sparse matrix if it holds no zeros."""
        m, k, _ = self.shape
        return m * k * (self.value_bits + self.index_bits) / 8

    @property
    def operand_bytes(self) -> float:
        """Bytes of the right side and of the product, which are dense in either case."""
        m, k, n = self.shape
        return (k + m) * n * self.value_bits / 8

    @property
    def dense_seconds(self) -> float:
        """Of the dense product."""
        traffic = self.dense_bytes + self.operand_bytes
        return max(self.operations / self.dense_peak, traffic / self.bandwidth)

    def sparse_seconds(self, sparsity: ArrayLike) -> Real:
        """Return the seconds of the sparse product, for any number of fractions of zeros."""
        kept = 1 - fractions("sparsity", sparsity).astype(np.float64)
        traffic = (kept * self.stored_bytes + self.operand_bytes) / self.bandwidth
        seconds: Real = self.overhead + np.maximum(kept * self._compute_seconds, traffic)
        return seconds

    def speedup(self, sparsity: ArrayLike) -> Real:
        """Return how many times faster the sparse product is than the dense one."""
        with np.errstate(divide="ignore"):
            ratio: Real = np.divide(self.dense_seconds, self.sparse_seconds(sparsity))
        return ratio

    @property
    def crossover(self) -> float:
        """The least sparsity at which the sparse product is no slower; NaN if it always is."""
        spare = self.dense_seconds - self.overhead
        kept = spare / self._compute_seconds
        if self.bandwidth < math.inf:
            kept = min(kept, (spare * self.bandwidth - self.operand_bytes) / self.stored_bytes)
        return max(0.0, 1 - kept) if kept >= 0 else math.nan

    @property
    def _compute_seconds(self) -> float:
        """Of the sparse product's arithmetic if the matrix holds no zeros."""
        return self.operations / (self.dense_peak * self.sparse_efficiency)
