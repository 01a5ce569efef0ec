"""A roofline that agrees with seconds that were measured."""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._arguments import finite_array
from fdnn_core._floating import real_floating
from fdnn_core._grid_search import least
from fdnn_core.crossover_theory import fractions
from fdnn_core.roofline import Roofline

__all__ = ["RooflineFit", "fit_roofline"]

Array = NDArray[np.float64]
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
