"""Roofline models of dense and sparse products: closed-form crossovers, and a fit to measured times."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core.validation.arguments import finite_array, integer, real
from fdnn_core.validation.floating import Float64Array, RealArray, real_floating

__all__ = [
    "Roofline",
    "RooflineFit",
    "bandwidth_bound_crossover",
    "compute_bound_crossover",
    "fit_roofline",
    "ideal_speedup",
]


def ideal_speedup(sparsity: ArrayLike) -> RealArray:
    """Return the speed-up of a product in which each zero saves its share of the time: 1 / (1 - s).

    Parameters
    ----------
    sparsity : array_like
        Fractions of zeros, from 0 to 1.

    Returns
    -------
    ndarray or scalar
        Speed-ups, of the same shape; infinite at sparsity 1.

    Raises
    ------
    ValueError
        If a sparsity is NaN or out of range.

    Examples
    --------
    >>> from fdnn_core import ideal_speedup
    >>> ideal_speedup([0.0, 0.5, 0.75]).tolist()
    [1.0, 2.0, 4.0]
    """
    kept = 1 - fractions("sparsity", sparsity)
    with np.errstate(divide="ignore"):
        result: RealArray = np.divide(1, kept)
    return result


def compute_bound_crossover(sparse: float, dense: float) -> float:
    """Return the break-even sparsity of a product that is limited by arithmetic.

    Parameters
    ----------
    sparse : float
        Operations per second of the sparse kernel, which only multiplies nonzeros.
    dense : float
        Operations per second of the dense kernel, in the same unit.

    Returns
    -------
    float
        1 - sparse / dense; 0 if the sparse kernel is faster even without zeros.

    Raises
    ------
    ValueError
        If `sparse` is negative, `dense` is not positive, or either is not finite.

    References
    ----------
    T. Gale, M. Zaharia, C. Young, E. Elsen, "Sparse GPU kernels for deep learning", SC20, 2020,
    arXiv:2006.10901, whose kernel reaches 27.3 % of a V100's 15.7 TFLOP/s.

    Examples
    --------
    >>> from fdnn_core import compute_bound_crossover
    >>> round(compute_bound_crossover(0.273 * 15.7, 0.93 * 15.7), 3)
    0.706
    """
    sparse = real("sparse", sparse, 0)
    if not real("dense", dense) > 0:
        raise ValueError(f"dense must be positive, got {dense:g}")
    return max(0.0, 1 - sparse / dense)


def bandwidth_bound_crossover(value_bits: float, index_bits: float, mask_bits: float = 0) -> float:
    """Return the break-even sparsity of a product that is limited by reading the matrix.

    At this sparsity the sparse matrix has as many bits as the dense one. A product with a single vector is
    limited in this way.

    Parameters
    ----------
    value_bits : float
        Bits of an entry.
    index_bits : float
        Bits of the position of a nonzero: 32 in CSR, 4 if the distance to the next one is stored.
    mask_bits : float
        Bits for every entry, zero or not: 1 for a bitmap.

    Returns
    -------
    float
        1 - (value_bits - mask_bits) / (value_bits + index_bits).

    Raises
    ------
    ValueError
        If `value_bits` is not positive, `index_bits` is negative, `mask_bits` is not between 0 and
        `value_bits`, or one of them is not finite.

    Examples
    --------
    >>> from fdnn_core import bandwidth_bound_crossover
    >>> bandwidth_bound_crossover(32, 32), bandwidth_bound_crossover(16, 0, mask_bits=1)
    (0.5, 0.0625)
    """
    if not real("value_bits", value_bits) > 0:
        raise ValueError(f"value_bits must be positive, got {value_bits:g}")
    index_bits = real("index_bits", index_bits, 0)
    return 1 - (value_bits - real("mask_bits", mask_bits, 0, value_bits)) / (value_bits + index_bits)


def fractions(name: str, values: ArrayLike) -> RealArray:
    """Return `values` as real numbers; raise `ValueError` outside the range 0 to 1."""
    array = real_floating(name, values)
    wrong = ~((array >= 0) & (array <= 1))
    if wrong.any():
        raise ValueError(f"{name} must be in [0, 1], got {array[wrong][0]:g}")
    return array


@dataclass(frozen=True)
class Roofline:
    """Model of the seconds that a dense and a sparse product take: arithmetic or memory traffic limits each.

    Parameters
    ----------
    shape : (int, int, int)
        m, k, n of the product (m, k) times (k, n).
    dense_peak : float
        Operations per second of the dense kernel; a multiplication and an addition count as two.
    sparse_efficiency : float
        Operations per second of the sparse kernel, on nonzeros only, as a fraction of `dense_peak`.
    bandwidth : float
        Bytes per second between memory and processor.
    value_bits : float
        Bits of an entry.
    index_bits : float
        Bits of the position of each stored entry.
    overhead : float
        Fixed cost of a sparse product in seconds.

    Raises
    ------
    ValueError
        If a rate or `value_bits` is not positive, a length is below 1, or another parameter is negative or
        not finite. Rates may be infinite, which means that they set no limit; NaN is refused.

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
        """Number of multiplications and additions of the dense product."""
        m, k, n = self.shape
        return 2 * m * k * n

    @property
    def dense_bytes(self) -> float:
        """Bytes of the dense matrix."""
        m, k, _ = self.shape
        return m * k * self.value_bits / 8

    @property
    def stored_bytes(self) -> float:
        """Bytes of the sparse matrix at sparsity 0."""
        m, k, _ = self.shape
        return m * k * (self.value_bits + self.index_bits) / 8

    @property
    def operand_bytes(self) -> float:
        """Bytes of the right matrix and the product, which are always dense."""
        m, k, n = self.shape
        return (k + m) * n * self.value_bits / 8

    @property
    def dense_seconds(self) -> float:
        """Seconds of the dense product."""
        traffic = self.dense_bytes + self.operand_bytes
        return max(self.operations / self.dense_peak, traffic / self.bandwidth)

    def sparse_seconds(self, sparsity: ArrayLike) -> RealArray:
        """Return the seconds of the sparse product at each sparsity."""
        kept = 1 - fractions("sparsity", sparsity).astype(np.float64)
        traffic = (kept * self.stored_bytes + self.operand_bytes) / self.bandwidth
        seconds: RealArray = self.overhead + np.maximum(kept * self._compute_seconds, traffic)
        return seconds

    def speedup(self, sparsity: ArrayLike) -> RealArray:
        """Return the speed-up of the sparse product over the dense one at each sparsity."""
        with np.errstate(divide="ignore"):
            ratio: RealArray = np.divide(self.dense_seconds, self.sparse_seconds(sparsity))
        return ratio

    @property
    def crossover(self) -> float:
        """Lowest sparsity at which the sparse product is not slower; NaN if it always is."""
        spare = self.dense_seconds - self.overhead
        kept = spare / self._compute_seconds
        if self.bandwidth < math.inf:
            kept = min(kept, (spare * self.bandwidth - self.operand_bytes) / self.stored_bytes)
        return max(0.0, 1 - kept) if kept >= 0 else math.nan

    @property
    def _compute_seconds(self) -> float:
        """Seconds of the sparse product's arithmetic at sparsity 0."""
        return self.operations / (self.dense_peak * self.sparse_efficiency)


