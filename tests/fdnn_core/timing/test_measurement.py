from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import kendalltau, theilslopes

from fdnn_core import MEASUREMENT_FLAGS, Measurement
from fdnn_core.timing.statistics import trend


def measurement(seconds, control=None):
    seconds = np.asarray(seconds, float)
    return Measurement(
        {"dense": seconds, "csr": seconds / 2}, "dense", seconds if control is None else control, 1e-6, {}
    )


def test_the_spread_is_the_median_between_the_quartiles():
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
def test_flags(seconds, control, flags):
    found = measurement(seconds, control)
    assert found.flags == flags
    assert found.sound == (not {"too few rounds", "unbalanced"} & set(flags))
    assert replace(found, disturbed=True).flags == (*flags, "disturbed")
    assert set(flags) < set(MEASUREMENT_FLAGS)


def test_the_trend_is_along_the_line_of_theil_and_sen_where_kendall_sees_one():
    rng = np.random.default_rng(0)
    seen = 0
    for slope in np.linspace(-0.04, 0.04, 41):
        logarithms = slope * np.arange(25) + 0.2 * rng.standard_normal(25)
        certain = kendalltau(np.arange(25), logarithms, method="asymptotic").pvalue < 0.0027  # three sigma
        expected = np.expm1(24 * theilslopes(logarithms).slope) if certain else 0.0
        assert trend(np.exp(logarithms)) == pytest.approx(expected)
        seen += certain
    assert 10 < seen < 31


def test_an_outlier_makes_no_trend():
    seconds = np.ones(20)
    seconds[-1] = 100
    assert trend(seconds) == 0
