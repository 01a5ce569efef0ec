"""Every public function propagates NaN and infinity, or raises a ValueError; none drops them silently."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import fdnn_core
from fdnn_core import ACTIVATIONS, EXACT_SERIES

EYE = np.eye(8)
SQUARE = np.arange(64.0).reshape(8, 8)


def with_covariance(function):
    return lambda x: function(EYE, np.broadcast_to(x, (8, 8)))


# Each public function that takes numbers, as a function of an array of shape (8,) with a non-finite value.
OF_ARRAYS = {
    "block_dctn": lambda x: fdnn_core.block_dctn(np.broadcast_to(x, (8, 8))),
    "block_idctn": lambda x: fdnn_core.block_idctn(np.broadcast_to(x, (1, 1, 8, 8))),
    "circular_convolve": lambda x: fdnn_core.circular_convolve(x, np.ones(3)),
    "circular_convolve, kernel": lambda x: fdnn_core.circular_convolve(np.ones(9), np.append(x, 1.0)),
    "dct": fdnn_core.dct,
    "dctn": fdnn_core.dctn,
    "idct": fdnn_core.idct,
    "idctn": fdnn_core.idctn,
    "inverse_wavelet_transform": fdnn_core.inverse_wavelet_transform,
    "karhunen_loeve_basis": lambda x: fdnn_core.karhunen_loeve_basis(np.diag(x)),
    "keep_fraction": lambda x: fdnn_core.keep_fraction(x, 0.5),
    "keep_largest": lambda x: fdnn_core.keep_largest(x, 4),
    "low_pass": lambda x: fdnn_core.low_pass(x, 4),
    "resample": lambda x: fdnn_core.resample(x, 16),
    "wavelet_transform": fdnn_core.wavelet_transform,
    "alias_energy": lambda x: fdnn_core.alias_energy(np.sin, x),
    "band_limited": lambda x: fdnn_core.band_limited(np.sin, x),
    "cascade": lambda x: fdnn_core.cascade(x, fdnn_core.identity, depth=2),
    "cascade, random": lambda x: fdnn_core.cascade(x, fdnn_core.identity, 2, "random"),
    "standardise": fdnn_core.standardise,
    "cardioid": fdnn_core.cardioid,
    "crelu": fdnn_core.crelu,
    "modrelu": lambda x: fdnn_core.modrelu(x, -0.5),
    "soft_threshold": lambda x: fdnn_core.soft_threshold(x, 0.5),
    "zrelu": fdnn_core.zrelu,
    "arc_cosine_kernel": lambda x: fdnn_core.arc_cosine_kernel(x / 8),
    "gaussian_mean": lambda x: fdnn_core.gaussian_mean(lambda points: np.resize(x, points.shape)),
    "hermite_coefficients": lambda x: fdnn_core.hermite_coefficients(lambda p: np.resize(x, p.shape), 2),
    "hermite_functions": lambda x: fdnn_core.hermite_functions(x, 2),
    "numeric_series": lambda x: fdnn_core.numeric_series(lambda points: np.resize(x, points.shape), 2),
    "output_power": lambda x: fdnn_core.output_power(x / 4.5, [0.0, 1.0]),
    "output_power, coefficients": lambda x: fdnn_core.output_power([1.0, 1.0], x),
    "sampled_amplitudes": lambda x: fdnn_core.sampled_amplitudes(x, 1, 32),
    "amplitudes": fdnn_core.amplitudes,
    "decibels": fdnn_core.decibels,
    "power": fdnn_core.power,
    "total_harmonic_distortion": lambda x: fdnn_core.total_harmonic_distortion(x, 1),
    "coding_gain": with_covariance(fdnn_core.coding_gain),
    "coefficient_variances": with_covariance(fdnn_core.coefficient_variances),
    "decorrelation": with_covariance(fdnn_core.decorrelation),
    "row_covariance": lambda x: fdnn_core.row_covariance(np.broadcast_to(x, (8, 8)), 4),
    "log_spectrum": lambda x: fdnn_core.log_spectrum(np.broadcast_to(x, (8, 8))),
    "radial_power": lambda x: fdnn_core.radial_power(np.broadcast_to(x, (8, 8)))[1],
    "radial_slope": lambda x: fdnn_core.radial_slope(SQUARE + x),
    "coefficients_for_energy": fdnn_core.coefficients_for_energy,
    "energy_curve": fdnn_core.energy_curve,
    "energy_curve, twins": lambda x: fdnn_core.energy_curve([1.0], twins=x),
    "gini": fdnn_core.gini,
    "hoyer": fdnn_core.hoyer,
    "significant_count": fdnn_core.significant_count,
    "spectral_entropy": fdnn_core.spectral_entropy,
    "erf": fdnn_core.erf,
}
# Functions of single numbers, called with a non-finite one.
OF_NUMBERS = {
    "autoregressive_covariance": lambda x: fdnn_core.autoregressive_covariance(4, x),
    "bessel_j": lambda x: fdnn_core.bessel_j(2, x),
    "gaussian_kernel": lambda x: fdnn_core.gaussian_kernel(x, 2),
    "soft_threshold, threshold": lambda x: fdnn_core.soft_threshold([1.0, 0.0], x),
    "numeric_series, amplitude": lambda x: fdnn_core.numeric_series(np.sin, 2, x),
    "modrelu, bias": lambda x: fdnn_core.modrelu([1.0, 0.0], x),
    **{f"{name}_series": lambda x, f=function: f(3, x) for name, function in EXACT_SERIES.items()},
    **{f"{name}_series, bias": lambda x, f=function: f(3, 1, x) for name, function in EXACT_SERIES.items()},
}
WITHOUT_NUMBERS = {"cosine_basis", "fourier_basis", "walsh_hadamard_basis"}  # take lengths
# Infinity has a finite limit here; NaN must still propagate.
FINITE_AT_INFINITY = {"erf", "soft_threshold, threshold", "modrelu, bias"}
NON_FINITE = [np.nan, np.inf, -np.inf]
TOPICS = ("transforms.", "activations.", "closed_forms.", "spectra.")


def propagates_or_raises(function, argument):
    try:
        with np.errstate(all="ignore"):
            result = function(argument)
    except ValueError:
        return True
    return not np.isfinite(result).all()


@pytest.mark.parametrize("name", OF_ARRAYS)
@given(value=st.sampled_from(NON_FINITE), place=st.integers(0, 7))
def test_non_finite_samples_propagate_or_raise(name, value, place):
    x = np.arange(1.0, 9.0)
    x[place] = value
    if np.isnan(value) or name not in FINITE_AT_INFINITY:
        # An infinite value that an activation such as ReLU clips away may become 0.
        clipped = value == -np.inf and name in {"crelu", "zrelu", "cardioid"}
        assert clipped or propagates_or_raises(OF_ARRAYS[name], x)


@pytest.mark.parametrize("name", OF_NUMBERS)
@pytest.mark.parametrize("value", NON_FINITE)
def test_non_finite_parameters_propagate_or_raise(name, value):
    if np.isnan(value) or name not in FINITE_AT_INFINITY:
        assert propagates_or_raises(OF_NUMBERS[name], value)


@pytest.mark.parametrize("name", sorted(ACTIVATIONS.keys() - {"sign"}))
def test_activations_propagate_nan(name):
    """The sign of NaN is 0, as in PyTorch."""
    assert np.isnan(ACTIVATIONS[name]([1.0, np.nan])).tolist() == [False, True]


def test_every_public_function_is_tested():
    tested = {name.split(",")[0] for name in OF_ARRAYS | OF_NUMBERS} | WITHOUT_NUMBERS | ACTIVATIONS.keys()
    for module, names in fdnn_core.NAMES.items():
        if module.startswith(TOPICS):
            assert {name for name in names if not name.isupper()} <= tested, module