GRID_POINTS = 17  # along each parameter
GRID_MARGIN = 3  # points on either side of the minimum that span the next grid
REFINEMENTS = 18  # after which neighbouring points differ by a millionth
GRID_SPAN = 1e-4  # ratio of the smallest value to the largest in the first grid


def minimise(function: Callable[..., Float64Array], upper: Sequence[float]) -> tuple[list[float], float]:
    """Return the parameters, between 0 and their upper bounds, that minimise a function, and its minimum.

    A grid is refined around its minimum. The function takes each parameter as a column, shape (points, 1),
    and returns values of shape (points,). If the minimum is flat, the largest first parameter is returned.
    """
    ranges = [(high, GRID_SPAN * high) for high in upper]
    for _ in range(REFINEMENTS):
        axes = [np.geomspace(*ends, GRID_POINTS) if ends[0] else np.zeros(1) for ends in ranges]
        points = [axis.reshape(-1, 1) for axis in np.meshgrid(*axes, indexing="ij")]
        values = function(*points)
        best = int(np.argmin(values))
        index = map(int, np.unravel_index(best, [len(axis) for axis in axes]))
        ranges = [
            (axis[max(0, i - GRID_MARGIN)], axis[min(len(axis) - 1, i + GRID_MARGIN)])
            for axis, i in zip(axes, index, strict=True)
        ]
    return [float(axis[best, 0]) for axis in points], float(values[best])


MISFIT_FLOOR = 1e-5  # mean absolute log ratio; smaller ones count as equal


@dataclass(frozen=True, eq=False)
class RooflineFit:
    """A roofline fitted to measured times, with its residuals.

    Attributes
    ----------
    model : Roofline
        The fitted model.
    sparse_residuals : ndarray of float64
        log(measured / model) of each sample of the sparse product, with the shape of the samples.
    dense_residuals : ndarray of float64
        log(measured / model) of each sample of the dense product, with the shape of the samples.
    """

    model: Roofline
    sparse_residuals: Float64Array
    dense_residuals: Float64Array


