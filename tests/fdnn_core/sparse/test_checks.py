import numpy as np
import pytest
import scipy.sparse
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import product_error

sides = st.integers(1, 40)


def factors(seed, m, k, n, dtype):
    rng = np.random.default_rng(seed)
    left = np.where(rng.random((m, k)) < 0.3, rng.normal(size=(m, k)), 0)
    return left.astype(dtype), rng.normal(size=(k, n)).astype(dtype)


@given(st.integers(0, 2**32), sides, sides, sides, st.sampled_from([np.float32, np.float64]))
def test_products_are_right_in_whatever_order_terms_are_added(seed, m, k, n, dtype):
    a, b = factors(seed, m, k, n, dtype)
    backwards = sum((np.outer(a[:, i], b[i]) for i in reversed(range(k))), np.zeros((m, n), dtype))
    for product in (a @ b, scipy.sparse.csr_array(a) @ b, backwards):
        assert product.dtype == dtype
        assert product_error(product, a, b) <= 1


@given(st.integers(0, 2**32), sides, sides, sides)
def test_a_missing_term_is_detected(seed, m, k, n):
    rng = np.random.default_rng(seed)
    a, b = rng.uniform(0.5, 1, size=(m, k)).astype(np.float32), rng.uniform(0.5, 1, (k, n)).astype(np.float32)
    short = a.copy()
    short[rng.integers(m), rng.integers(k)] = 0
    assert product_error(short @ b, a, b) > 1


def test_one_wrong_or_non_finite_entry_is_detected():
    a, b = factors(0, 30, 200, 20, np.float32)
    for wrong in (1.0, np.inf, np.nan):
        product = a @ b
        product[17, 3] += wrong
        assert product_error(product, a, b) > 1
    assert product_error(np.full((30, 20), np.nan), a, b) == np.inf


def test_a_row_of_zeros_allows_only_zero():
    a, b = np.zeros((2, 3)), np.ones((3, 2))
    assert product_error(a @ b, a, b) == 0
    assert product_error(a @ b + 1e-300, a, b) == np.inf


def test_a_coarser_rounding_allows_larger_errors():
    a, b = factors(1, 30, 100, 20, np.float32)
    halves = a.astype(np.float16).astype(np.float32) @ b
    coarse = float(np.finfo(np.float16).eps)
    assert product_error(halves, a, b) > 1 > product_error(halves, a, b, rounding=coarse)
    assert product_error(halves, a, b, coarse) * coarse == pytest.approx(
        product_error(halves, a, b) * np.finfo(np.float32).eps
    )


@pytest.mark.parametrize(
    ("shapes", "message"),
    [
        (((2, 2), (2, 3), (2, 2)), r"a and b must be \(m, k\) and \(k, n\), got \(2, 3\) and \(2, 2\)"),
        (((2, 2), (2,), (2, 2)), r"a and b must be .* got \(2,\) and \(2, 2\)"),
        (((2, 3), (2, 2), (2, 2)), r"product must be \(2, 2\), got \(2, 3\)"),
    ],
)
def test_product_error_refuses_shapes_that_do_not_match(shapes, message):
    with pytest.raises(ValueError, match=message):
        product_error(*map(np.ones, shapes))
