import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import Roofline, fit_roofline

SPARSITY = np.repeat([0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99], 15)
SQUARE, SKINNY = (512, 512, 512), (512, 512, 32)
ARITHMETIC = Roofline(SQUARE, dense_peak=8e10, sparse_efficiency=0.13)
OVERHEAD = Roofline(SKINNY, dense_peak=8e10, sparse_efficiency=0.2, overhead=2e-5)
MEMORY = Roofline((2048, 2048, 1), dense_peak=4e9, sparse_efficiency=2.0, bandwidth=1e10)
BOTH = Roofline(SQUARE, dense_peak=8e10, sparse_efficiency=0.2, bandwidth=2e9)
PARAMETERS = ("dense_peak", "sparse_efficiency", "bandwidth", "overhead")


def simulated(model, noise, seed=0):
    rng = np.random.default_rng(seed)
    sparse = model.sparse_seconds(SPARSITY) * np.exp(noise * rng.normal(size=SPARSITY.shape))
    return sparse, model.dense_seconds * np.exp(noise * rng.normal(size=30))


def assert_recovers(model, fit, rel):
    for name in PARAMETERS:
        assert getattr(fit.model, name) == pytest.approx(getattr(model, name), rel=rel), name
    assert fit.model.crossover == pytest.approx(model.crossover, abs=rel)


@pytest.mark.parametrize("model", [ARITHMETIC, OVERHEAD, BOTH])
def test_finds_what_made_the_samples(model):
    fit = fit_roofline(model.shape, SPARSITY, *simulated(model, 0))
    assert_recovers(model, fit, 1e-4)
    assert np.abs(fit.sparse_residuals).max() < 1e-4
    assert np.abs(fit.dense_residuals).max() < 1e-4


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("model", [ARITHMETIC, OVERHEAD, BOTH])
def test_finds_it_through_noise(model, seed):
    assert_recovers(model, fit_roofline(model.shape, SPARSITY, *simulated(model, 0.03, seed)), 0.04)


@pytest.mark.parametrize("model", [ARITHMETIC, OVERHEAD, BOTH])
def test_samples_that_were_disturbed_count_for_little(model):
    sparse, dense = simulated(model, 0.01)
    sparse[::9] *= 4
    dense[::7] *= 3
    fit = fit_roofline(model.shape, SPARSITY, sparse, dense)
    assert_recovers(model, fit, 0.04)
    assert fit.sparse_residuals[::9].min() > math.log(3)


@pytest.mark.parametrize("noise", [0, 0.02])
def test_where_memory_is_the_limit_all_along_the_bandwidth_is_found(noise):
    fit = fit_roofline(MEMORY.shape, SPARSITY, *simulated(MEMORY, noise))
    assert fit.model.bandwidth == pytest.approx(MEMORY.bandwidth, rel=1e-4 + noise)
    assert fit.model.crossover == pytest.approx(MEMORY.crossover, abs=1e-3 + noise)
    assert fit.model.overhead == 0
    assert np.median(fit.sparse_residuals) == pytest.approx(0, abs=1e-4 + noise)


def test_a_weight_of_zero_leaves_a_sample_out():
    sparse, dense = simulated(ARITHMETIC, 0)
    weights = (SPARSITY < 0.95) * 1.0
    spoilt = np.where(weights > 0, sparse, 50 * sparse)
    assert_recovers(ARITHMETIC, fit_roofline(SQUARE, SPARSITY, spoilt, dense, weights), 1e-4)


@given(st.integers(0, 2**32), st.sampled_from([ARITHMETIC, OVERHEAD, BOTH, MEMORY]))
def test_residuals_are_log_ratios_of_measurement_and_model(seed, model):
    sparse, dense = simulated(model, 0.1, seed)
    fit = fit_roofline(model.shape, SPARSITY.reshape(7, 15), sparse.reshape(7, 15), dense)
    assert np.allclose(fit.model.sparse_seconds(SPARSITY) * np.exp(fit.sparse_residuals.ravel()), sparse)
    assert np.allclose(fit.model.dense_seconds * np.exp(fit.dense_residuals), dense)


def test_bits_are_those_of_the_matrix():
    model = Roofline((2048, 2048, 1), 4e9, 2.0, bandwidth=1e10, value_bits=64, index_bits=16)
    fit = fit_roofline(model.shape, SPARSITY, *simulated(model, 0), value_bits=64, index_bits=16)
    assert fit.model.bandwidth == pytest.approx(1e10, rel=1e-4)
    assert (fit.model.value_bits, fit.model.index_bits) == (64, 16)


ONES = np.ones(2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([0.5, 0.9], ONES[:1], 1.0), r"sparsity must have shape \(1,\), as sparse_seconds, got \(2,\)"),
        (([0.5, 1.0], ONES, 1.0), "sparsity must be below 1, got 1"),
        (([0.5, 2.0], ONES, 1.0), r"sparsity must be in \[0, 1\], got 2"),
        (([0.5, 0.9], 0 * ONES, 1.0), "sparse_seconds must be positive, got 0"),
        (([0.5, 0.9], ONES, -1.0), "dense_seconds must be positive, got -1"),
        (([0.5, 0.9], ONES, []), r"dense_seconds must not be empty, got shape \(0,\)"),
        (([0.5, 0.9], ONES, math.nan), "dense_seconds must be finite, got nan"),
        (
            ([0.5, 0.9], ONES, 1.0, [1.0]),
            r"weights must have shape \(2,\), as sparse_seconds, got \(1,\)",
        ),
        (([0.5, 0.9], ONES, 1.0, -ONES), "weights must be finite, not negative and not all 0, got -1"),
    ],
)
def test_refusals(arguments, message):
    with pytest.raises(ValueError, match=message):
        fit_roofline((1, 1, 1), *arguments)
