import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import bandwidth_bound_crossover, compute_bound_crossover, ideal_speedup


@given(st.floats(0, 0.999))
def test_without_other_costs_the_speedup_is_one_over_the_rest(sparsity):
    assert ideal_speedup(sparsity) == pytest.approx(1 / (1 - sparsity), rel=1e-12)


def test_without_nonzeros_it_is_infinite_and_single_precision_stays():
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
def test_arithmetic_limits(sparse, dense, crossover):
    assert compute_bound_crossover(sparse, dense) == pytest.approx(crossover, abs=5e-4)


@pytest.mark.parametrize(
    ("value", "index", "mask", "crossover"),
    [
        (16, 32, 0, 2 / 3),
        (16, 16, 0, 0.5),
        (16, 4, 0, 0.2),  # the step from one nonzero to the next, in 4 bits
        (16, 0, 1, 0.0625),  # a bitmap
        (32, 32, 0, 0.5),
        (64, 32, 0, 1 / 3),
    ],
)
def test_bandwidth_limits(value, index, mask, crossover):
    assert bandwidth_bound_crossover(value, index, mask) == pytest.approx(crossover, abs=1e-12)


@given(st.floats(1, 64), st.floats(0, 64), st.floats(0, 1))
def test_at_the_crossover_both_take_as_many_bits(value, index, mask):
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
def test_refusals(call, message):
    with pytest.raises(ValueError, match=message):
        call()
