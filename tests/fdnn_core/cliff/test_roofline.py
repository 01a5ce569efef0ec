import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fdnn_core import (
    Roofline,
    bandwidth_bound_crossover,
    compute_bound_crossover,
    fit_roofline,
    ideal_speedup,
)


@given(st.floats(0, 0.999))
def test_the_ideal_speedup_is_the_reciprocal_of_what_is_left(sparsity):
    assert ideal_speedup(sparsity) == pytest.approx(1 / (1 - sparsity), rel=1e-12)


def test_the_ideal_speedup_of_zeros_is_infinite_and_float32_stays():
    assert ideal_speedup(1) == math.inf
    assert ideal_speedup(np.array([0.5, 1], np.float32)).dtype == np.float32


@pytest.mark.parametrize(
    ("sparse", "dense", "crossover"),
    [
        (4.29, 0.93 * 15.7, 0.706),  # TFLOP/s of Sputnik on a V100, float32 (Gale et al. 2020)
        (3.1, 75, 0.959),  # of Sputnik on an RTX 3090 against float16 tensor cores (VENOM's artefact)
        (2, 1, 0),
    ],
)
def test_compute_bound_crossovers_of_known_kernels(sparse, dense, crossover):
    assert compute_bound_crossover(sparse, dense) == pytest.approx(crossover, abs=5e-4)


@pytest.mark.parametrize(
    ("value", "index", "mask", "crossover"),
    [
        (16, 32, 0, 2 / 3),
        (16, 16, 0, 0.5),
        (16, 4, 0, 0.2),  # 4-bit distances between nonzeros
        (16, 0, 1, 0.0625),  # a bitmap
        (32, 32, 0, 0.5),
        (64, 32, 0, 1 / 3),
    ],
)
def test_bandwidth_bound_crossovers_of_known_formats(value, index, mask, crossover):
    assert bandwidth_bound_crossover(value, index, mask) == pytest.approx(crossover, abs=1e-12)


@given(st.floats(1, 64), st.floats(0, 64), st.floats(0, 1))
def test_at_the_bandwidth_bound_crossover_both_have_the_same_bits(value, index, mask):
    sparsity = bandwidth_bound_crossover(value, index, mask)
    assert mask + (1 - sparsity) * (value + index) == pytest.approx(value)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ideal_speedup([0.5, 1.5]), r"sparsity must be in \[0, 1\], got 1.5"),
        (lambda: ideal_speedup(math.nan), r"sparsity must be in \[0, 1\], got nan"),
        (lambda: compute_bound_crossover(-1, 1), "sparse must be at least 0, got -1"),
        (lambda: compute_bound_crossover(1, 0), "dense must be positive, got 0"),
        (lambda: bandwidth_bound_crossover(0, 32), "value_bits must be positive, got 0"),
        (lambda: bandwidth_bound_crossover(16, -1), "index_bits must be at least 0, got -1"),
        (lambda: bandwidth_bound_crossover(16, 0, 17), r"mask_bits must be in \[0, 16\], got 17"),
    ],
)
def test_the_closed_forms_refuse_arguments_out_of_range(call, message):
    with pytest.raises(ValueError, match=message):
        call()


rates = st.floats(1e6, 1e14)
models = st.builds(
    Roofline,
    st.tuples(*[st.integers(1, 4096)] * 3),
    dense_peak=rates,
    sparse_efficiency=st.floats(1e-3, 2),
    bandwidth=rates | st.just(math.inf),
    value_bits=st.sampled_from([16, 32, 64]),
    index_bits=st.sampled_from([0, 4, 16, 32]),
    overhead=st.sampled_from([0.0, 1e-6, 1e-3]),
)
GRID = np.linspace(0, 1, 101)


@given(models)
def test_a_sparser_matrix_is_faster(model):
    assert np.all(np.diff(model.sparse_seconds(GRID)) <= 0)
    assert np.all(np.diff(model.speedup(GRID)[:-1]) >= 0)


@given(models)
def test_at_the_crossover_both_products_take_the_same_time(model):
    crossover = model.crossover
    if math.isnan(crossover):
        assert model.sparse_seconds(1) > model.dense_seconds
    elif crossover == 0:
        assert model.sparse_seconds(0) <= model.dense_seconds * (1 + 1e-9)
    else:
        assert model.sparse_seconds(crossover) == pytest.approx(model.dense_seconds, rel=1e-9)


