import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.ndimage import convolve

from fdnn_core import circular_convolve, gaussian_kernel

SIGNALS = hnp.arrays(np.float64, st.integers(7, 40), elements=st.floats(-100, 100))


@pytest.mark.parametrize("shape", [(31,), (32,), (9, 14)])
def test_agrees_with_scipy(shape):
    rng = np.random.default_rng(3)
    x, kernel = rng.standard_normal(shape), rng.standard_normal((7,) * len(shape))
    np.testing.assert_allclose(circular_convolve(x, kernel), convolve(x, kernel, mode="wrap"), atol=1e-12)


@given(SIGNALS, st.integers(0, 50))
def test_commutes_with_shifts(x, shift):
    kernel = gaussian_kernel(1.5, 3)
    shifted = circular_convolve(np.roll(x, shift), kernel)
    np.testing.assert_allclose(shifted, np.roll(circular_convolve(x, kernel), shift), atol=1e-9)


def test_complex_signals_and_kernels_are_convolved_by_parts():
    rng = np.random.default_rng(4)
    x, y, kernel, other = *rng.standard_normal((2, 9)), *rng.standard_normal((2, 5))
    result = circular_convolve(x + 1j * y, kernel + 1j * other)
    real = circular_convolve(x, kernel) - circular_convolve(y, other)
    imaginary = circular_convolve(x, other) + circular_convolve(y, kernel)
    np.testing.assert_allclose(result, real + 1j * imaginary, atol=1e-12)
    np.testing.assert_allclose(circular_convolve(x, 1j * other), 1j * circular_convolve(x, other), atol=1e-12)


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex64, np.complex128])
def test_precision_is_that_of_the_signal(dtype):
    for kernel in (gaussian_kernel(1.0, 1), gaussian_kernel(1.0, 1).astype(np.float32)):
        assert circular_convolve(np.ones(8, dtype), kernel).dtype == dtype
    assert circular_convolve(np.ones(8, np.int16), [1, 2, 1]).dtype == np.float64


def test_kernels_that_do_not_fit_raise():
    with pytest.raises(ValueError, match=r"kernel must have odd lengths of at most \(4,\), got \(2,\)"):
        circular_convolve(np.ones(4), np.ones(2))
    with pytest.raises(ValueError, match="sigma must be positive, got 0"):
        gaussian_kernel(0, 3)
    with pytest.raises(ValueError, match="radius must be at least 0, got -1"):
        gaussian_kernel(1.0, -1)
