import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

import fdnn_core
from fdnn_core import (
    FREQUENCY_ACTIVATIONS,
    cardioid,
    crelu,
    modrelu,
    relu,
    soft_threshold,
    zrelu,
)

WITH_PARAMETERS_SET = {
    "soft_threshold": lambda z: soft_threshold(z, 0.5),
    "modrelu": lambda z: modrelu(z, 0.5),
    "crelu": crelu,
    "zrelu": zrelu,
    "cardioid": cardioid,
}
thousandths = st.integers(-(10**5), 10**5).map(lambda k: k / 1000)
numbers = st.builds(complex, thousandths, thousandths)
spectra = arrays(np.complex128, array_shapes(max_side=5), elements=numbers)
pairs = arrays(np.complex128, (2, 6), elements=numbers)


def test_values_are_those_of_the_definitions():
    z = np.array([3 + 4j, -3 + 4j, -3 - 4j, 3 - 4j, 0])
    np.testing.assert_allclose(modrelu(z, 1), 1.2 * z)
    np.testing.assert_allclose(modrelu(z, -1), 0.8 * z)
    np.testing.assert_allclose(modrelu(z, -6), 0)
    np.testing.assert_allclose(crelu(z), [3 + 4j, 4j, 0, 3, 0])
    np.testing.assert_allclose(zrelu(z), [3 + 4j, 0, 0, 0, 0])
    np.testing.assert_allclose(cardioid(z), z * np.array([0.8, 0.2, 0.2, 0.8, 0]))


@given(spectra, st.floats(0, 100))
def test_soft_threshold_is_modrelu_with_a_negative_bias(z, threshold):
    np.testing.assert_array_equal(soft_threshold(z, threshold), modrelu(z, -threshold))
    np.testing.assert_allclose(np.abs(soft_threshold(z, threshold)), relu(np.abs(z) - threshold), atol=1e-12)


@given(numbers, numbers, st.floats(0, 100))
def test_soft_threshold_minimises_its_proximal_objective(z, other, threshold):
    def objective(u):
        return abs(u - z) ** 2 / 2 + threshold * abs(u)

    nearest = complex(soft_threshold(z, threshold))
    assert objective(nearest) <= objective(other) * (1 + 1e-12) + 1e-9
    assert objective(nearest) <= objective(nearest + other / 1e4) * (1 + 1e-12) + 1e-9


@given(st.sampled_from(sorted(WITH_PARAMETERS_SET)), spectra)
def test_no_new_frequency_is_created(name, z):
    result = WITH_PARAMETERS_SET[name](z)
    assert not result[z == 0].any()
    assert result.shape == z.shape


@given(spectra, st.floats(0, 7))
def test_modrelu_commutes_with_rotations_of_the_phase(z, angle):
    rotation = np.exp(1j * angle)
    for bias in (0.5, 0.0, -0.0625):
        shrunk = modrelu(z, bias)
        np.testing.assert_allclose(modrelu(rotation * z, bias), rotation * shrunk, atol=1e-9)


@pytest.mark.parametrize("name", ["crelu", "zrelu", "cardioid"])
def test_phase_dependent_activations_do_not_commute_with_rotations(name):
    """A cosine passes unchanged, but becomes zero if shifted by half a period."""
    function = WITH_PARAMETERS_SET[name]
    cosine = np.cos(2 * np.pi * 3 * np.arange(12) / 12)
    passed = np.fft.irfft(function(np.fft.rfft(cosine).real), 12)
    erased = np.fft.irfft(function(np.fft.rfft(np.roll(cosine, 2)).real), 12)
    np.testing.assert_allclose(passed, cosine, atol=1e-12)
    np.testing.assert_allclose(erased, 0, atol=1e-12)
    assert abs(function(1j * (1 + 1j)) - 1j * function(1 + 1j)) >= 1 - 1e-12


@given(pairs, st.floats(0, 100))
def test_soft_threshold_and_crelu_are_nonexpansive(pair, threshold):
    a, b = pair
    distance = np.abs(a - b) * (1 + 1e-12) + 1e-12
    assert (np.abs(soft_threshold(a, threshold) - soft_threshold(b, threshold)) <= distance).all()
    assert (np.abs(crelu(a) - crelu(b)) <= distance).all()


@pytest.mark.parametrize(
    ("function", "a", "b"),
    [
        (zrelu, 1 + 0j, 1 - 1e-3j),
        (cardioid, np.exp(0.64j), np.exp(0.64j) * (1 + 1e-3 - 1.4e-3j)),
        (WITH_PARAMETERS_SET["modrelu"], 1e-3, -1e-3),
    ],
    ids=["zrelu", "cardioid", "modrelu_with_a_positive_bias"],
)
def test_the_other_activations_are_expansive(function, a, b):
    assert abs(function(a) - function(b)) > 1.04 * abs(a - b)


@given(arrays(np.float64, array_shapes(max_side=5), elements=thousandths))
def test_real_coefficients_stay_real(coefficients):
    for rectifier in (crelu, zrelu, cardioid):
        np.testing.assert_allclose(rectifier(coefficients), relu(coefficients))
    shrunk = np.sign(coefficients) * relu(np.abs(coefficients) - 0.5)
    np.testing.assert_allclose(soft_threshold(coefficients, 0.5), shrunk, atol=1e-12)


@pytest.mark.parametrize("name", WITH_PARAMETERS_SET)
@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex64, np.complex128])
def test_dtype_is_kept(name, dtype):
    assert WITH_PARAMETERS_SET[name](np.ones(3, dtype)).dtype == dtype


def test_bias_may_differ_by_frequency():
    np.testing.assert_array_equal(modrelu([[2j, 2], [-2j, -2]], [-1, 1]), [[1j, 3], [-1j, -3]])


def test_invalid_arguments_raise():
    with pytest.raises(ValueError, match=r"threshold must not be negative, got -1.0"):
        soft_threshold([1j], [1, -1])
    with pytest.raises(TypeError, match="bias must be real, got complex128"):
        modrelu([1j], 1j)
    with pytest.raises(TypeError, match="z must be numbers, got <U1"):
        crelu("z")


def test_nan_parts_stay_nan():
    for function in (zrelu, crelu, cardioid):
        assert np.isnan(function([complex(np.nan, 1.0), complex(1.0, np.nan)])).all()
    assert crelu(complex(-1.0, np.inf)) == complex(0.0, np.inf)


def test_a_bias_that_is_nan_raises():
    with pytest.raises(ValueError, match="bias must be finite or -inf, got nan"):
        modrelu([1.0], np.nan)


def test_names_are_public():
    for name, function in FREQUENCY_ACTIVATIONS.items():
        assert function is getattr(fdnn_core, name)
    assert FREQUENCY_ACTIVATIONS.keys() == WITH_PARAMETERS_SET.keys()
