import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose, assert_array_equal

from fdnn_core import amplitudes, decibels, power, total_harmonic_distortion

signals = hnp.arrays(
    st.sampled_from(("float32", "float64")),
    hnp.array_shapes(max_dims=3, max_side=17),
    elements=st.floats(-100, 100, width=32),
)


def cosine(n, frequency, amplitude, phase=0.0):
    return amplitude * np.cos(2 * np.pi * frequency * np.arange(n) / n + phase)


@given(st.integers(3, 65), st.floats(0.1, 10), st.floats(-4, 4), st.data())
def test_a_cosine_has_its_amplitude_at_its_frequency(n, amplitude, phase, data):
    frequency = data.draw(st.integers(1, (n - 1) // 2))
    expected = np.zeros(n // 2 + 1)
    expected[frequency] = amplitude
    assert_allclose(amplitudes(cosine(n, frequency, amplitude, phase)), expected, atol=1e-12)


@given(st.integers(1, 32), st.floats(-10, 10), st.floats(-10, 10))
def test_mean_and_nyquist_frequency_are_not_doubled(half, mean, alternating):
    x = mean + cosine(2 * half, half, alternating)
    for spectrum, exponent in ((amplitudes(x), 1), (power(x), 2)):
        assert spectrum[0] == pytest.approx(abs(mean) ** exponent, abs=1e-9)
        assert spectrum[-1] == pytest.approx(abs(alternating) ** exponent, abs=1e-9)


@given(signals, st.data())
def test_powers_sum_to_the_mean_square(x, data):
    axis = data.draw(st.integers(-x.ndim, x.ndim - 1))
    spectrum = power(x, axis)
    assert spectrum.dtype == x.dtype
    assert spectrum.shape[axis] == x.shape[axis] // 2 + 1
    assert_allclose(spectrum.sum(axis), np.mean(x.astype(float) ** 2, axis), rtol=1e-4, atol=1e-10)


@given(signals, st.data())
def test_power_is_half_the_squared_amplitude_of_each_pair(x, data):
    axis = data.draw(st.integers(-x.ndim, x.ndim - 1))
    squares = amplitudes(x, axis).astype(float) ** 2
    pairs = slice(1, (x.shape[axis] + 1) // 2)
    squares.swapaxes(axis, -1)[..., pairs] /= 2
    assert_allclose(power(x, axis), squares, rtol=1e-4, atol=1e-10)


@given(signals)
def test_amplitudes_are_invariant_under_circular_shifts(x):
    before = x.copy()
    assert_allclose(amplitudes(np.roll(x, 1, axis=-1)), amplitudes(x), atol=1e-6 * np.abs(x).max() + 1e-30)
    assert_array_equal(x, before)


def test_integers_become_float64():
    assert amplitudes([1, -1, 1, -1]).tolist() == [0.0, 0.0, 1.0]
    assert power(np.array([3, 3, 3], np.int8)).tolist() == [9.0, 0.0]


@pytest.mark.parametrize("function", [amplitudes, power])
@pytest.mark.parametrize(
    ("x", "axis", "error", "message"),
    [
        ([], -1, ValueError, r"x must not be empty, got shape \(0,\)"),
        ([1.0, np.nan], -1, ValueError, "x must be finite, got nan"),
        ([1.0, -np.inf], -1, ValueError, "x must be finite, got -inf"),
        ([1j, 1.0], -1, TypeError, "x must be real, got complex128"),
        (["a"], -1, TypeError, "x must be numbers"),
        (1.0, -1, ValueError, "axis -1 is out of bounds for array of dimension 0"),
        ([1.0, 2.0], 1, ValueError, "axis 1 is out of bounds for array of dimension 1"),
    ],
)
def test_invalid_signals_raise(function, x, axis, error, message):
    with pytest.raises(error, match=message):
        function(x, axis)


@given(hnp.arrays(float, st.integers(1, 9), elements=st.floats(1e-5, 1.0)), st.floats(1e-2, 1e2))
def test_decibels_invert_a_power_of_ten(amplitude, reference):
    level = decibels(amplitude, reference, floor=-300.0)
    assert_allclose(reference * 10 ** (level / 20), amplitude)
    assert_allclose(decibels(2 * amplitude, reference, -300.0) - level, 20 * np.log10(2))


def test_default_reference_is_the_largest_magnitude():
    assert decibels([-10.0, 1j, 0.1]).tolist() == pytest.approx([0.0, -20.0, -40.0])


def test_decibels_are_clipped_at_the_floor():
    assert decibels([1.0, 1e-7, 0.0]).tolist() == [0.0, -120.0, -120.0]
    assert decibels([1.0, 1e-7, 0.0], floor=-60.0).tolist() == [0.0, -60.0, -60.0]
    assert decibels([0.0, 0.0]).tolist() == [-120.0, -120.0]


def test_decibels_keep_single_precision():
    assert decibels(np.float32([1.0, 0.5])).dtype == np.float32
    assert decibels(np.complex64([1.0, 0.5])).dtype == np.float32


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([],), "amplitude must not be empty"),
        (([np.nan],), "amplitude must be finite, got nan"),
        (([1.0], 0.0), "reference must be positive, got 0.0"),
        (([1.0], -1.0), "reference must be positive, got -1.0"),
        (([1.0], np.nan), "reference must be finite, got nan"),
        (([1.0], None, 3.0), "floor must be at most 0, got 3"),
        (([1.0], None, -np.inf), "floor must be finite, got -inf"),
    ],
)
def test_invalid_amplitudes_references_and_floors_raise(arguments, message):
    with pytest.raises(ValueError, match=message):
        decibels(*arguments)


def relu_of_cosine(harmonics):
    """Closed form of the amplitudes of ReLU(cos t)."""
    k = np.arange(harmonics + 1)
    amplitudes = np.where(k % 2, 0.0, 2 * (-1.0) ** (k // 2 + 1) / (math.pi * (k**2 - 1.0 + (k == 1))))
    amplitudes[:2] = 1 / math.pi, 0.5
    return amplitudes


def test_distortion_of_relu():
    distortion = total_harmonic_distortion(relu_of_cosine(4000), 1)
    assert distortion == pytest.approx(math.sqrt(1 - 8 / math.pi**2), abs=1e-9)
    assert distortion == pytest.approx(0.435, abs=5e-4)


def test_distortion_counts_only_multiples_of_the_fundamental():
    amplitudes = [9.0, 9.0, 9.0, 2.0, 9.0, 9.0, 0.6, 9.0, 9.0, 0.8]
    assert total_harmonic_distortion(amplitudes, 3) == pytest.approx(0.5)


def test_distortion_of_a_batch():
    batch = np.random.default_rng(0).random((3, 2, 9)) * [[[1.0], [1e9]]]
    each = [[total_harmonic_distortion(row, 2) for row in rows] for rows in batch]
    assert_allclose(total_harmonic_distortion(batch, 2, axis=-1), each)
    assert_allclose(total_harmonic_distortion(batch.transpose(2, 0, 1), 2, axis=0), each)
    assert total_harmonic_distortion([[0.0, 1.0, 0.5], [0.0, 0.0, 1.0]], 1, axis=1).tolist() == [0.5, np.inf]


def test_distortion_without_harmonics_or_fundamental():
    assert total_harmonic_distortion([0.0, 0.0, 1.0], 2) == 0
    assert total_harmonic_distortion([1.0, 0.0, 1.0], 1) == math.inf
    assert total_harmonic_distortion([0.0, 0.0], 1) == math.inf


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: total_harmonic_distortion([[1.0]], 1),
            r"amplitudes must be 1-D or have an axis, got shape \(1, 1\)",
        ),
        (lambda: total_harmonic_distortion([1.0, 2.0], 0), r"fundamental must be in \[1, 1\], got 0"),
        (lambda: total_harmonic_distortion([1.0, 2.0], 2), r"fundamental must be in \[1, 1\], got 2"),
    ],
)
def test_invalid_distortion_arguments_raise(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_a_fundamental_that_is_not_an_integer_raises():
    with pytest.raises(TypeError, match=r"fundamental must be an integer, got 1\.5"):
        total_harmonic_distortion([1.0, 2.0], 1.5)
