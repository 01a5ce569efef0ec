import numpy as np
import pytest
import scipy.special
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import bessel_j


@given(st.integers(0, 100), st.floats(-100, 100))
def test_agrees_with_scipy(highest, x):
    np.testing.assert_allclose(bessel_j(highest, x), scipy.special.jv(np.arange(highest + 1), x), atol=1e-13)


@given(st.floats(-1e4, 1e4))
def test_squares_sum_to_one(x):
    j = bessel_j(int(abs(x)) + 300, x)
    assert 2 * (j**2).sum() - j[0] ** 2 == pytest.approx(1)


def test_values_at_zero():
    np.testing.assert_allclose(bessel_j(3, 0), [1, 0, 0, 0], atol=1e-16)


def test_invalid_arguments_raise():
    with pytest.raises(ValueError, match="highest must be at least 0, got -1"):
        bessel_j(-1, 1.0)
    with pytest.raises(ValueError, match="x must be finite, got inf"):
        bessel_j(1, np.inf)