def fit_roofline(
    shape: tuple[int, int, int],
    sparsity: ArrayLike,
    sparse_seconds: ArrayLike,
    dense_seconds: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    value_bits: float = 32,
    index_bits: float = 32,
) -> RooflineFit:
    """Fit a roofline to the seconds that a dense and a sparse product took.

    The fit minimises the sum of the absolute log ratios, which is robust against a few disturbed samples. It
    chooses one of three models by the Bayesian information criterion for Laplacian errors: limited by
    arithmetic alone, with an overhead, or with a bandwidth. A parameter that the samples do not determine,
    such as the peak if memory is the limit, is the lowest that agrees with them.

    Parameters
    ----------
    shape : (int, int, int)
        m, k, n of the product (m, k) times (k, n).
    sparsity : array_like
        Fraction of zeros of each sample of the sparse product, below 1.
    sparse_seconds : array_like
        Seconds of the samples of the sparse product, of the same shape.
    dense_seconds : array_like
        Seconds of the samples of the dense product, of any shape.
    weights : array_like, optional
        Weights of the samples of the sparse product, of the same shape, not negative; equal by default.
    value_bits : float
        Bits of an entry.
    index_bits : float
        Bits of the position of each stored entry.

    Raises
    ------
    ValueError
        If a sparsity is out of range, a time is not positive, a value is not finite, or shapes differ.

    References
    ----------
    G. Schwarz, "Estimating the dimension of a model", Annals of Statistics 6(2), 461-464, 1978.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import Roofline, fit_roofline
    >>> truth = Roofline((512, 512, 64), dense_peak=1e11, sparse_efficiency=0.2, overhead=2e-5)
    >>> s = np.linspace(0.5, 0.99, 12)
    >>> fit = fit_roofline(truth.shape, s, truth.sparse_seconds(s), truth.dense_seconds)
    >>> f"{fit.model.sparse_efficiency:.4f} {fit.model.overhead:.3g} {fit.model.bandwidth}"
    '0.2000 2e-05 inf'
    """
    sparse, dense = seconds("sparse_seconds", sparse_seconds), seconds("dense_seconds", dense_seconds)
    kept = 1 - fractions("sparsity", sparsity).astype(np.float64)
    weight = real_floating("weights", np.ones(sparse.shape) if weights is None else weights)
    for name, array in (("sparsity", kept), ("weights", weight)):
        if array.shape != sparse.shape:
            raise ValueError(f"{name} must have shape {sparse.shape}, as sparse_seconds, got {array.shape}")
    if not kept.all():
        raise ValueError("sparsity must be below 1, got 1")
    if not (np.isfinite(weight).all() and weight.min() >= 0 and weight.any()):
        raise ValueError(f"weights must be finite, not negative and not all 0, got {weight.min():g}")

    plain = Roofline(shape, 1, 1, value_bits=value_bits, index_bits=index_bits)
    typical = float(np.median(dense))
    stored = kept * plain.stored_bytes + plain.operand_bytes
    whole = plain.dense_bytes + plain.operand_bytes
    share = np.append(weight.ravel() / weight.mean(), np.ones(dense.size)) / (sparse.size + dense.size)
    measured = np.log(np.append(sparse, dense))

    def misfit(compute: Float64Array, overhead: Float64Array, per_byte: Float64Array) -> Float64Array:
        """Return the mean absolute log ratio of many models, whose parameters are columns."""
        products = overhead + np.maximum(compute * kept.ravel(), per_byte * stored.ravel())
        denses = np.maximum(typical, per_byte * np.full(dense.size, whole))
        return np.asarray(np.abs(measured - np.log(np.hstack([products, denses]))) @ share)

    compute, overhead, per_byte = (float(np.max(sparse / part)) for part in (kept, 1.0, stored))
    candidates = [(compute, 0.0, 0.0), (compute, overhead, 0.0), (compute, 0.0, per_byte)]
    best = math.inf
    for upper in candidates:
        found, miss = minimise(misfit, upper)
        penalty = np.count_nonzero(upper) * math.log(measured.size)
        information = penalty + 2 * measured.size * math.log(miss + MISFIT_FLOOR)
        if information < best:
            best, (compute, overhead, per_byte) = information, found
    peak = plain.operations / typical
    model = replace(
        plain,
        dense_peak=peak,
        sparse_efficiency=plain.operations / (compute * peak),
        bandwidth=1 / per_byte if per_byte else math.inf,
        overhead=overhead,
    )
    return RooflineFit(
        model, np.log(sparse / model.sparse_seconds(1 - kept)), np.log(dense / model.dense_seconds)
    )


def seconds(name: str, values: ArrayLike) -> Float64Array:
    """Return `values` as float64; raise `ValueError` unless all are positive."""
    array = real_floating(name, finite_array(name, values)).astype(np.float64)
    if array.min() <= 0:
        raise ValueError(f"{name} must be positive, got {array.min():g}")
    return array