@given(models)
def test_the_crossover_lies_between_those_of_the_two_limits(model):
    assume(model.overhead == 0)
    compute = compute_bound_crossover(model.sparse_efficiency, 1)
    memory = bandwidth_bound_crossover(model.value_bits, model.index_bits)
    assert min(compute, memory) - 1e-9 <= model.crossover <= max(compute, memory) + 1e-9


@given(models)
def test_limited_by_arithmetic_each_zero_saves_its_share(model):
    bound = Roofline(model.shape, model.dense_peak, model.sparse_efficiency)
    assert bound.speedup(0.75) == pytest.approx(model.sparse_efficiency * ideal_speedup(0.75))
    assert bound.crossover == pytest.approx(compute_bound_crossover(model.sparse_efficiency, 1))


def test_with_one_column_memory_is_the_limit():
    model = Roofline((4096, 4096, 1), dense_peak=1e13, sparse_efficiency=0.5, bandwidth=1e12)
    assert model.dense_seconds == 4 * (4096**2 + 2 * 4096) / 1e12
    assert model.crossover == pytest.approx(bandwidth_bound_crossover(32, 32))


def test_an_overhead_longer_than_the_dense_product_rules_out_a_crossover():
    model = Roofline((64, 64, 64), dense_peak=1e11, sparse_efficiency=1)
    late = Roofline((64, 64, 64), dense_peak=1e11, sparse_efficiency=1, overhead=1.01 * model.dense_seconds)
    half = Roofline((64, 64, 64), dense_peak=1e11, sparse_efficiency=1, overhead=0.5 * model.dense_seconds)
    assert math.isnan(late.crossover)
    assert half.crossover == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"shape": (0, 1, 1)}, r"shape\[0\] must be at least 1, got 0"),
        ({"dense_peak": 0}, "dense_peak must be positive, got 0"),
        ({"sparse_efficiency": math.nan}, "sparse_efficiency must be positive, got nan"),
        ({"bandwidth": -1}, "bandwidth must be positive, got -1"),
        ({"overhead": -1}, "overhead must be at least 0, got -1"),
        ({"index_bits": -1}, "index_bits must be at least 0, got -1"),
        ({"shape": (1, 1)}, r"shape must be \(m, k, n\), got \(1, 1\)"),
    ],
)
def test_a_roofline_refuses_parameters_out_of_range(changed, message):
    with pytest.raises(ValueError, match=message):
        Roofline(**{"shape": (1, 1, 1), "dense_peak": 1, "sparse_efficiency": 1} | changed)


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
def test_the_fit_recovers_the_model_of_exact_samples(model):
    fit = fit_roofline(model.shape, SPARSITY, *simulated(model, 0))
    assert_recovers(model, fit, 1e-4)
    assert np.abs(fit.sparse_residuals).max() < 1e-4
    assert np.abs(fit.dense_residuals).max() < 1e-4


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("model", [ARITHMETIC, OVERHEAD, BOTH])
def test_the_fit_recovers_the_model_of_noisy_samples(model, seed):
    assert_recovers(model, fit_roofline(model.shape, SPARSITY, *simulated(model, 0.03, seed)), 0.04)


@pytest.mark.parametrize("model", [ARITHMETIC, OVERHEAD, BOTH])
def test_disturbed_samples_count_for_little(model):
    sparse, dense = simulated(model, 0.01)
    sparse[::9] *= 4
    dense[::7] *= 3
    fit = fit_roofline(model.shape, SPARSITY, sparse, dense)
    assert_recovers(model, fit, 0.04)
    assert fit.sparse_residuals[::9].min() > math.log(3)


@pytest.mark.parametrize("noise", [0, 0.02])
def test_the_bandwidth_is_found_where_memory_is_the_limit(noise):
    fit = fit_roofline(MEMORY.shape, SPARSITY, *simulated(MEMORY, noise))
    assert fit.model.bandwidth == pytest.approx(MEMORY.bandwidth, rel=1e-4 + noise)
    assert fit.model.crossover == pytest.approx(MEMORY.crossover, abs=1e-3 + noise)
    assert fit.model.overhead == 0
    assert np.median(fit.sparse_residuals) == pytest.approx(0, abs=1e-4 + noise)


def test_a_weight_of_zero_excludes_a_sample():
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


def test_a_fitted_roofline_keeps_the_bits_of_values_and_indices():
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
def test_a_fit_refuses_invalid_sparsities_times_and_weights(arguments, message):
    with pytest.raises(ValueError, match=message):
        fit_roofline((1, 1, 1), *arguments)
