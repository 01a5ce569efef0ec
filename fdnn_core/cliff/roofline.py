"""A roofline: a product takes as long as its arithmetic or its traffic with memory, whichever is longer."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.arguments import finite_array, integer, real
from fdnn_core._validation.floating import Real, real_floating

__all__ = [
    "Roofline",
    "RooflineFit",
    "bandwidth_bound_crossover",
    "compute_bound_crossover",
    "fit_roofline",
    "ideal_speedup",
]


def ideal_speedup(sparsity: ArrayLike) -> Real:
    """Return how many times faster a product is if each zero saves its share of the time: 1 / (1 - s).

    Parameters
    ----------
    sparsity : array_like
        Fractions of zeros, from 0 to 1.

    Returns
    -------
    ndarray or scalar
        Of the same shape, infinite where all is zero.

    Raises
    ------
    ValueError
        If a sparsity is out of range.

    Examples
    --------
    >>> from fdnn_core import ideal_speedup
    >>> ideal_speedup([0.0, 0.5, 0.75]).tolist()
    [1.0, 2.0, 4.0]
    """
    kept = 1 - fractions("sparsity", sparsity)
    with np.errstate(divide="ignore"):
        result: Real = np.divide(1, kept)
    return result


def compute_bound_crossover(sparse: float, dense: float) -> float:
    """Return the sparsity at which a sparse product equals the dense one, arithmetic being the limit.

    Parameters
    ----------
    sparse, dense : float
        Operations per second of the sparse kernel on nonzeros and of the dense kernel on all, in one unit.

    Returns
    -------
    float
        1 - sparse / dense, and 0 if the sparse kernel is the faster one on a dense matrix already.

    Raises
    ------
    ValueError
        If `sparse` is negative or `dense` not positive.

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
    """Return the sparsity at which a sparse matrix takes as many bits as the dense one.

    That is the crossover where reading the matrix is the limit, as in a product with one vector.

    Parameters
    ----------
    value_bits : float
        Of an entry.
    index_bits : float
        That tell where a nonzero is, beside each: 32 in CSR, 4 where the step to the next one is stored.
    mask_bits : float
        For every entry, zero or not: 1 for a bitmap.

    Returns
    -------
    float
        1 - (value_bits - mask_bits) / (value_bits + index_bits).

    Raises
    ------
    ValueError
        If `value_bits` is not positive, `index_bits` is negative, or `mask_bits` is not between 0 and
        `value_bits`.

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


def fractions(name: str, values: ArrayLike) -> Real:
    """Return `values` as real numbers, refused outside 0 .. 1."""
    array = real_floating(name, values)
    wrong = ~((array >= 0) & (array <= 1))
    if wrong.any():
        raise ValueError(f"{name} must be in [0, 1], got {array[wrong][0]:g}")
    return array


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


Array = NDArray[np.float64]
POINTS = 17  # of a grid along each parameter
KEPT = 3  # of them on either side of the least are the next grid's ends
ROUNDS = 18  # by then two points are a millionth apart
SPAN = 1e-4  # the first grid's least value over its greatest


def least(function: Callable[..., Array], most: Sequence[float]) -> tuple[list[float], float]:
    """Return where a function is least, each parameter between 0 and its `most`, and how much it is there.

    The function takes each parameter as a column, shape (points, 1), and returns values of shape (points,).
    Where the function is flat, the first parameter is taken as large as can be.
    """
    ranges = [(high, SPAN * high) for high in most]
    for _ in range(ROUNDS):
        axes = [np.geomspace(*ends, POINTS) if ends[0] else np.zeros(1) for ends in ranges]
        points = [axis.reshape(-1, 1) for axis in np.meshgrid(*axes, indexing="ij")]
        values = function(*points)
        best = int(np.argmin(values))
        index = map(int, np.unravel_index(best, [len(axis) for axis in axes]))
        ranges = [
            (axis[max(0, i - KEPT)], axis[min(len(axis) - 1, i + KEPT)])
            for axis, i in zip(axes, index, strict=True)
        ]
    return [float(axis[best, 0]) for axis in points], float(values[best])


ROUNDING = 1e-5  # two models that miss by less agree with the measurement alike


@dataclass(frozen=True, eq=False)
class RooflineFit:
    """A roofline and how far the measured seconds are from it.

    Attributes
    ----------
    model : Roofline
    sparse_residuals, dense_residuals : ndarray of float64
        log(measured / model) of each sample, shapes as given.
    """

    model: Roofline
    sparse_residuals: Array
    dense_residuals: Array


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

    The sum of the absolute log ratios is made least, so that a few disturbed samples count for little. Of
    three models, one limited by arithmetic alone, one with an overhead and one with a bandwidth, that one is
    taken that explains the samples best for its number of parameters (the Bayesian information criterion of
    Laplacian errors). What the samples do not tell, as the peak where memory is the limit, is the least
    that agrees with them.

    Parameters
    ----------
    shape : (int, int, int)
        m, k, n of the product (m, k) times (k, n).
    sparsity : array_like
        Fractions of zeros, below 1, one for each sample of the sparse product.
    sparse_seconds : array_like
        Those samples, of the same shape.
    dense_seconds : array_like
        Samples of the dense product, any shape.
    weights : array_like, optional
        Of the samples of the sparse product, of the same shape, not negative; all alike by default.
    value_bits, index_bits : float
        As in `Roofline`.

    Raises
    ------
    ValueError
        If a sparsity is out of range, seconds are not positive, or shapes differ.

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

    def misfit(compute: Array, overhead: Array, per_byte: Array) -> Array:
        """Return the mean absolute log ratio of each of many models, whose parameters are columns."""
        products = overhead + np.maximum(compute * kept.ravel(), per_byte * stored.ravel())
        denses = np.maximum(typical, per_byte * np.full(dense.size, whole))
        return np.asarray(np.abs(measured - np.log(np.hstack([products, denses]))) @ share)

    compute, overhead, per_byte = (float(np.max(sparse / part)) for part in (kept, 1.0, stored))
    candidates = [(compute, 0.0, 0.0), (compute, overhead, 0.0), (compute, 0.0, per_byte)]
    best = math.inf
    for most in candidates:
        found, miss = least(misfit, most)
        penalty = np.count_nonzero(most) * math.log(measured.size)
        information = penalty + 2 * measured.size * math.log(miss + ROUNDING)
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


def seconds(name: str, values: ArrayLike) -> Array:
    """Return `values` as float64, refused unless all are positive."""
    array = real_floating(name, finite_array(name, values)).astype(np.float64)
    if array.min() <= 0:
        raise ValueError(f"{name} must be positive, got {array.min():g}")
    return array
