import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import Contender, Measurement, ProductShape, Race, Structure, crossover, crossovers

GRID = np.array([0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99])


def times(crossing, noise, seed, rounds=30, overhead=0.0):
    """Return the seconds of a dense kernel and of a sparse one, equal at the sparsity `crossing`."""
    rng = np.random.default_rng(seed)
    sparse = overhead + (1 - overhead) * (1 - GRID) / (1 - crossing)
    return tuple(t * np.exp(noise * rng.normal(size=(rounds, *t.shape))) for t in (np.array(1.0), sparse))


@given(st.floats(0.31, 0.98))
def test_the_crossover_is_exact_if_time_is_proportional_to_the_nonzeros(crossing):
    found = crossover(GRID, *times(crossing, 0, 0))
    assert found.state == "crosses"
    assert found[1:] == pytest.approx((crossing, crossing, crossing))


@pytest.mark.parametrize("crossing", [0.55, 0.78, 0.93])
def test_a_fixed_overhead_changes_the_crossover_little(crossing):
    found = crossover(GRID, *times(crossing, 0, 0, overhead=0.1))
    assert found.sparsity == pytest.approx(crossing, rel=0.01)


def test_the_interval_covers_the_truth_in_nine_of_ten_runs():
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


def test_three_crossings_give_a_result_symmetric_in_both_directions():
    grid = -np.expm1(-np.arange(4.0))  # evenly spaced in log(1 - sparsity)
    gains = np.array([-2.0, 0.3, -0.2, 2.0])
    there, back = (
        -np.log1p(-crossover(grid, np.ones(10), np.tile(np.exp(-g), (10, 1))).sparsity)
        for g in (gains, -gains[::-1])
    )
    assert 0 < there < 1 < 2 < back < 3
    assert there == pytest.approx(3 - back)


def test_a_single_sparsity_gives_the_side_of_the_crossover():
    dense = np.ones(10)
    assert crossover([0.5], dense, dense[:, None] / 2).state == "everywhere"
    assert crossover([0.5], dense, dense[:, None] * 2).state == "nowhere"


def race_of(kernels):
    """Return a race of kernels by (name, structure), each a mapping of sparsities to seconds."""
    dense = np.linspace(1.0, 1.01, 12)
    samples, contenders = {"dense": dense}, {"dense": Contender("gemm", Structure("dense"), 0.0)}
    for (kernel, structure), seconds in kernels.items():
        for sparsity, factor in seconds.items():
            name = f"{kernel} {structure} {sparsity}"
            samples[name], contenders[name] = (
                factor * dense,
                Contender(kernel, Structure(structure), sparsity),
            )
    measurement = Measurement(samples, "dense", dense, 1e-7, {})
    return Race("float32", ProductShape(64, 64, 8), 0, contenders, measurement)


FAST, SLOW = {0.5: 0.4, 0.9: 0.2}, {0.5: 8.0, 0.9: 4.0}
MIXED = {0.5: 2.0, 0.9: 0.4}


@pytest.mark.parametrize("order", [("fast", "slow"), ("slow", "fast")])
def test_of_two_kernels_of_one_structure_the_faster_counts(order):
    times = {"fast": FAST, "slow": SLOW}
    found = crossovers(race_of({(name, "csr"): times[name] for name in order}))
    assert found[Structure("csr")].state == "everywhere"


def test_at_each_sparsity_the_fastest_kernel_counts():
    one, two = {0.5: 2.0, 0.9: 4.0}, {0.5: 8.0, 0.9: 0.4}
    expected = crossovers(race_of({("best", "csr"): MIXED}))
    for kernels in ({("one", "csr"): one, ("two", "csr"): two}, {("two", "csr"): two, ("one", "csr"): one}):
        assert crossovers(race_of(kernels)) == expected


def test_kernels_may_have_different_sparsities():
    found = crossovers(race_of({("one", "csr"): {0.5: 2.0}, ("two", "csr"): {0.9: 0.4}, ("b", "rows"): FAST}))
    assert found[Structure("csr")] == crossovers(race_of({("best", "csr"): MIXED}))[Structure("csr")]
    assert found[Structure("rows")].state == "everywhere"


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
def test_crossover_refuses_invalid_sparsities_and_times(arguments, message):
    with pytest.raises(ValueError, match=message):
        crossover(*arguments)
