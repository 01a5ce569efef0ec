"""Public names of fdnn_core for type checkers and editors; `__init__.py` imports them on first use."""

from fdnn_core.activations._erf import erf as erf
from fdnn_core.activations.antialiased import alias_energy as alias_energy
from fdnn_core.activations.antialiased import band_limited as band_limited
from fdnn_core.activations.cascade import cascade as cascade
from fdnn_core.activations.cascade import standardise as standardise
from fdnn_core.activations.pointwise import ACTIVATIONS as ACTIVATIONS
from fdnn_core.activations.pointwise import abs as abs
from fdnn_core.activations.pointwise import elu as elu
from fdnn_core.activations.pointwise import gelu as gelu
from fdnn_core.activations.pointwise import hardtanh as hardtanh
from fdnn_core.activations.pointwise import identity as identity
from fdnn_core.activations.pointwise import leaky_relu as leaky_relu
from fdnn_core.activations.pointwise import relu as relu
from fdnn_core.activations.pointwise import relu_squared as relu_squared
from fdnn_core.activations.pointwise import sigmoid as sigmoid
from fdnn_core.activations.pointwise import sign as sign
from fdnn_core.activations.pointwise import silu as silu
from fdnn_core.activations.pointwise import sin as sin
from fdnn_core.activations.pointwise import softplus as softplus
from fdnn_core.activations.pointwise import square as square
from fdnn_core.activations.pointwise import tanh as tanh
from fdnn_core.activations.spectral import FREQUENCY_ACTIVATIONS as FREQUENCY_ACTIVATIONS
from fdnn_core.activations.spectral import cardioid as cardioid
from fdnn_core.activations.spectral import crelu as crelu
from fdnn_core.activations.spectral import modrelu as modrelu
from fdnn_core.activations.spectral import soft_threshold as soft_threshold
from fdnn_core.activations.spectral import zrelu as zrelu
from fdnn_core.cliff.crossover import Crossover as Crossover
from fdnn_core.cliff.crossover import crossover as crossover
from fdnn_core.cliff.crossover import crossovers as crossovers
from fdnn_core.cliff.environment import record_of as record_of
from fdnn_core.cliff.environment import this_device as this_device
from fdnn_core.cliff.race import RACE_SPARSITIES as RACE_SPARSITIES
from fdnn_core.cliff.race import RACE_STRUCTURES as RACE_STRUCTURES
from fdnn_core.cliff.race import RaceProgress as RaceProgress
from fdnn_core.cliff.race import race as race
from fdnn_core.cliff.records import CliffRecord as CliffRecord
from fdnn_core.cliff.records import Contender as Contender
from fdnn_core.cliff.records import Device as Device
from fdnn_core.cliff.records import PublishedPoint as PublishedPoint
from fdnn_core.cliff.records import PublishedRecord as PublishedRecord
from fdnn_core.cliff.records import Race as Race
from fdnn_core.cliff.report import plot_race as plot_race
from fdnn_core.cliff.report import race_report as race_report
from fdnn_core.cliff.report import race_table as race_table
from fdnn_core.cliff.roofline import Roofline as Roofline
from fdnn_core.cliff.roofline import RooflineFit as RooflineFit
from fdnn_core.cliff.roofline import bandwidth_bound_crossover as bandwidth_bound_crossover
from fdnn_core.cliff.roofline import compute_bound_crossover as compute_bound_crossover
from fdnn_core.cliff.roofline import fit_roofline as fit_roofline
from fdnn_core.cliff.roofline import ideal_speedup as ideal_speedup
from fdnn_core.cliff.schema import RecordError as RecordError
from fdnn_core.cliff.schema import cliff_record_schema as cliff_record_schema
from fdnn_core.cliff.schema import load_cliff_record as load_cliff_record
from fdnn_core.cliff.schema import read_cliff_record as read_cliff_record
from fdnn_core.cliff.writing import save_cliff_record as save_cliff_record
from fdnn_core.cliff.writing import write_cliff_record as write_cliff_record
from fdnn_core.closed_forms.aliasing import sampled_amplitudes as sampled_amplitudes
from fdnn_core.closed_forms.bessel import bessel_j as bessel_j
from fdnn_core.closed_forms.fourier_series import EXACT_SERIES as EXACT_SERIES
from fdnn_core.closed_forms.fourier_series import abs_series as abs_series
from fdnn_core.closed_forms.fourier_series import hardtanh_series as hardtanh_series
from fdnn_core.closed_forms.fourier_series import identity_series as identity_series
from fdnn_core.closed_forms.fourier_series import leaky_relu_series as leaky_relu_series
from fdnn_core.closed_forms.fourier_series import numeric_series as numeric_series
from fdnn_core.closed_forms.fourier_series import relu_series as relu_series
from fdnn_core.closed_forms.fourier_series import relu_squared_series as relu_squared_series
from fdnn_core.closed_forms.fourier_series import sign_series as sign_series
from fdnn_core.closed_forms.fourier_series import sin_series as sin_series
from fdnn_core.closed_forms.fourier_series import square_series as square_series
from fdnn_core.closed_forms.hermite import arc_cosine_kernel as arc_cosine_kernel
from fdnn_core.closed_forms.hermite import gaussian_mean as gaussian_mean
from fdnn_core.closed_forms.hermite import hermite_coefficients as hermite_coefficients
from fdnn_core.closed_forms.hermite import hermite_functions as hermite_functions
from fdnn_core.closed_forms.hermite import output_power as output_power
from fdnn_core.closed_forms.irradiance import cap_coefficients as cap_coefficients
from fdnn_core.closed_forms.irradiance import irradiance_errors as irradiance_errors
from fdnn_core.closed_forms.irradiance import lobe_coefficients as lobe_coefficients
from fdnn_core.closed_forms.irradiance import lobe_energy as lobe_energy
from fdnn_core.closed_forms.irradiance import lobe_order as lobe_order
from fdnn_core.learning.adam import adam as adam
from fdnn_core.learning.batches import mini_batches as mini_batches
from fdnn_core.learning.features import FEATURES as FEATURES
from fdnn_core.learning.features import Features as Features
from fdnn_core.learning.features import feature_scaling as feature_scaling
from fdnn_core.learning.mlp import Perceptron as Perceptron
from fdnn_core.learning.mlp import softmax as softmax
from fdnn_core.metrics.comparison import Comparable as Comparable
from fdnn_core.metrics.similarity import correlation as correlation
from fdnn_core.metrics.similarity import local_energy_correlation as local_energy_correlation
from fdnn_core.metrics.similarity import psnr as psnr
from fdnn_core.metrics.ssim import ssim as ssim
from fdnn_core.operators.matrices import convolution_matrix as convolution_matrix
from fdnn_core.operators.matrices import in_fourier_basis as in_fourier_basis
from fdnn_core.operators.matrices import off_diagonal_share as off_diagonal_share
from fdnn_core.phase.degradation import flat_magnitude as flat_magnitude
from fdnn_core.phase.degradation import noisy_phase as noisy_phase
from fdnn_core.phase.degradation import power_law_magnitude as power_law_magnitude
from fdnn_core.phase.degradation import quantise_magnitude as quantise_magnitude
from fdnn_core.phase.degradation import quantise_phase as quantise_phase
from fdnn_core.phase.degradation import random_phase as random_phase
from fdnn_core.phase.degradation import zero_phase as zero_phase
from fdnn_core.phase.masks import apply_mask as apply_mask
from fdnn_core.phase.masks import high_pass_mask as high_pass_mask
from fdnn_core.phase.masks import low_pass_mask as low_pass_mask
from fdnn_core.phase.masks import notch_mask as notch_mask
from fdnn_core.phase.masks import ring_mask as ring_mask
from fdnn_core.phase.masks import symmetric_mask as symmetric_mask
from fdnn_core.phase.masks import wedge_mask as wedge_mask
from fdnn_core.phase.mixing import mix_phase_magnitude as mix_phase_magnitude
from fdnn_core.phase.mixing import mix_polar as mix_polar
from fdnn_core.phase.patches import join_patches as join_patches
from fdnn_core.phase.patches import split_patches as split_patches
from fdnn_core.phase.patches import without_patch_means as without_patch_means
from fdnn_core.phase.polar import from_polar as from_polar
from fdnn_core.phase.polar import phase_spectrum as phase_spectrum
from fdnn_core.phase.polar import to_polar as to_polar
from fdnn_core.phase.retrieval import Estimate as Estimate
from fdnn_core.phase.retrieval import retrieve_from_magnitude as retrieve_from_magnitude
from fdnn_core.phase.retrieval import retrieve_from_phase as retrieve_from_phase
from fdnn_core.phase.retrieval import upright as upright
from fdnn_core.signals.digits import DIGITS_TRAINING as DIGITS_TRAINING
from fdnn_core.signals.digits import digits as digits
from fdnn_core.signals.images import checkerboard as checkerboard
from fdnn_core.signals.images import dct_atoms as dct_atoms
from fdnn_core.signals.images import power_law_field as power_law_field
from fdnn_core.signals.images import zone_plate as zone_plate
from fdnn_core.signals.lights import LIGHTS as LIGHTS
from fdnn_core.signals.lights import noise_light as noise_light
from fdnn_core.signals.lights import sky_light as sky_light
from fdnn_core.signals.lights import sun_light as sun_light
from fdnn_core.signals.lights import window_light as window_light
from fdnn_core.signals.photographs import PHOTOGRAPHS as PHOTOGRAPHS
from fdnn_core.signals.photographs import photograph as photograph
from fdnn_core.signals.tones import band_limited_noise as band_limited_noise
from fdnn_core.signals.tones import chirp as chirp
from fdnn_core.signals.tones import tone as tone
from fdnn_core.signals.tones import tones as tones
from fdnn_core.signals.vowels import VOWELS as VOWELS
from fdnn_core.signals.vowels import vowel as vowel
from fdnn_core.sparse.base import SparseMatrix as SparseMatrix
from fdnn_core.sparse.blas import Blas as Blas
from fdnn_core.sparse.blas import blas_of as blas_of
from fdnn_core.sparse.bsr import BsrMatrix as BsrMatrix
from fdnn_core.sparse.checks import product_error as product_error
from fdnn_core.sparse.csr import CsrMatrix as CsrMatrix
from fdnn_core.sparse.dense_parts import ColumnsMatrix as ColumnsMatrix
from fdnn_core.sparse.dense_parts import CornerMatrix as CornerMatrix
from fdnn_core.sparse.dense_parts import RowsMatrix as RowsMatrix
from fdnn_core.sparse.kernels import Kernel as Kernel
from fdnn_core.sparse.kernels import kernels as kernels
from fdnn_core.sparse.nm import NMMatrix as NMMatrix
from fdnn_core.sparse.pruning import prune as prune
from fdnn_core.sparse.pruning import prune_high_frequencies as prune_high_frequencies
from fdnn_core.sparse.pruning import prune_n_of_m as prune_n_of_m
from fdnn_core.sparse.structures import ProductShape as ProductShape
from fdnn_core.sparse.structures import Structure as Structure
from fdnn_core.sparse.structures import parse_structure as parse_structure
from fdnn_core.spectra.amplitude import amplitudes as amplitudes
from fdnn_core.spectra.amplitude import decibels as decibels
from fdnn_core.spectra.amplitude import power as power
from fdnn_core.spectra.amplitude import total_harmonic_distortion as total_harmonic_distortion
from fdnn_core.spectra.coding_gain import autoregressive_covariance as autoregressive_covariance
from fdnn_core.spectra.coding_gain import coding_gain as coding_gain
from fdnn_core.spectra.coding_gain import coefficient_variances as coefficient_variances
from fdnn_core.spectra.coding_gain import decorrelation as decorrelation
from fdnn_core.spectra.coding_gain import row_covariance as row_covariance
from fdnn_core.spectra.images import log_spectrum as log_spectrum
from fdnn_core.spectra.images import radial_power as radial_power
from fdnn_core.spectra.images import radial_slope as radial_slope
from fdnn_core.spectra.sparsity import coefficients_for_energy as coefficients_for_energy
from fdnn_core.spectra.sparsity import energy_curve as energy_curve
from fdnn_core.spectra.sparsity import gini as gini
from fdnn_core.spectra.sparsity import hoyer as hoyer
from fdnn_core.spectra.sparsity import significant_count as significant_count
from fdnn_core.spectra.sparsity import spectral_entropy as spectral_entropy
from fdnn_core.timing.clock import Timer as Timer
from fdnn_core.timing.clock import clock_step as clock_step
from fdnn_core.timing.measure import Variant as Variant
from fdnn_core.timing.measure import measure as measure
from fdnn_core.timing.statistics import FEWEST_ROUNDS as FEWEST_ROUNDS
from fdnn_core.timing.statistics import MEASUREMENT_FLAGS as MEASUREMENT_FLAGS
from fdnn_core.timing.statistics import Interval as Interval
from fdnn_core.timing.statistics import Measurement as Measurement
from fdnn_core.timing.statistics import Progress as Progress
from fdnn_core.timing.statistics import Spread as Spread
from fdnn_core.timing.statistics import paired_speedup as paired_speedup
from fdnn_core.transforms.bases import cosine_basis as cosine_basis
from fdnn_core.transforms.bases import fourier_basis as fourier_basis
from fdnn_core.transforms.bases import karhunen_loeve_basis as karhunen_loeve_basis
from fdnn_core.transforms.bases import walsh_hadamard_basis as walsh_hadamard_basis
from fdnn_core.transforms.block_dct import block_dctn as block_dctn
from fdnn_core.transforms.block_dct import block_idctn as block_idctn
from fdnn_core.transforms.convolution import circular_convolve as circular_convolve
from fdnn_core.transforms.convolution import gaussian_kernel as gaussian_kernel
from fdnn_core.transforms.dct import dct as dct
from fdnn_core.transforms.dct import dctn as dctn
from fdnn_core.transforms.dct import idct as idct
from fdnn_core.transforms.dct import idctn as idctn
from fdnn_core.transforms.jpeg import jpeg_bits_per_pixel as jpeg_bits_per_pixel
from fdnn_core.transforms.jpeg import jpeg_quantisation_table as jpeg_quantisation_table
from fdnn_core.transforms.jpeg import zigzag_order as zigzag_order
from fdnn_core.transforms.resampling import resample as resample
from fdnn_core.transforms.spherical_harmonics import SphereSampler as SphereSampler
from fdnn_core.transforms.spherical_harmonics import sphere_quadrature as sphere_quadrature
from fdnn_core.transforms.spherical_harmonics import spherical_coefficients as spherical_coefficients
from fdnn_core.transforms.spherical_harmonics import spherical_convolve as spherical_convolve
from fdnn_core.transforms.spherical_harmonics import spherical_energy as spherical_energy
from fdnn_core.transforms.spherical_harmonics import spherical_harmonics as spherical_harmonics
from fdnn_core.transforms.spherical_harmonics import spherical_sum as spherical_sum
from fdnn_core.transforms.spherical_harmonics import zonal_coefficients as zonal_coefficients
from fdnn_core.transforms.truncation import keep_fraction as keep_fraction
from fdnn_core.transforms.truncation import keep_largest as keep_largest
from fdnn_core.transforms.truncation import low_pass as low_pass
from fdnn_core.transforms.wavelets import WAVELETS as WAVELETS
from fdnn_core.transforms.wavelets import inverse_wavelet_transform as inverse_wavelet_transform
from fdnn_core.transforms.wavelets import wavelet_transform as wavelet_transform

