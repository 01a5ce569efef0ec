"""Every public function propagates NaN and infinity, or raises a ValueError; none drops them silently."""

import re

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


def on_z_axis(x):
    return (x / np.arange(1.0, 9.0))[:, None] * [0.0, 0.0, 1.0]  # unit vectors, where x is 1, ..., 8


def image(x):
    return np.broadcast_to(x, (8, 8))


SPARSE = {
    "BsrMatrix": lambda x: fdnn_core.BsrMatrix.from_dense(x, (2, 2)),
    "ColumnsMatrix": fdnn_core.ColumnsMatrix.from_dense,
    "CornerMatrix": fdnn_core.CornerMatrix.from_dense,
    "CsrMatrix": fdnn_core.CsrMatrix.from_dense,
    "NMMatrix": lambda x: fdnn_core.NMMatrix.from_dense(x, 4, 4),
    "RowsMatrix": fdnn_core.RowsMatrix.from_dense,
}


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
    "jpeg_bits_per_pixel": lambda x: fdnn_core.jpeg_bits_per_pixel(np.broadcast_to(x, (1, 1, 8, 8))),
    "karhunen_loeve_basis": lambda x: fdnn_core.karhunen_loeve_basis(np.diag(x)),
    "keep_fraction": lambda x: fdnn_core.keep_fraction(x, 0.5),
    "keep_largest": lambda x: fdnn_core.keep_largest(x, 4),
    "low_pass": lambda x: fdnn_core.low_pass(x, 4),
    "resample": lambda x: fdnn_core.resample(x, 16),
    "SphereSampler": lambda x: fdnn_core.SphereSampler(on_z_axis(x))([1.0]),
    "SphereSampler, coefficients": lambda x: fdnn_core.SphereSampler([0.0, 0.0, 1.0])(np.append(x, 0.0)),
    "spherical_coefficients": lambda x: fdnn_core.spherical_coefficients(lambda n: x.reshape(2, 4), 1, 3),
    "spherical_convolve": lambda x: fdnn_core.spherical_convolve(np.append(x, 0.0), np.ones(3)),
    "spherical_convolve, kernel": lambda x: fdnn_core.spherical_convolve(np.ones(64), x),
    "spherical_energy": lambda x: fdnn_core.spherical_energy(np.append(x, 0.0)),
    "spherical_harmonics": lambda x: fdnn_core.spherical_harmonics(on_z_axis(x), 1),
    "spherical_sum": lambda x: fdnn_core.spherical_sum(np.append(x, 0.0), [0.0, 0.0, 1.0]),
    "spherical_sum, directions": lambda x: fdnn_core.spherical_sum([1.0], on_z_axis(x)),
    "wavelet_transform": fdnn_core.wavelet_transform,
    "zonal_coefficients": lambda x: fdnn_core.zonal_coefficients(x, [0.0, 0.0, 1.0]),
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
    "irradiance_errors": lambda x: fdnn_core.irradiance_errors(np.append(x, 0.0)),
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
    "apply_mask": lambda x: fdnn_core.apply_mask(image(x), np.ones((8, 8))),
    "apply_mask, mask": lambda x: fdnn_core.apply_mask(SQUARE, image(x)),
    "flat_magnitude": lambda x: fdnn_core.flat_magnitude(image(x)),
    "from_polar, magnitude": lambda x: fdnn_core.from_polar(image(x), SQUARE, (8, 8), "dct"),
    "from_polar, phase": lambda x: fdnn_core.from_polar(SQUARE, image(x), (8, 8), "dct"),
    "join_patches": lambda x: fdnn_core.join_patches(x.reshape(2, 1, 2, 2)),
    "mix_phase_magnitude": lambda x: fdnn_core.mix_phase_magnitude(image(x), SQUARE, 0.5),
    "mix_phase_magnitude, b": lambda x: fdnn_core.mix_phase_magnitude(SQUARE, image(x), 0.0),
    "mix_polar": lambda x: fdnn_core.mix_polar((image(x), SQUARE), (SQUARE, SQUARE), (8, 8), transform="dct"),
    "mix_polar, phase": lambda x: fdnn_core.mix_polar((SQUARE, SQUARE), (SQUARE, image(x)), (8, 8), 1, 0),
    "noisy_phase": lambda x: fdnn_core.noisy_phase(image(x), 1.0),
    "phase_spectrum": lambda x: fdnn_core.phase_spectrum(image(x)),
    "power_law_magnitude": lambda x: fdnn_core.power_law_magnitude(image(x)),
    "quantise_magnitude": lambda x: fdnn_core.quantise_magnitude(image(x), 3),
    "quantise_phase": lambda x: fdnn_core.quantise_phase(image(x), 3),
    "random_phase": lambda x: fdnn_core.random_phase(image(x)),
    "retrieve_from_magnitude": lambda x: next(fdnn_core.retrieve_from_magnitude(image(x))).image,
    "retrieve_from_phase": lambda x: next(fdnn_core.retrieve_from_phase(image(x))).image,
    "split_patches": lambda x: fdnn_core.split_patches(image(x), 4),
    "symmetric_mask": lambda x: fdnn_core.symmetric_mask(image(x)),
    "symmetric_mask, either": lambda x: fdnn_core.symmetric_mask(image(x), "either"),
    "to_polar": lambda x: fdnn_core.to_polar(image(x))[0],
    "upright": lambda x: fdnn_core.upright(image(x), SQUARE),
    "upright, reference": lambda x: fdnn_core.upright(SQUARE, image(x)),
    "without_patch_means": lambda x: fdnn_core.without_patch_means(image(x), 4),
    "zero_phase": lambda x: fdnn_core.zero_phase(image(x)),
    "Comparable": lambda x: fdnn_core.Comparable(image(x)),
    "correlation": lambda x: fdnn_core.correlation(x, np.arange(8.0)),
    "local_energy_correlation": lambda x: fdnn_core.local_energy_correlation(image(x), SQUARE),
    "psnr": lambda x: fdnn_core.psnr(x, np.zeros(8)),
    "psnr, reference": lambda x: fdnn_core.psnr(np.zeros(8), x),
    "ssim": lambda x: fdnn_core.ssim(np.tile(x, (16, 2)), np.ones((16, 16))),
    "convolution_matrix": lambda x: fdnn_core.convolution_matrix(np.append(x, 0.0), 16),
    "in_fourier_basis": lambda x: fdnn_core.in_fourier_basis(image(x)),
    "off_diagonal_share": lambda x: fdnn_core.off_diagonal_share(image(x)),
    "Features": lambda x: fdnn_core.Features("pixels")(image(x)),
    "Features, cosines": lambda x: fdnn_core.Features("cosines")(image(x)),
    "Features, magnitudes": lambda x: fdnn_core.Features("magnitudes")(image(x)),
    "Features, phases": lambda x: fdnn_core.Features("phases")(image(x)),
    "feature_scaling": lambda x: fdnn_core.feature_scaling(image(x))[0],
    "softmax": fdnn_core.softmax,
    "adam": lambda x: next(fdnn_core.adam(lambda p: p, x)),
    "adam, gradient": lambda x: next(fdnn_core.adam(lambda p: x, np.ones(8))),
    "Perceptron, parameters": lambda x: fdnn_core.Perceptron([7, 1])(x, np.ones((1, 7))),
    "Perceptron": lambda x: fdnn_core.Perceptron([8, 1])(np.ones(9), x[None]),
    "Perceptron, gradient": lambda x: fdnn_core.Perceptron([1, 1]).gradient(
        [1, 0], np.ones((8, 1)), x[:, None]
    ),
    **{
        f"{name}, {place}": lambda x, f=make, g=multiply: g(f, x)
        for name, make in SPARSE.items()
        for place, multiply in {
            "matrix": lambda make, x: make(image(x)) @ np.ones((8, 2)),
            "right side": lambda make, x: make(np.ones((8, 8))) @ x[:, None],
        }.items()
    },
    "kernels": lambda x: [k.multiply(np.ones((8, 1))) for k in fdnn_core.kernels(image(x))],
    "product_error": lambda x: fdnn_core.product_error(image(x), np.eye(8), SQUARE),
    "product_error, a": lambda x: fdnn_core.product_error(SQUARE, image(x), SQUARE),
    "prune": lambda x: fdnn_core.prune(image(x), 0.5),
    "prune_high_frequencies": lambda x: fdnn_core.prune_high_frequencies(image(x), 0.5),
    "prune_n_of_m": lambda x: fdnn_core.prune_n_of_m(image(x), 2, 4),
    "paired_speedup": lambda x: fdnn_core.paired_speedup(x, np.ones(8)).value,
    "paired_speedup, other": lambda x: fdnn_core.paired_speedup(np.ones(8), x).value,
    "crossover": lambda x: fdnn_core.crossover([0.0, 0.5], x, np.ones((8, 2))),
    "crossover, sparse": lambda x: fdnn_core.crossover([0.0, 0.5], np.ones(8), np.stack([x, x], axis=1)),
    "crossover, sparsities": lambda x: fdnn_core.crossover(x / 10, np.ones(8), np.ones((8, 8))),
    "fit_roofline": lambda x: fdnn_core.fit_roofline((8, 8, 8), np.linspace(0, 0.9, 8), x, 1.0),
    "fit_roofline, sparsity": lambda x: fdnn_core.fit_roofline((8, 8, 8), x / 10, np.ones(8), 1.0),
    "ideal_speedup": lambda x: fdnn_core.ideal_speedup(x / 10),
}
# Functions of single numbers, called with a non-finite one.
OF_NUMBERS = {
    "autoregressive_covariance": lambda x: fdnn_core.autoregressive_covariance(4, x),
    "bessel_j": lambda x: fdnn_core.bessel_j(2, x),
    "gaussian_kernel": lambda x: fdnn_core.gaussian_kernel(x, 2),
    "cap_coefficients": lambda x: fdnn_core.cap_coefficients(2, x),
    "irradiance_errors, exponent": lambda x: fdnn_core.irradiance_errors([1.0], x),
    "lobe_coefficients": lambda x: fdnn_core.lobe_coefficients(2, x),
    "lobe_energy": lambda x: fdnn_core.lobe_energy(2, x),
    "lobe_order": fdnn_core.lobe_order,
    "lobe_order, share": lambda x: fdnn_core.lobe_order(1, x),
    "sky_light": lambda x: fdnn_core.sky_light(2, [0.0, 0.0, 1.0], x),
    "sky_light, direction": lambda x: fdnn_core.sky_light(2, [0.0, 0.0, x]),
    "sun_light": lambda x: fdnn_core.sun_light(2, [0.0, 0.0, 1.0], x),
    "sun_light, direction": lambda x: fdnn_core.sun_light(2, [0.0, 0.0, x]),
    "window_light": lambda x: fdnn_core.window_light(2, [0.0, 0.0, 1.0], x),
    "window_light, direction": lambda x: fdnn_core.window_light(2, [0.0, 0.0, x]),
    "zonal_coefficients, axis": lambda x: fdnn_core.zonal_coefficients([1.0], [0.0, 0.0, x]),
    "soft_threshold, threshold": lambda x: fdnn_core.soft_threshold([1.0, 0.0], x),
    "numeric_series, amplitude": lambda x: fdnn_core.numeric_series(np.sin, 2, x),
    "modrelu, bias": lambda x: fdnn_core.modrelu([1.0, 0.0], x),
    "high_pass_mask": lambda x: fdnn_core.high_pass_mask((4, 4), x),
    "low_pass_mask": lambda x: fdnn_core.low_pass_mask((4, 4), x),
    "notch_mask": lambda x: fdnn_core.notch_mask((4, 4), (0, 1), x),
    "notch_mask, frequency": lambda x: fdnn_core.notch_mask((4, 4), (0, x), 1),
    "ring_mask": lambda x: fdnn_core.ring_mask((4, 4), x, 2),
    "ring_mask, high": lambda x: fdnn_core.ring_mask((4, 4), 1, x),
    "wedge_mask": lambda x: fdnn_core.wedge_mask((4, 4), x, 10),
    "wedge_mask, width": lambda x: fdnn_core.wedge_mask((4, 4), 0, x),
    "noisy_phase, deviation": lambda x: fdnn_core.noisy_phase(SQUARE, x),
    "power_law_magnitude, exponent": lambda x: fdnn_core.power_law_magnitude(SQUARE, x),
    "mix_phase_magnitude, magnitude": lambda x: fdnn_core.mix_phase_magnitude(SQUARE, SQUARE, x),
    "mix_phase_magnitude, phase": lambda x: fdnn_core.mix_phase_magnitude(SQUARE, SQUARE, 0, x),
    "mix_phase_magnitude, band": lambda x: fdnn_core.mix_phase_magnitude(SQUARE, SQUARE, band=(0, x)),
    "retrieve_from_magnitude, beta": lambda x: fdnn_core.retrieve_from_magnitude(np.zeros((6, 4)), 0, x),
    "psnr, data_range": lambda x: fdnn_core.psnr([1.0], [0.0], x),
    "ssim, data_range": lambda x: fdnn_core.ssim(np.ones((11, 11)), np.ones((11, 11)), x),
    "local_energy_correlation, sigma": lambda x: fdnn_core.local_energy_correlation(SQUARE, SQUARE, x),
    "power_law_field": lambda x: fdnn_core.power_law_field((4, 4), x),
    "chirp": lambda x: fdnn_core.chirp(8, x, 1),
    "tone": lambda x: fdnn_core.tone(8, x),
    "tone, amplitude": lambda x: fdnn_core.tone(8, 1, x),
    "vowel": lambda x: fdnn_core.vowel("a", 8, x),
    "vowel, pitch": lambda x: fdnn_core.vowel("a", 8, pitch=x),
    "adam, rate": lambda x: next(fdnn_core.adam(np.cos, [1.0], x)),
    "prune, sparsity": lambda x: fdnn_core.prune(SQUARE, x),
    "prune_high_frequencies, sparsity": lambda x: fdnn_core.prune_high_frequencies(SQUARE, x),
    "bandwidth_bound_crossover": lambda x: fdnn_core.bandwidth_bound_crossover(x, 1),
    "bandwidth_bound_crossover, index_bits": lambda x: fdnn_core.bandwidth_bound_crossover(1, x),
    "compute_bound_crossover": lambda x: fdnn_core.compute_bound_crossover(x, 1),
    "compute_bound_crossover, dense": lambda x: fdnn_core.compute_bound_crossover(1, x),
    "measure, seconds": lambda x: fdnn_core.measure({"a": NOTHING}, baseline="a", rounds=1, seconds=x),
    "Roofline": lambda x: fdnn_core.Roofline((8, 8, 8), x, 1.0),
    "Roofline, efficiency": lambda x: fdnn_core.Roofline((8, 8, 8), 1.0, x),
    "race, matrix": lambda x: fdnn_core.race(matrix=np.diag([1.0, x]), columns=1),
    "race, sparsities": lambda x: fdnn_core.race((8, 8, 8), sparsities=[x]),
    **{f"{name}_series": lambda x, f=function: f(3, x) for name, function in EXACT_SERIES.items()},
    **{f"{name}_series, bias": lambda x, f=function: f(3, 1, x) for name, function in EXACT_SERIES.items()},
}
# Functions of lengths, names, seeds and the package's own objects.
WITHOUT_NUMBERS = {
    *("cosine_basis", "fourier_basis", "walsh_hadamard_basis", "zigzag_order", "jpeg_quantisation_table"),
    *("digits", "mini_batches", "noise_light", "sphere_quadrature"),
    *("band_limited_noise", "checkerboard", "dct_atoms", "photograph", "tones", "zone_plate"),
    *("blas_of", "parse_structure", "clock_step"),
    *("load_cliff_record", "plot_race", "race_report", "race_table", "save_cliff_record"),
    *(
        "cliff_record_schema",
        "crossovers",
        "read_cliff_record",
        "record_of",
        "this_device",
        "write_cliff_record",
    ),
}
# Records and results, which functions of this table make.
RESULTS = {
    *("Blas", "Estimate", "Kernel", "ProductShape", "SparseMatrix", "Structure"),
    *("Interval", "Measurement", "Progress", "Spread", "Timer", "Variant"),
    *("CliffRecord", "Contender", "Crossover", "Device", "PublishedPoint", "PublishedRecord", "Race"),
    *("RaceProgress", "RecordError", "RooflineFit"),
}
# Infinity has a finite limit here; NaN must still propagate.
FINITE_AT_INFINITY = {"erf", "soft_threshold, threshold", "modrelu, bias", "Roofline", "Roofline, efficiency"}
NOTHING = fdnn_core.Variant(lambda: 0, lambda result: 0)
NON_FINITE = [np.nan, np.inf, -np.inf]


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
    tested = (
        {name.split(",")[0] for name in OF_ARRAYS | OF_NUMBERS}
        | WITHOUT_NUMBERS
        | RESULTS
        | ACTIVATIONS.keys()
    )
    assert {name for name in dir(fdnn_core) if not name.isupper()} <= tested


@pytest.mark.parametrize(
    "name", sorted({name.split(",")[0] for name in OF_ARRAYS | OF_NUMBERS} | ACTIVATIONS.keys())
)
def test_docstrings_name_the_policy_on_non_finite_values(name):
    assert re.search("finite|NaN|infinit", getattr(fdnn_core, name).__doc__)
