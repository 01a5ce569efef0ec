import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.fft import dctn

from fdnn_core import coefficients_for_energy, energy_curve, keep_largest, significant_count

arrays = st.one_of(
    hnp.arrays(dtype, hnp.array_shapes(max_dims=3, max_side=6), elements=elements)
    for dtype, elements in [
        (np.float64, st.floats(-1e3, 1e3)),
        (np.float32, st.floats(-1e3, 1e3, width=32)),
        (np.complex128, st.complex_numbers(max_magnitude=1e3)),
        (np.int32, st.integers(-1000, 1000)),
    ]
)


@given(arrays)
def test_energy_curve_rises_from_0_to_1_ever_more_slowly(array):
    curve = energy_curve(array)
    steps = np.diff(curve)
    assert curve.shape == (array.size + 1,)
    assert curve[-1] == 1
    assert (steps >= 0).all()
    assert (np.diff(steps) <= 1e-12).all()
    assert curve[0] == (0 if array.any() else 1)


@given(arrays, arrays)
def test_twins_count_as_two(singles, twins):
    each = [np.ravel(singles), np.ravel(twins), np.ravel(twins)]
    np.testing.assert_allclose(energy_curve(singles, twins), energy_curve(np.concatenate(each)), atol=1e-12)


@given(arrays.filter(np.any), st.data())
def test_energy_curve_is_the_energy_of_what_keep_largest_keeps(array, data):
    count = data.draw(st.integers(0, array.size))
    scaled = array / np.abs(array).max()
    share = np.sum(np.abs(keep_largest(scaled, count)) ** 2) / np.sum(np.abs(scaled) ** 2)
    assert energy_curve(array)[count] == pytest.approx(share, abs=1e-5)


@given(arrays, st.floats(0, 1))
def test_coefficients_for_energy_are_the_fewest_that_suffice(array, share):
    curve, count = energy_curve(array), coefficients_for_energy(array, share)
    assert curve[count] >= share
    assert count == 0 or curve[count - 1] < share


@given(arrays, st.floats(0, 1))
def test_significant_count_by_definition(array, relative):
    magnitudes = np.abs(array).astype(float)
    expected = int((magnitudes / (magnitudes.max() or 1) > relative).sum())
    assert significant_count(array, relative) == expected


def test_nothing_holds_nothing():
    zeros = np.zeros((2, 3))
    assert significant_count(zeros) == 0
    assert coefficients_for_energy(zeros) == 0
    assert energy_curve(zeros).tolist() == [1] * 7


@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_squares_neither_underflow_nor_overflow(scale):
    assert energy_curve(np.array([3.0, 4.0]) * scale) == pytest.approx([0, 0.64, 1])


def test_harmonics_of_relu_fall_below_a_thousandth_and_a_millionth():
    k = np.arange(0, 400, 2)
    even = np.append(1 / math.pi, 2 / math.pi / (k[1:] ** 2 - 1.0))
    relu = np.append(even, 0.5)  # the fundamental; all other odd harmonics vanish
    assert significant_count(relu, 1e-3) == 19
    assert significant_count(relu, 1e-6) == 201


@pytest.mark.parametrize(
    ("n", "shares"),
    [
        (8, [0.8781, 0.9500, 0.9716, 0.9819]),
        (16, [0.7754, 0.8968, 0.9373, 0.9557]),
        (32, [0.6203, 0.8005, 0.8737, 0.9083]),
    ],
)
def test_the_dct_compacts_an_autoregressive_process(n, shares):
    index = np.arange(n)
    covariance = 0.95 ** np.abs(index[:, None] - index)
    variances = np.diag(dctn(covariance, norm="ortho"))
    assert energy_curve(np.sqrt(variances))[1:5] == pytest.approx(shares, abs=5e-5)


def test_white_noise_is_not_compacted_by_the_dct():
    noise = np.random.default_rng(0).standard_normal((64, 64))
    before, after = (coefficients_for_energy(x, 0.9) for x in (noise, dctn(noise, norm="ortho")))
    assert before == pytest.approx(after, rel=0.05)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: energy_curve([]), r"coefficients must not be empty, got shape \(0,\)"),
        (lambda: energy_curve([math.inf]), "coefficients must be finite, got inf"),
        (lambda: significant_count([1.0], -0.5), r"relative must be between 0 and 1, got -0\.5"),
        (lambda: coefficients_for_energy([1.0], 1.5), r"share must be between 0 and 1, got 1\.5"),
        (lambda: coefficients_for_energy([1.0], math.nan), "share must be finite, got nan"),
    ],
)
def test_refusals(call, message):
    with pytest.raises(ValueError, match=message):
        call()
