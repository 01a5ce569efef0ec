import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fdnn_core import Roofline, bandwidth_bound_crossover, compute_bound_crossover, ideal_speedup

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
SPARSITIES = np.linspace(0, 1, 101)


@given(models)
def test_the_sparser_the_faster(model):
    assert np.all(np.diff(model.sparse_seconds(SPARSITIES)) <= 0)
    assert np.all(np.diff(model.speedup(SPARSITIES)[:-1]) >= 0)


@given(models)
def test_at_the_crossover_both_take_as_long(model):
    crossover = model.crossover
    if math.isnan(crossover):
        assert model.sparse_seconds(1) > model.dense_seconds
    elif crossover == 0:
        assert model.sparse_seconds(0) <= model.dense_seconds * (1 + 1e-9)
    else:
        assert model.sparse_seconds(crossover) == pytest.approx(model.dense_seconds, rel=1e-9)


@given(models)
def test_the_crossover_lies_between_the_bounds_of_the_two_limits(model):
    assume(model.overhead == 0)
    compute = compute_bound_crossover(model.sparse_efficiency, 1)
    memory = bandwidth_bound_crossover(model.value_bits, model.index_bits)
    assert min(compute, memory) - 1e-9 <= model.crossover <= max(compute, memory) + 1e-9


@given(models)
def test_arithmetic_alone_saves_what_each_zero_saves(model):
    bound = Roofline(model.shape, model.dense_peak, model.sparse_efficiency)
    assert bound.speedup(0.75) == pytest.approx(model.sparse_efficiency * ideal_speedup(0.75))
    assert bound.crossover == pytest.approx(compute_bound_crossover(model.sparse_efficiency, 1))


def test_with_one_column_memory_is_the_limit():
    model = Roofline((4096, 4096, 1), dense_peak=1e13, sparse_efficiency=0.5, bandwidth=1e12)
    assert model.dense_seconds == 4 * (4096**2 + 2 * 4096) / 1e12
    assert model.crossover == pytest.approx(bandwidth_bound_crossover(32, 32))


def test_an_overhead_as_long_as_the_dense_product_cannot_be_saved():
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
def test_refusals(changed, message):
    with pytest.raises(ValueError, match=message):
        Roofline(**{"shape": (1, 1, 1), "dense_peak": 1, "sparse_efficiency": 1} | changed)
