import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from fdnn_core.validation.arguments import (
    choice,
    double_array,
    finite_array,
    image_shape,
    integer,
    positive_array,
    real,
    real_array,
    same_shape,
    scaled_magnitudes,
    square_matrix,
)


@given(st.integers(-9, 9), st.integers(-9, 9), st.integers(-9, 9))
def test_integer_accepts_exactly_the_closed_interval(value, minimum, maximum):
    if minimum <= value <= maximum:
        assert integer("n", value, minimum, maximum) == value
    else:
        with pytest.raises(ValueError, match=rf"n must be in \[{minimum}, {maximum}\], got {value}"):
            integer("n", value, minimum, maximum)


@given(st.floats(-9, 9), st.booleans(), st.booleans())
def test_real_accepts_exactly_the_interval(value, open_below, open_above):
    low = {"above": -2.5} if open_below else {"minimum": -2.5}
    high = {"below": 2} if open_above else {"maximum": 2}
    inside = (-2.5 < value < 2) or (value == -2.5 and not open_below) or (value == 2 and not open_above)
    if inside:
        assert real("x", value, **low, **high) == value
    else:
        with pytest.raises(ValueError, match=r"x must be in [\[(]-2\.5, 2[\])], got "):
            real("x", value, **low, **high)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: integer("n", 1.5, 1), TypeError, "n must be an integer, got 1.5"),
        (lambda: integer("n", 0, 1), ValueError, "n must be at least 1, got 0"),
        (lambda: real("sparsity", 1.2, 0, below=1), ValueError, "sparsity must be in [0, 1), got 1.2"),
        (lambda: real("x", 0, above=0), ValueError, "x must be positive, got 0"),
        (lambda: real("x", 1, above=1), ValueError, "x must be above 1, got 1"),
        (lambda: real("x", -1, 0), ValueError, "x must be at least 0, got -1"),
        (lambda: real("x", 0.5, maximum=0), ValueError, "x must be at most 0, got 0.5"),
        (lambda: real("x", 0, below=0), ValueError, "x must be below 0, got 0"),
        (lambda: real("x", math.nan), ValueError, "x must be finite, got nan"),
        (lambda: real("x", "1"), TypeError, "x must be a real number, got '1'"),
        (lambda: real("x", None), TypeError, "x must be a real number, got None"),
        (lambda: choice("kind", "c", ("a", "b")), ValueError, "kind must be 'a' or 'b', got 'c'"),
        (lambda: choice("kind", 1, ("a", "b", "c")), ValueError, "kind must be 'a', 'b' or 'c', got 1"),
        (lambda: choice("kind", "b", ("a",)), ValueError, "kind must be 'a', got 'b'"),
        (lambda: image_shape((4,)), ValueError, "shape must be (height, width), got (4,)"),
        (lambda: image_shape((4, 0)), ValueError, "width must be at least 1, got 0"),
        (lambda: image_shape((1, 1), 2), ValueError, "number of pixels must be at least 2, got 1"),
        (lambda: finite_array("x", []), ValueError, "x must not be empty, got shape (0,)"),
        (lambda: finite_array("x", [1, -math.inf]), ValueError, "x must be finite, got -inf"),
        (lambda: finite_array("x", ["a"]), TypeError, "x must be numbers, got <U1"),
        (lambda: real_array("x", [1j]), TypeError, "x must be real, got complex128"),
        (lambda: positive_array("x", [1, -2]), ValueError, "x must be positive, got -2"),
        (lambda: same_shape("a", [1], "b", [1, 2]), ValueError, "b must have the shape of a, (1,), got (2,)"),
        (lambda: square_matrix("m", [1]), ValueError, "m must be a square matrix, got shape (1,)"),
    ],
)
def test_messages_name_the_argument_what_is_allowed_and_the_value(call, error, message):
    with pytest.raises(error) as raised:
        call()
    assert str(raised.value) == message


def test_arrays_whose_sum_overflows_are_finite():
    values = np.full(4, np.finfo(np.float64).max)
    assert_array_equal(finite_array("x", values), values)


@pytest.mark.parametrize(
    ("dtype", "expected"),
    [(np.int8, np.float64), (bool, np.float64), (np.float16, np.float32), (np.float32, np.float32)],
)
def test_integers_become_float64_and_float32_stays(dtype, expected):
    assert real_array("x", np.ones(2, dtype)).dtype == expected
    assert double_array("x", np.ones(2, dtype)).dtype == np.float64


def test_scaled_magnitudes_have_a_maximum_of_1_or_are_all_0():
    assert scaled_magnitudes("x", [[3j, -1e300]]).max() == 1
    assert_array_equal(scaled_magnitudes("x", [0.0, 0.0]), [0, 0])
