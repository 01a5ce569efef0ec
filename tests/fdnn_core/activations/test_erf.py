import numpy as np
import pytest
import scipy.special
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import erf


def units_in_the_last_place(value, exact):
    return np.abs(value - exact) / np.spacing(np.abs(exact))


def test_agrees_with_scipy_to_three_units_in_the_last_place():
    x = np.concatenate([np.linspace(-7, 7, 200_001), np.geomspace(1e-300, 1, 20_001)])
    assert units_in_the_last_place(erf(x), scipy.special.erf(x)).max() <= 3


def test_single_precision_agrees_to_one_unit_in_the_last_place():
    x = np.linspace(-5, 5, 100_001, dtype=np.float32)
    exact = scipy.special.erf(x.astype(np.float64)).astype(np.float32)
    assert erf(x).dtype == np.float32
    assert units_in_the_last_place(erf(x), exact).max() <= 1


@given(st.floats(allow_nan=False))
def test_is_odd_and_bounded_by_1(x):
    assert erf(-x) == -erf(x)
    assert np.abs(erf(x)) <= 1


def test_zero_infinity_and_nan():
    np.testing.assert_array_equal(erf([0.0, np.inf, -np.inf, np.nan, 30.0]), [0, 1, -1, np.nan, 1])
    assert np.signbit(erf(-0.0))


def test_shapes_and_integers():
    assert erf(np.zeros((2, 0, 3))).shape == (2, 0, 3)
    assert erf(1).dtype == np.float64


def test_complex_numbers_raise():
    with pytest.raises(TypeError, match="x must be real, got complex128"):
        erf(1j)
