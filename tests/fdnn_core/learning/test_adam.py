from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fdnn_core import adam


@given(st.floats(1e-3, 1e3), st.floats(1e-4, 1))
def test_under_a_constant_gradient_each_step_has_length_rate(slope, rate):
    path = [x[0] for x in islice(adam(lambda x: np.array([slope]), [0.0], rate), 5)]
    np.testing.assert_allclose(path, -rate * np.arange(1, 6), rtol=1e-4)


def test_steps_are_invariant_to_the_scale_of_the_function():
    def path(scale):
        return list(islice(adam(lambda x: scale * x**3, [1.0, -2.0], 0.01, epsilon=0), 20))

    np.testing.assert_allclose(path(1), path(1e6), rtol=1e-12)


def test_with_betas_of_0_a_step_is_the_sign_of_the_gradient():
    (first,) = islice(adam(lambda x: x, [3.0, -5.0], 0.1, betas=(0, 0), epsilon=0), 1)
    np.testing.assert_allclose(first, [2.9, -4.9], rtol=1e-14)


def test_adam_by_the_published_algorithm():
    x, m, v = 2.0, 0.0, 0.0
    expected = []
    for t in range(1, 31):
        g = np.cos(x)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        x -= 0.05 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        expected.append(x)
    found = [step[0] for step in islice(adam(np.cos, [2.0], 0.05), 30)]
    np.testing.assert_allclose(found, expected, rtol=1e-12)


def test_converges_on_a_badly_scaled_function_without_modifying_start():
    start, scales = np.array([1.0, -1.0, 0.5]), np.array([1.0, 100.0, 1e4])
    *_, last = islice(adam(lambda x: scales * (x - 0.25), start, 0.02), 1500)
    np.testing.assert_allclose(last, 0.25, atol=1e-3)
    assert start.tolist() == [1.0, -1.0, 0.5]


def test_gradients_and_callers_may_write_into_the_parameters():
    def gradient(x):
        x *= 2
        return x

    start = np.array([3.0, -0.5])
    steps = []
    for step in islice(adam(gradient, start, 0.1), 3):
        steps.append(step.copy())
        step[:] = 0
    np.testing.assert_array_equal(steps, list(islice(adam(lambda x: 2 * x, start, 0.1), 3)))
    assert start.tolist() == [3.0, -0.5]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"start": []}, r"start must not be empty, got shape \(0,\)"),
        ({"start": [[1.0]]}, r"start must be one-dimensional, got shape \(1, 1\)"),
        ({"rate": -1}, "rate must be at least 0, got -1"),
        ({"betas": (0.9, 1.0)}, r"betas\[1\] must be in \[0, 1\), got 1"),
        ({"epsilon": np.nan}, "epsilon must be finite, got nan"),
    ],
)
def test_rejects_invalid_arguments(values, message):
    with pytest.raises(ValueError, match=message):
        adam(np.cos, **{"start": [1.0], **values})