NAMES: dict[str, tuple[str, ...]]

__version__: str

__all__ = [
    "ACTIVATIONS",
    "DIGITS_TRAINING",
    "EXACT_SERIES",
    "FEATURES",
    "FEWEST_ROUNDS",
    "FREQUENCY_ACTIVATIONS",
    "LIGHTS",
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
    "Features",
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
    "SphereSampler",
    "Spread",
    "Structure",
    "Timer",
    "Variant",
    "abs_series",
    "adam",
    "alias_energy",
    "amplitudes",
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
    "cap_coefficients",
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
    "correlation",
    "cosine_basis",
    "crelu",
    "crossover",
    "crossovers",
    "dct",
    "dct_atoms",
    "dctn",
    "decibels",
    "decorrelation",
    "digits",
    "elu",
    "energy_curve",
    "erf",
    "feature_scaling",
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
    "irradiance_errors",
    "join_patches",
    "jpeg_bits_per_pixel",
    "jpeg_quantisation_table",
    "karhunen_loeve_basis",
    "keep_fraction",
    "keep_largest",
    "kernels",
    "leaky_relu",
    "leaky_relu_series",
    "load_cliff_record",
    "lobe_coefficients",
    "lobe_energy",
    "lobe_order",
    "local_energy_correlation",
    "log_spectrum",
    "low_pass",
    "low_pass_mask",
    "measure",
    "mini_batches",
    "mix_phase_magnitude",
    "mix_polar",
    "modrelu",
    "noise_light",
    "noisy_phase",
    "notch_mask",
    "numeric_series",
    "off_diagonal_share",
    "output_power",
    "paired_speedup",
    "parse_structure",
    "phase_spectrum",
    "photograph",
    "plot_race",
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
    "race_report",
    "race_table",
    "radial_power",
    "radial_slope",
    "random_phase",
    "read_cliff_record",
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
    "save_cliff_record",
    "sigmoid",
    "sign",
    "sign_series",
    "significant_count",
    "silu",
    "sin",
    "sin_series",
    "sky_light",
    "soft_threshold",
    "softmax",
    "softplus",
    "spectral_entropy",
    "sphere_quadrature",
    "spherical_coefficients",
    "spherical_convolve",
    "spherical_energy",
    "spherical_harmonics",
    "spherical_sum",
    "split_patches",
    "square",
    "square_series",
    "ssim",
    "standardise",
    "sun_light",
    "symmetric_mask",
    "tanh",
    "this_device",
    "to_polar",
    "tone",
    "tones",
    "total_harmonic_distortion",
    "upright",
    "vowel",
    "walsh_hadamard_basis",
    "wavelet_transform",
    "wedge_mask",
    "window_light",
    "without_patch_means",
    "write_cliff_record",
    "zero_phase",
    "zigzag_order",
    "zonal_coefficients",
    "zone_plate",
    "zrelu",
]
