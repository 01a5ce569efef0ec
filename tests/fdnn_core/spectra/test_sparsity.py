import math

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.fft import dctn

from fdnn_core import (
    coefficients_for_energy,
    energy_curve,
    gini,
    hoyer,
    keep_largest,
    significant_count,
    spectral_entropy,
)

MEASURES = [hoyer, gini, spectral_entropy]
thousandths = st.integers(-(10**6), 10**6).map(lambda k: k / 1000)
vectors = hnp.arrays(np.float64, st.integers(2, 40), elements=thousandths).filter(np.any)


@pytest.mark.parametrize("measure", MEASURES)
@given(vectors, st.floats(1e-6, 1e6), st.randoms())
def test_measures_are_independent_of_order_phase_scale_and_shape(measure, vector, scale, random):
    expected = pytest.approx(measure(vector), rel=1e-6, abs=1e-6)
    shuffled = vector.copy()
    random.shuffle(shuffled)
    assert measure(shuffled) == expected
    assert measure(vector * scale) == expected
    assert measure(vector * np.exp(1j * np.arange(vector.size))) == expected
    assert measure(vector[:, None]) == expected


@pytest.mark.parametrize(
    "measure",
    [
        *(hoyer, gini, spectral_entropy, significant_count, coefficients_for_energy, energy_curve),
        lambda x, **axis: significant_count(x, 0.5, **axis),
        lambda x, **axis: coefficients_for_energy(x, 0.5, **axis),
    ],
)
def test_axis_treats_each_group_separately(measure):
    blocks = np.random.default_rng(0).standard_normal((2, 3, 4, 5)) * [[[1.0]], [[1e3]], [[1e-3]]]
    each = [[measure(block) for block in row] for row in blocks]
    np.testing.assert_allclose(measure(blocks, axis=(-2, -1)), each, rtol=1e-12)
    np.testing.assert_allclose(measure(blocks.transpose(3, 0, 1, 2), axis=(0, 3)), each, rtol=1e-12)
    rows = [measure(row) for row in blocks[0, 0]]
    np.testing.assert_allclose(measure(blocks[0, 0], axis=1), rows, rtol=1e-12)


def test_twins_of_each_group():
    singles, twins = np.random.default_rng(1).standard_normal((2, 3, 4))
    each = [energy_curve(one, pair) for one, pair in zip(singles, twins, strict=True)]
    np.testing.assert_allclose(energy_curve(singles, twins, axis=-1), each)
    with pytest.raises(ValueError, match=r"twins must have groups of shape \(3,\), got \(2,\)"):
        energy_curve(singles, twins[:2], axis=-1)


def test_a_group_of_zeros_raises_or_counts_nothing():
    array = np.array([[1.0, 2.0], [0.0, 0.0]])
    for measure in MEASURES:
        with pytest.raises(ValueError, match="coefficients must not all be zero, got 2 zeros"):
            measure(array, axis=1)
    assert significant_count(array, axis=1).tolist() == [2, 0]
    assert energy_curve(array, axis=1)[1].tolist() == [1, 1, 1]


@given(vectors)
def test_measures_of_sparsity_stay_in_their_ranges(vector):
    n = vector.size
    assert 0 <= hoyer(vector) <= 1
    assert 0 <= gini(vector) <= 1 - 1 / n + 1e-12
    assert 0 <= spectral_entropy(vector) <= math.log2(n) + 1e-12


@pytest.mark.parametrize("n", [2, 3, 64, 1000])
def test_extremes_are_equal_magnitudes_and_a_single_coefficient(n):
    equal, single = np.full(n, -0.1), np.eye(n)[1]
    assert [hoyer(equal), hoyer(single)] == pytest.approx([0, 1], abs=1e-12)
    assert [gini(equal), gini(single)] == pytest.approx([0, 1 - 1 / n], abs=1e-12)
    assert [spectral_entropy(equal), spectral_entropy(single)] == pytest.approx([math.log2(n), 0], abs=1e-12)


def test_rounding_stays_in_range():
    for n in range(2, 100):
        assert hoyer(np.full(n, 0.1)) >= 0
        assert gini(np.full(n, 0.1)) >= 0
        assert hoyer(np.eye(n)[0]) <= 1


def test_measures_of_a_textbook_vector():
    assert hoyer([3, 4]) == pytest.approx((math.sqrt(2) - 7 / 5) / (math.sqrt(2) - 1))
    assert gini([1, 3]) == pytest.approx(1 - 2 * (1 / 4 * 3 / 4 + 3 / 4 * 1 / 4))


