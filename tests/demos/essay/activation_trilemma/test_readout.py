import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.linalg import lstsq

from demos.essay.activation_trilemma.readout import readout_score

rng = np.random.default_rng(0)
A, B = rng.standard_normal((2, 200, 4))
WEIGHTS = np.array([1.0, -2.0, 0.5, 3.0])


def test_score_is_1_for_linear_targets_and_0_for_absent_ones():
    assert readout_score(A, A @ WEIGHTS, B, B @ WEIGHTS, ridge=0) == pytest.approx(1)
    assert readout_score(A, A[:, 0] ** 2, B, B[:, 0] ** 2) < 0.05


def test_without_ridge_agrees_with_scipy_lstsq():
    target, unseen = A @ WEIGHTS + A[:, 0] ** 2, B @ WEIGHTS + B[:, 0] ** 2
    residual = unseen - B @ lstsq(A, target)[0]
    expected = 1 - residual @ residual / np.sum((unseen - unseen.mean()) ** 2)
    assert_allclose(readout_score(A, target, B, unseen, ridge=0), expected, rtol=1e-10)


def test_a_very_large_ridge_predicts_zero():
    """With all weights 0 the score is that of predicting zero."""
    target = B @ WEIGHTS
    expected = 1 - np.sum(target**2) / np.sum((target - target.mean()) ** 2)
    assert readout_score(A, A @ WEIGHTS, B, target, ridge=1e12) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: readout_score(A, A[:3, 0], B, B[:, 0]), r"got \(200, 4\) for \(3,\)"),
        (lambda: readout_score(A, A[:, 0], B[:, :2], B[:, 0]), r"and \(200, 2\) for \(200,\)"),
        (lambda: readout_score(A, A[:, 0], B, np.ones(200)), "must not be constant, got 1 everywhere"),
        (lambda: readout_score(A, A[:, 0], B, B[:, 0], ridge=-1), "ridge must be at least 0, got -1"),
    ],
)
def test_rejects_invalid_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
