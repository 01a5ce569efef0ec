import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import crossover

GRID = np.array([0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99])


def times(crossing, noise, seed, rounds=30, overhead=0.0):
    """Seconds of a dense kernel and of a sparse one that takes as long at `crossing`."""
    rng = np.random.default_rng(seed)
    sparse = overhead + (1 - overhead) * (1 - GRID) / (1 - crossing)
    return tuple(t * np.exp(noise * rng.normal(size=(rounds, *t.shape))) for t in (np.array(1.0), sparse))


@given(st.floats(0.31, 0.98))
def test_is_exact_where_time_is_proportional_to_what_is_left(crossing):
    found = crossover(GRID, *times(crossing, 0, 0))
    assert found.state == "crosses"
    assert found[1:] == pytest.approx((crossing, crossing, crossing))


@pytest.mark.parametrize("crossing", [0.55, 0.78, 0.93])
def test_a_fixed_overhead_bends_the_line_but_little(crossing):
    found = crossover(GRID, *times(crossing, 0, 0, overhead=0.1))
    assert found.sparsity == pytest.approx(crossing, rel=0.01)


def test_the_interval_covers_the_truth_nine_times_of_ten():
    results = [
        (0.6 + seed / 1000, crossover(GRID, *times(0.6 + seed / 1000, 0.05, seed))) for seed in range(200)
    ]
    assert sum(found.low <= truth <= found.high for truth, found in results) >= 180
    assert max(found.high - found.low for _, found in results) < 0.1


@given(st.integers(0, 1000), st.permutations(range(20)))
def test_the_value_does_not_depend_on_the_order_of_the_rounds(seed, order):
    dense, sparse = times(0.8, 0.1, seed, rounds=20)
    assert crossover(GRID, dense, sparse).sparsity == crossover(GRID, dense[order], sparse[order]).sparsity


def test_a_win_everywhere_is_below_the_first_sparsity():
    found = crossover(GRID, *times(0.1, 0.01, 0))
    assert (found.state, found.sparsity, found.low, found.high) == ("everywhere", 0.3, 0, 0)


def test_a_win_nowhere_is_above_the_last_sparsity():
    found = crossover(GRID, *times(0.999, 0.01, 0))
    assert (found.state, found.sparsity, found.low, found.high) == ("nowhere", 0.99, 1, 1)


def test_an_interval_that_leaves_the_measured_range_is_open():
    low = crossover(GRID, *times(0.305, 0.1, 0))
    high = crossover(GRID, *times(0.9899, 0.3, 0))
    assert low.low == 0 < 0.3 <= low.high
    assert high.low < 0.99 < high.high == 1


def test_noise_that_crosses_three_times_is_seen_the_same_from_either_side():
    grid = -np.expm1(-np.arange(4.0))  # evenly spaced in log(1 - sparsity)
    gains = np.array([-2.0, 0.3, -0.2, 2.0])
    there, back = (
        -np.log1p(-crossover(grid, np.ones(10), np.tile(np.exp(-g), (10, 1))).sparsity)
        for g in (gains, -gains[::-1])
    )
    assert 0 < there < 1 < 2 < back < 3
    assert there == pytest.approx(3 - back)


def test_one_sparsity_alone_says_on_which_side_it_lies():
    dense = np.ones(10)
    assert crossover([0.5], dense, dense[:, None] / 2).state == "everywhere"
    assert crossover([0.5], dense, dense[:, None] * 2).state == "nowhere"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ([0.5, 0.5], np.ones(10), np.ones((10, 2))),
            r"rise from 0 or more to less than 1, got \[0\.5, 0\.5",
        ),
        (([0.5, 1.0], np.ones(10), np.ones((10, 2))), r"less than 1, got \[0\.5, 1\.0\]"),
        (([-0.5], np.ones(10), np.ones((10, 1))), r"0 or more to less than 1, got \[-0\.5\]"),
        (([0.5], np.ones(10), np.ones((10, 2))), r"\(rounds, sparsities\), here \(10, 1\), got \(10, 2\)"),
        (([0.5], np.ones(9), np.ones((9, 1))), "rounds must be at least 10, got 9"),
        (([0.5], np.zeros(10), np.ones((10, 1))), "dense must be positive, got 0"),
        (([0.5], np.ones(10), np.full((10, 1), np.inf)), "sparse must be finite, got inf"),
    ],
)
def test_refusals(arguments, message):
    with pytest.raises(ValueError, match=message):
        crossover(*arguments)