@given(vectors)
def test_gini_is_half_the_relative_mean_difference(vector):
    magnitudes = np.abs(vector)
    difference = np.abs(magnitudes[:, None] - magnitudes).mean()
    assert gini(vector) == pytest.approx(difference / (2 * magnitudes.mean()), abs=1e-9)


@given(vectors)
def test_entropy_agrees_with_scipy(vector):
    energies = (vector / np.abs(vector).max()) ** 2
    assert spectral_entropy(vector) == pytest.approx(scipy.stats.entropy(energies, base=2), abs=1e-9)


@given(vectors, st.data())
def test_moving_magnitude_from_large_to_small_reduces_sparsity(vector, data):
    magnitudes = np.sort(np.abs(vector))
    gift = data.draw(st.floats(0, 0.5)) * (magnitudes[-1] - magnitudes[0])
    shared = magnitudes.copy()
    shared[-1] -= gift
    shared[0] += gift
    assert hoyer(shared) <= hoyer(magnitudes) + 1e-9
    assert gini(shared) <= gini(magnitudes) + 1e-9


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_measures_neither_underflow_nor_overflow(measure, scale):
    vector = np.array([1.0, 2.0, 3.0])
    assert measure(vector * scale) == pytest.approx(measure(vector))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: hoyer([]), r"coefficients must not be empty, got shape \(0,\)"),
        (lambda: gini([1.0, math.nan]), "coefficients must be finite, got nan"),
        (lambda: spectral_entropy(np.zeros(3)), "coefficients must not all be zero, got 3 zeros"),
        (lambda: hoyer([1.0]), "number of coefficients must be at least 2, got 1"),
    ],
)
def test_invalid_coefficients_raise(call, message):
    with pytest.raises(ValueError, match=message):
        call()


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
def test_energy_curve_rises_from_0_to_1_by_decreasing_steps(array):
    curve = energy_curve(array)
    steps = np.diff(curve)
    assert curve.shape == (array.size + 1,)
    assert curve[-1] == 1
    assert (steps >= 0).all()
    assert (np.diff(steps) <= 1e-12).all()
    assert curve[0] == (0 if array.any() else 1)


@given(arrays, arrays)
def test_twins_count_twice(singles, twins):
    each = [np.ravel(singles), np.ravel(twins), np.ravel(twins)]
    np.testing.assert_allclose(energy_curve(singles, twins), energy_curve(np.concatenate(each)), atol=1e-12)


@given(arrays.filter(np.any), st.data())
def test_energy_curve_agrees_with_keep_largest(array, data):
    count = data.draw(st.integers(0, array.size))
    scaled = np.abs(array) / np.abs(array).max()
    share = np.sum(keep_largest(scaled, count) ** 2) / np.sum(scaled**2)
    assert energy_curve(array)[count] == pytest.approx(share, abs=1e-5)


@given(arrays, st.floats(0, 1))
def test_coefficients_for_energy_is_the_smallest_sufficient_number(array, share):
    curve, count = energy_curve(array), coefficients_for_energy(array, share)
    assert curve[count] >= share
    assert count == 0 or curve[count - 1] < share


@given(arrays, st.floats(0, 1))
def test_significant_count_agrees_with_its_definition(array, relative):
    magnitudes = np.abs(array).astype(float)
    expected = int((magnitudes / (magnitudes.max() or 1) > relative).sum())
    assert significant_count(array, relative) == expected


def test_zero_coefficients_hold_all_of_no_energy():
    zeros = np.zeros((2, 3))
    assert significant_count(zeros) == 0
    assert coefficients_for_energy(zeros) == 0
    assert energy_curve(zeros).tolist() == [1] * 7


@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_energy_curve_neither_underflows_nor_overflows(scale):
    assert energy_curve(np.array([3.0, 4.0]) * scale) == pytest.approx([0, 0.64, 1])


def test_number_of_significant_harmonics_of_relu():
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


def test_the_dct_does_not_compact_white_noise():
    noise = np.random.default_rng(0).standard_normal((64, 64))
    before, after = (coefficients_for_energy(x, 0.9) for x in (noise, dctn(noise, norm="ortho")))
    assert before == pytest.approx(after, rel=0.05)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: energy_curve([]), r"coefficients must not be empty, got shape \(0,\)"),
        (lambda: energy_curve([math.inf]), "coefficients must be finite, got inf"),
        (lambda: significant_count([1.0], -0.5), r"relative must be in \[0, 1\], got -0\.5"),
        (lambda: coefficients_for_energy([1.0], 1.5), r"share must be in \[0, 1\], got 1\.5"),
        (lambda: coefficients_for_energy([1.0], math.nan), "share must be finite, got nan"),
    ],
)
def test_invalid_arguments_raise(call, message):
    with pytest.raises(ValueError, match=message):
        call()
