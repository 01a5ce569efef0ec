"""The mathematics of neural networks in the frequency domain, in numpy alone."""

import ast
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fdnn_core._json_shapes import RecordError
    from fdnn_core.activations import ACTIVATIONS, elu, gelu, sigmoid, silu, sin, softplus, tanh
    from fdnn_core.band_limiting import alias_energy, band_limited
    from fdnn_core.bases import cosine_basis, fourier_basis, karhunen_loeve_basis, walsh_hadamard_basis
    from fdnn_core.bessel import bessel_j
    from fdnn_core.blas import Blas, blas_of
    from fdnn_core.blocks import block_dctn, block_idctn
    from fdnn_core.bsr_matrix import BsrMatrix
    from fdnn_core.burgers import solve_burgers
    from fdnn_core.channel_convolution import FFTConvolution, convolve_channels
    from fdnn_core.cliff_record_reading import read_cliff_record
    from fdnn_core.cliff_record_writing import cliff_record_schema, write_cliff_record
    from fdnn_core.cliff_records import CliffRecord, Contender, Device, ProductShape, Race, Structure
    from fdnn_core.clock import clock_step
    from fdnn_core.compaction import coefficients_for_energy, energy_curve, significant_count
    from fdnn_core.comparison import Comparable
    from fdnn_core.convolution import circular_convolve, gaussian_kernel
    from fdnn_core.convolution_operations import (
        direct_convolution_operations,
        fft_convolution_operations,
        fft_crossover_kernel,
    )
    from fdnn_core.cosine_transforms import dct, dctn, idct, idctn
    from fdnn_core.covariances import autoregressive_covariance, row_covariance
    from fdnn_core.crossings import Crossover, crossover
    from fdnn_core.crossover_theory import bandwidth_bound_crossover, compute_bound_crossover, ideal_speedup
    from fdnn_core.csr_matrix import CsrMatrix
    from fdnn_core.dense_parts import ColumnsMatrix, CornerMatrix, RowsMatrix
    from fdnn_core.descent import adam
    from fdnn_core.devices import record_of, this_device
    from fdnn_core.distortion import total_harmonic_distortion
    from fdnn_core.error_function import erf
    from fdnn_core.estimates import Estimate, upright
    from fdnn_core.fields import dct_atoms, power_law_field
    from fdnn_core.folding import sampled_amplitudes
    from fdnn_core.fourier_layers import apply_fourier_layer, fit_fourier_layer
    from fdnn_core.frequency_activations import (
        FREQUENCY_ACTIVATIONS,
        cardioid,
        crelu,
        modrelu,
        soft_threshold,
        zrelu,
    )
    from fdnn_core.gated_series import (
        abs_series,
        hardtanh_series,
        leaky_relu_series,
        relu_series,
        relu_squared_series,
        sign_series,
    )
    from fdnn_core.gaussian_orders import arc_cosine_kernel, output_power
    from fdnn_core.hermite import gaussian_mean, hermite_coefficients, hermite_functions
    from fdnn_core.image_spectra import log_spectrum, radial_power, radial_slope
    from fdnn_core.intervals import FEWEST_ROUNDS, Interval, paired_speedup
    from fdnn_core.keep import keep_fraction, keep_largest, low_pass
    from fdnn_core.layers import cascade, standardise
    from fdnn_core.magnitude_degrading import flat_magnitude, power_law_magnitude, quantise_magnitude
    from fdnn_core.mask_presets import high_pass_mask, low_pass_mask, notch_mask, ring_mask, wedge_mask
    from fdnn_core.masking import apply_mask, symmetric_mask
    from fdnn_core.measurement import MEASUREMENT_FLAGS, Measurement, Progress, Spread
    from fdnn_core.measuring import Variant, measure
    from fdnn_core.nm_matrix import NMMatrix
    from fdnn_core.noise_bands import crossover_frequency, noise_like
    from fdnn_core.operator_matrices import convolution_matrix, in_fourier_basis, off_diagonal_share
    from fdnn_core.operator_measures import delay, new_frequency_energy, translation_error
    from fdnn_core.patches import join_patches, split_patches, without_patch_means
    from fdnn_core.patterns import checkerboard, zone_plate
    from fdnn_core.perceptron import Perceptron
    from fdnn_core.phase_degrading import noisy_phase, quantise_phase, random_phase, zero_phase
    from fdnn_core.phase_mixing import mix_phase_magnitude, mix_polar
    from fdnn_core.phase_spectra import phase_spectrum
    from fdnn_core.photographs import PHOTOGRAPHS, photograph
    from fdnn_core.piecewise import abs, hardtanh, identity, leaky_relu, relu, relu_squared, sign, square
    from fdnn_core.polar import from_polar, to_polar
    from fdnn_core.product_checks import product_error
    from fdnn_core.pruning import prune, prune_high_frequencies, prune_n_of_m
    from fdnn_core.published_records import PublishedPoint, PublishedRecord
    from fdnn_core.race_crossovers import crossovers
    from fdnn_core.racing import RACE_SPARSITIES, RACE_STRUCTURES, RaceProgress, race
    from fdnn_core.random_signals import band_limited_noise, tones
    from fdnn_core.readout import readout_score
    from fdnn_core.resampling import resample
    from fdnn_core.retrieval_from_magnitude import retrieve_from_magnitude
    from fdnn_core.retrieval_from_phase import retrieve_from_phase
    from fdnn_core.roofline import Roofline
    from fdnn_core.roofline_fit import RooflineFit, fit_roofline
    from fdnn_core.series import EXACT_SERIES, identity_series, sin_series, square_series
    from fdnn_core.signals import chirp, tone
    from fdnn_core.similarity import correlation, local_energy_correlation, psnr
    from fdnn_core.sparse_kernels import Kernel, kernels
    from fdnn_core.sparse_matrices import SparseMatrix
    from fdnn_core.sparsity import gini, hoyer, spectral_entropy
    from fdnn_core.spectra import amplitudes, decibels, power
    from fdnn_core.structural_similarity import ssim
    from fdnn_core.structures import parse_structure
    from fdnn_core.timer import Timer
    from fdnn_core.transform_coding import coding_gain, coefficient_variances, decorrelation
    from fdnn_core.voice import VOWELS, vowel
    from fdnn_core.wavelets import WAVELETS, inverse_wavelet_transform, wavelet_transform

