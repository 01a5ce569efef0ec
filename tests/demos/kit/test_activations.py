"""Functions of the caller's own as activations."""

from functools import partial

import numpy as np
import pytest

from demos.kit.activations import checked, label_of
from demos.kit.controls import ControlError

X = np.linspace(-1, 1, 5)


def test_values_of_the_function_are_returned_as_float64():
    found = checked(lambda x: (x > 0).astype(np.float32))(X)
    assert found.dtype == np.float64
    np.testing.assert_array_equal(found, X > 0)


def test_function_cannot_change_its_argument():
    x = X.copy()
    checked(lambda z: np.multiply(z, 2, out=z))(x)
    np.testing.assert_array_equal(x, X)


@pytest.mark.parametrize("function", [lambda x: x[1:], lambda x: x * np.nan, lambda x: 1j * x])
def test_functions_with_values_of_another_shape_or_type_are_refused(function):
    with pytest.raises(ControlError) as error:
        checked(function)(X)
    assert error.value.control == "activation"


def test_label_is_the_words_for_a_name_or_the_name_of_a_function():
    assert label_of("relu", {"relu": "ReLU"}) == "ReLU"
    assert label_of(np.tanh, {}) == "tanh"
    assert label_of(partial(np.maximum, 0), {}) == "partial"
