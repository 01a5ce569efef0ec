import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from fdnn_core import arc_cosine_kernel, hermite_coefficients, output_power, relu


@given(st.floats(-0.95, 0.95))
def test_the_kernel_is_the_sum_over_orders(r):
    c = hermite_coefficients(relu, 40)
    assert arc_cosine_kernel(r) == pytest.approx(np.sum(c**2 * r ** np.arange(41)), abs=1e-4)


def test_the_kernel_is_what_noise_has():
    rng = np.random.default_rng(0)
    x, other = rng.standard_normal((2, 400_000))
    for r in (-0.7, 0.3, 0.9):
        y = r * x + math.sqrt(1 - r**2) * other
        assert np.mean(relu(x) * relu(y)) == pytest.approx(arc_cosine_kernel(r), abs=0.004)


spectra = hnp.arrays(
    np.float64, hnp.array_shapes(max_dims=2, min_side=2, max_side=6), elements=st.floats(0.1, 1)
)


@given(spectra)
def test_each_order_has_its_energy_and_the_first_is_the_spectrum(power):
    power = power + np.flip(np.roll(power, -1, range(power.ndim)))  # a real field's
    power /= power.mean()
    c = np.array([0.3, 0.5, -0.2, 0.1])
    terms = [output_power(power, row) for row in np.diag(c)]
    np.testing.assert_allclose([term.mean() for term in terms], c**2, atol=1e-12)
    np.testing.assert_allclose(sum(terms), output_power(power, c), atol=1e-12)
    np.testing.assert_allclose(terms[1], 0.25 * power, atol=1e-12)
    assert np.count_nonzero(np.abs(terms[0]) > 1e-12) == 1  # of order 0 the mean alone


def test_the_second_order_is_the_spectrum_convolved_with_itself():
    rng = np.random.default_rng(1)
    half = rng.random(9)
    power = np.concatenate([half, half[-2:0:-1]])
    power /= power.mean()
    convolved = [np.sum(power * power[(k - np.arange(16)) % 16]) for k in range(16)]
    np.testing.assert_allclose(output_power(power, [0, 0, 1]), np.array(convolved) / 16)


def test_the_whole_spectrum_after_relu_is_that_of_the_kernel():
    power = np.exp(-(np.fft.fftfreq(64, 1 / 64) ** 2) / 50)
    power /= power.mean()
    whole = np.fft.fft(arc_cosine_kernel(np.fft.ifft(power).real.clip(-1, 1))).real
    found = output_power(power, hermite_coefficients(relu, 40))
    np.testing.assert_allclose(found, whole, atol=0.01)
    assert np.abs(found - whole).sum() < 0.01 * whole.sum()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: output_power([1.0, 3.0], [1.0]), "power must have a mean of 1, got 2"),
        (lambda: output_power([1.0], [[1.0]]), r"coefficients must have shape \(K,\), got \(1, 1\)"),
        (lambda: arc_cosine_kernel([0.5, -1.5]), r"correlation must be between -1 and 1, got -1\.5"),
    ],
)
def test_refusals(call, message):
    with pytest.raises(ValueError, match=message):
        call()
