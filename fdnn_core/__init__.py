"""The mathematics of neural networks in the frequency domain, in numpy alone."""

from fdnn_core.activations import ACTIVATIONS, elu, gelu, sigmoid, silu, sin, softplus, tanh
from fdnn_core.band_limiting import alias_energy, band_limited
from fdnn_core.bessel import bessel_j
from fdnn_core.blocks import block_dctn, block_idctn
from fdnn_core.compaction import coefficients_for_energy, energy_curve, significant_count
from fdnn_core.convolution import circular_convolve, gaussian_kernel
from fdnn_core.cosine_transforms import dct, dctn, idct, idctn
from fdnn_core.distortion import total_harmonic_distortion
from fdnn_core.error_function import erf
from fdnn_core.fields import dct_atoms, power_law_field
from fdnn_core.folding import sampled_amplitudes
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
from fdnn_core.image_spectra import log_spectrum, radial_power, radial_slope
from fdnn_core.keep import keep_fraction, keep_largest, low_pass
from fdnn_core.layers import cascade, standardise
from fdnn_core.patterns import checkerboard, zone_plate
from fdnn_core.photographs import PHOTOGRAPHS, photograph
from fdnn_core.piecewise import abs, hardtanh, identity, leaky_relu, relu, relu_squared, sign, square
from fdnn_core.random_signals import band_limited_noise, tones
from fdnn_core.resampling import resample
from fdnn_core.series import EXACT_SERIES, identity_series, sin_series, square_series
from fdnn_core.signals import chirp, tone
from fdnn_core.sparsity import gini, hoyer, spectral_entropy
from fdnn_core.spectra import amplitudes, decibels, power
from fdnn_core.voice import VOWELS, vowel

__all__ = [
    "ACTIVATIONS",
    "EXACT_SERIES",
    "FREQUENCY_ACTIVATIONS",
    "PHOTOGRAPHS",
    "VOWELS",
    "abs",
    "abs_series",
    "alias_energy",
    "amplitudes",
    "band_limited",
    "band_limited_noise",
    "bessel_j",
    "block_dctn",
    "block_idctn",
    "cardioid",
    "cascade",
    "checkerboard",
    "chirp",
    "circular_convolve",
    "coefficients_for_energy",
    "crelu",
    "dct",
    "dct_atoms",
    "dctn",
    "decibels",
    "elu",
    "energy_curve",
    "erf",
    "gaussian_kernel",
    "gelu",
    "gini",
    "hardtanh",
    "hardtanh_series",
    "hoyer",
    "idct",
    "idctn",
    "identity",
    "identity_series",
    "keep_fraction",
    "keep_largest",
    "leaky_relu",
    "leaky_relu_series",
    "log_spectrum",
    "low_pass",
    "modrelu",
    "photograph",
    "power",
    "power_law_field",
    "radial_power",
    "radial_slope",
    "relu",
    "relu_series",
    "relu_squared",
    "relu_squared_series",
    "resample",
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
    "spectral_entropy",
    "square",
    "square_series",
    "standardise",
    "tanh",
    "tone",
    "tones",
    "total_harmonic_distortion",
    "vowel",
    "zone_plate",
    "zrelu",
]