__all__ = [
    "ACTIVATIONS",
    "EXACT_SERIES",
    "FEWEST_ROUNDS",
    "FREQUENCY_ACTIVATIONS",
    "MEASUREMENT_FLAGS",
    "PHOTOGRAPHS",
    "RACE_SPARSITIES",
    "RACE_STRUCTURES",
    "VOWELS",
    "WAVELETS",
    "Blas",
    "BsrMatrix",
    "CliffRecord",
    "ColumnsMatrix",
    "Comparable",
    "Contender",
    "CornerMatrix",
    "Crossover",
    "CsrMatrix",
    "Device",
    "Estimate",
    "FFTConvolution",
    "Interval",
    "Kernel",
    "Measurement",
    "NMMatrix",
    "Perceptron",
    "ProductShape",
    "Progress",
    "PublishedPoint",
    "PublishedRecord",
    "Race",
    "RaceProgress",
    "RecordError",
    "Roofline",
    "RooflineFit",
    "RowsMatrix",
    "SparseMatrix",
    "Spread",
    "Structure",
    "Timer",
    "Variant",
    "abs",
    "abs_series",
    "adam",
    "alias_energy",
    "amplitudes",
    "apply_fourier_layer",
    "apply_mask",
    "arc_cosine_kernel",
    "autoregressive_covariance",
    "band_limited",
    "band_limited_noise",
    "bandwidth_bound_crossover",
    "bessel_j",
    "blas_of",
    "block_dctn",
    "block_idctn",
    "cardioid",
    "cascade",
    "checkerboard",
    "chirp",
    "circular_convolve",
    "cliff_record_schema",
    "clock_step",
    "coding_gain",
    "coefficient_variances",
    "coefficients_for_energy",
    "compute_bound_crossover",
    "convolution_matrix",
    "convolve_channels",
    "correlation",
    "cosine_basis",
    "crelu",
    "crossover",
    "crossover_frequency",
    "crossovers",
    "dct",
    "dct_atoms",
    "dctn",
    "decibels",
    "decorrelation",
    "delay",
    "direct_convolution_operations",
    "elu",
    "energy_curve",
    "erf",
    "fft_convolution_operations",
    "fft_crossover_kernel",
    "fit_fourier_layer",
    "fit_roofline",
    "flat_magnitude",
    "fourier_basis",
    "from_polar",
    "gaussian_kernel",
    "gaussian_mean",
    "gelu",
    "gini",
    "hardtanh",
    "hardtanh_series",
    "hermite_coefficients",
    "hermite_functions",
    "high_pass_mask",
    "hoyer",
    "idct",
    "idctn",
    "ideal_speedup",
    "identity",
    "identity_series",
    "in_fourier_basis",
    "inverse_wavelet_transform",
    "join_patches",
    "karhunen_loeve_basis",
    "keep_fraction",
    "keep_largest",
    "kernels",
    "leaky_relu",
    "leaky_relu_series",
    "local_energy_correlation",
    "log_spectrum",
    "low_pass",
    "low_pass_mask",
    "measure",
    "mix_phase_magnitude",
    "mix_polar",
    "modrelu",
    "new_frequency_energy",
    "noise_like",
    "noisy_phase",
    "notch_mask",
    "off_diagonal_share",
    "output_power",
    "paired_speedup",
    "parse_structure",
    "phase_spectrum",
    "photograph",
    "power",
    "power_law_field",
    "power_law_magnitude",
    "product_error",
    "prune",
    "prune_high_frequencies",
    "prune_n_of_m",
    "psnr",
    "quantise_magnitude",
    "quantise_phase",
    "race",
    "radial_power",
    "radial_slope",
    "random_phase",
    "read_cliff_record",
    "readout_score",
    "record_of",
    "relu",
    "relu_series",
    "relu_squared",
    "relu_squared_series",
    "resample",
    "retrieve_from_magnitude",
    "retrieve_from_phase",
    "ring_mask",
    "row_covariance",
    "sampled_amplitudes",
    "sigmoid",
    "sign",
    "sign_series",
    "significant_count",
    "silu",
    "sin",
    "sin_series",
    "soft_threshold",
    "softplus",
    "solve_burgers",
    "spectral_entropy",
    "split_patches",
    "square",
    "square_series",
    "ssim",
    "standardise",
    "symmetric_mask",
    "tanh",
    "this_device",
    "to_polar",
    "tone",
    "tones",
    "total_harmonic_distortion",
    "translation_error",
    "upright",
    "vowel",
    "walsh_hadamard_basis",
    "wavelet_transform",
    "wedge_mask",
    "without_patch_means",
    "write_cliff_record",
    "zero_phase",
    "zone_plate",
    "zrelu",
]


def _homes() -> dict[str, str]:
    """Return the module of each public name, as the imports above tell it to whoever checks types."""
    source = Path(__file__).read_text(encoding="utf-8")
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    return {alias.name: node.module or "" for node in nodes for alias in node.names}


_HOMES = _homes()


def __getattr__(name: str) -> Any:
    """Import what is asked for, and only that: in a browser every module costs time at the start."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
