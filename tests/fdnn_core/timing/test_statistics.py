from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.stats import bootstrap, kendalltau, theilslopes

from fdnn_core import FEWEST_ROUNDS, MEASUREMENT_FLAGS, Measurement, paired_speedup
from fdnn_core.timing.statistics import trend

seconds = st.floats(1e-9, 1e3)
pairs = st.integers(FEWEST_ROUNDS, 40).flatmap(lambda n: hnp.arrays(np.float64, (2, n), elements=seconds))


@given(pairs)
def test_the_speedup_is_the_median_of_the_paired_ratios_within_its_interval(times):
    dense, sparse = times
    found = paired_speedup(dense, sparse)
    assert found.value == pytest.approx(np.exp(np.median(np.log(dense / sparse))))
    assert (dense / sparse).min() * (1 - 1e-9) <= found.low <= found.value <= found.high
    assert found.high <= (dense / sparse).max() * (1 + 1e-9)


@given(pairs)
def test_swapping_the_two_gives_the_reciprocal(times):
    one, other = paired_speedup(*times), paired_speedup(*times[::-1])
    assert np.allclose([other.value, other.high, other.low], 1 / np.array(one), rtol=1e-9)


@given(pairs, seconds)
def test_the_unit_of_time_does_not_matter(times, unit):
    assert np.allclose(paired_speedup(*(unit * times)), paired_speedup(*times), rtol=1e-6)


def test_a_slowdown_of_both_in_a_pair_does_not_matter():
    rng = np.random.default_rng(0)
    dense, sparse = np.exp(0.01 * rng.normal(size=(2, 30)))
    slow = np.exp(rng.normal(size=30))
    assert np.allclose(paired_speedup(slow * dense, slow * sparse), paired_speedup(dense, sparse), rtol=1e-9)


def test_agrees_with_the_bootstrap_of_scipy():
    rng = np.random.default_rng(1)
    dense, sparse = np.exp(0.1 * rng.normal(size=(2, 31)))
    rng = np.random.default_rng(2)
    peer = bootstrap((np.log(dense / sparse),), np.median, method="percentile", rng=rng).confidence_interval
    found = np.log(paired_speedup(dense, sparse))
    assert np.allclose(found[1:], peer, atol=0.01)  # the interval is 0.13 wide


def test_the_interval_covers_the_true_value_in_95_percent_of_runs():
    rng = np.random.default_rng(3)
    covered = 0
    for dense, sparse in np.exp(0.05 * rng.standard_normal((400, 2, 30))):
        _, low, high = paired_speedup(3 * dense, sparse)
        covered += low <= 3 <= high
    assert 0.91 <= covered / 400 <= 0.99  # of 400, 0.95 would be off by 0.033 at three standard deviations


@pytest.mark.parametrize(
    ("dense", "sparse", "message"),
    [
        (np.ones(9), np.ones(9), "rounds must be at least 10, got 9"),
        (np.ones(10), np.ones(11), r"one time per round, as baseline \(10,\), got \(11,\)"),
        (np.ones((10, 2)), np.ones((10, 2)), r"one time per round, as baseline \(10, 2\), got \(10, 2\)"),
        (np.ones(10), np.zeros(10), "other must be positive, got 0"),
        (np.full(10, np.nan), np.ones(10), "baseline must be finite, got nan"),
        ([], [], r"baseline must not be empty, got shape \(0,\)"),
    ],
)
def test_paired_speedup_refuses_invalid_times(dense, sparse, message):
    with pytest.raises(ValueError, match=message):
        paired_speedup(dense, sparse)


def measurement(seconds, control=None):
    seconds = np.asarray(seconds, float)
    return Measurement(
        {"dense": seconds, "csr": seconds / 2}, "dense", seconds if control is None else control, 1e-6, {}
    )


def test_the_spread_is_the_median_and_the_quartiles():
    assert measurement([5, 1, 2, 4, 3]).spread("dense") == (2, 3, 4)


@pytest.mark.parametrize(
    ("seconds", "control", "flags"),
    [
        (np.ones(9), None, ("too few rounds",)),
        (np.ones(10), None, ()),
        (np.ones(10), np.full(10, 1.019), ()),
        (np.ones(10), np.full(10, 1.021), ("unbalanced",)),
        (np.ones(10), np.full(10, 0.97), ("unbalanced",)),
        (np.geomspace(1, 1.11, 10), None, ("drift",)),
        (np.geomspace(1, 0.89, 10), None, ("drift",)),
        (np.geomspace(1, 1.09, 10), None, ()),
        (np.geomspace(1, 1.3, 10), np.full(10, 5.0), ("unbalanced", "drift")),
    ],
)
def test_flags_name_the_reasons_to_distrust_a_measurement(seconds, control, flags):
    found = measurement(seconds, control)
    assert found.flags == flags
    assert found.sound == (not {"too few rounds", "unbalanced"} & set(flags))
    assert replace(found, disturbed=True).flags == (*flags, "disturbed")
    assert set(flags) < set(MEASUREMENT_FLAGS)


def test_the_trend_is_that_of_theil_and_sen_where_kendall_finds_one():
    rng = np.random.default_rng(0)
    significant = 0
    for slope in np.linspace(-0.04, 0.04, 41):
        logarithms = slope * np.arange(25) + 0.2 * rng.standard_normal(25)
        certain = kendalltau(np.arange(25), logarithms, method="asymptotic").pvalue < 0.0027  # three sigma
        expected = np.expm1(24 * theilslopes(logarithms).slope) if certain else 0.0
        assert trend(np.exp(logarithms)) == pytest.approx(expected)
        significant += certain
    assert 10 < significant < 31


def test_an_outlier_makes_no_trend():
    seconds = np.ones(20)
    seconds[-1] = 100
    assert trend(seconds) == 0
