import math

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from fdnn_core import gini, hoyer, spectral_entropy

MEASURES = [hoyer, gini, spectral_entropy]
thousandths = st.integers(-(10**6), 10**6).map(lambda k: k / 1000)
vectors = hnp.arrays(np.float64, st.integers(2, 40), elements=thousandths).filter(np.any)


@pytest.mark.parametrize("measure", MEASURES)
@given(vectors, st.floats(1e-6, 1e6), st.randoms())
def test_order_sign_phase_scale_and_shape_do_not_matter(measure, vector, scale, random):
    expected = pytest.approx(measure(vector), rel=1e-6, abs=1e-6)
    shuffled = vector.copy()
    random.shuffle(shuffled)
    assert measure(shuffled) == expected
    assert measure(vector * scale) == expected
    assert measure(vector * np.exp(1j * np.arange(vector.size))) == expected
    assert measure(vector[:, None]) == expected


@given(vectors)
def test_ranges(vector):
    n = vector.size
    assert 0 <= hoyer(vector) <= 1
    assert 0 <= gini(vector) <= 1 - 1 / n + 1e-12
    assert 0 <= spectral_entropy(vector) <= math.log2(n) + 1e-12


@pytest.mark.parametrize("n", [2, 3, 64, 1000])
def test_equal_magnitudes_and_a_single_coefficient_are_the_extremes(n):
    equal, single = np.full(n, -0.1), np.eye(n)[1]
    assert [hoyer(equal), hoyer(single)] == pytest.approx([0, 1], abs=1e-12)
    assert [gini(equal), gini(single)] == pytest.approx([0, 1 - 1 / n], abs=1e-12)
    assert [spectral_entropy(equal), spectral_entropy(single)] == pytest.approx([math.log2(n), 0], abs=1e-12)


def test_rounding_does_not_step_over_the_ends():
    for n in range(2, 100):
        assert hoyer(np.full(n, 0.1)) >= 0
        assert gini(np.full(n, 0.1)) >= 0
        assert hoyer(np.eye(n)[0]) <= 1


def test_measures_of_a_textbook_vector():
    assert hoyer([3, 4]) == pytest.approx((math.sqrt(2) - 7 / 5) / (math.sqrt(2) - 1))
    assert gini([1, 3]) == pytest.approx(1 - 2 * (1 / 4 * 3 / 4 + 3 / 4 * 1 / 4))


@given(vectors)
def test_gini_is_half_the_relative_mean_difference(vector):
    magnitudes = np.abs(vector)
    difference = np.abs(magnitudes[:, None] - magnitudes).mean()
    assert gini(vector) == pytest.approx(difference / (2 * magnitudes.mean()), abs=1e-9)


@given(vectors)
def test_entropy_agrees_with_scipy(vector):
    energies = (vector / np.abs(vector).max()) ** 2
    assert spectral_entropy(vector) == pytest.approx(scipy.stats.entropy(energies, base=2), abs=1e-9)


@given(vectors, st.data())
def test_robin_hood_makes_less_sparse(vector, data):
    magnitudes = np.sort(np.abs(vector))
    gift = data.draw(st.floats(0, 0.5)) * (magnitudes[-1] - magnitudes[0])
    shared = magnitudes.copy()
    shared[-1] -= gift
    shared[0] += gift
    assert hoyer(shared) <= hoyer(magnitudes) + 1e-9
    assert gini(shared) <= gini(magnitudes) + 1e-9


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_squares_neither_underflow_nor_overflow(measure, scale):
    vector = np.array([1.0, 2.0, 3.0])
    assert measure(vector * scale) == pytest.approx(measure(vector))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: hoyer([]), r"coefficients must not be empty, got shape \(0,\)"),
        (lambda: gini([1.0, math.nan]), "coefficients must be finite, got nan"),
        (lambda: spectral_entropy(np.zeros(3)), "coefficients must not all be zero, got 3 zeros"),
        (lambda: hoyer([1.0]), "number of coefficients must be at least 2, got 1"),
    ],
)
def test_refusals(call, message):
    with pytest.raises(ValueError, match=message):
        call()
