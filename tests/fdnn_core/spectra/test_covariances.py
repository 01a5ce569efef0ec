import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.signal import lfilter

from fdnn_core import autoregressive_covariance, row_covariance


def test_the_process_itself_has_its_covariance():
    """x[t] = rho x[t - 1] + noise, as rows of an image, run in."""
    rho = 0.8
    noise = np.random.default_rng(0).standard_normal((4000, 164)) * np.sqrt(1 - rho**2)
    rows = lfilter([1], [1, -rho], noise)[:, 100:]
    assert_allclose(row_covariance(rows, 8), autoregressive_covariance(8, rho), atol=0.04)


def test_row_covariance_is_numpys_of_runs_whose_means_are_level():
    runs = np.random.default_rng(1).standard_normal((50, 4))
    runs -= runs.mean(axis=0)
    assert_allclose(row_covariance(runs.reshape(10, 20), 4), np.cov(runs.T, bias=True), atol=1e-12)


def test_what_is_left_of_a_row_is_not_used():
    image = np.array([[1.0, -1.0, 5.0], [1.0, -1.0, -5.0]])
    assert_allclose(row_covariance(image, 2), [[1, -1], [-1, 1]])


def test_refusals():
    with pytest.raises(ValueError, match=r"correlation must be between -1 and 1, got 1\.5"):
        autoregressive_covariance(4, 1.5)
    with pytest.raises(ValueError, match="length must be between 1 and 3, got 4"):
        row_covariance(np.zeros((2, 3)), 4)
    with pytest.raises(ValueError, match=r"image must be \(height, width\), got shape \(2, 2, 2\)"):
        row_covariance(np.zeros((2, 2, 2)), 1)
