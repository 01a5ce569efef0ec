"""The mathematics of neural networks in the frequency domain, in numpy alone."""

from fdnn_core.activations import ACTIVATIONS, elu, gelu, sigmoid, silu, sin, softplus, tanh
from fdnn_core.band_limiting import alias_energy, band_limited
from fdnn_core.compaction import coefficients_for_energy, energy_curve, significant_count
from fdnn_core.convolution import circular_convolve, gaussian_kernel
from fdnn_core.error_function import erf
from fdnn_core.frequency_activations import (
    FREQUENCY_ACTIVATIONS,
    cardioid,
    crelu,
    modrelu,
    soft_threshold,
    zrelu,
)
from fdnn_core.keep import keep_fraction, keep_largest, low_pass
from fdnn_core.layers import cascade, standardise
from fdnn_core.patterns import checkerboard, zone_plate
from fdnn_core.photographs import PHOTOGRAPHS, photograph
from fdnn_core.piecewise import abs, hardtanh, identity, leaky_relu, relu, relu_squared, sign, square
from fdnn_core.resampling import resample
from fdnn_core.signals import band_limited_noise, chirp, tone, tones
from fdnn_core.sparsity import gini, hoyer, spectral_entropy, total_harmonic_distortion
from fdnn_core.voice import VOWELS, vowel

__all__ = [
    "ACTIVATIONS",
    "FREQUENCY_ACTIVATIONS",
    "PHOTOGRAPHS",
    "VOWELS",
    "abs",
    "alias_energy",
    "band_limited",
    "band_limited_noise",
    "cardioid",
    "cascade",
    "checkerboard",
    "chirp",
    "circular_convolve",
    "coefficients_for_energy",
    "crelu",
    "elu",
    "energy_curve",
    "erf",
    "gaussian_kernel",
    "gelu",
    "gini",
    "hardtanh",
    "hoyer",
    "identity",
    "keep_fraction",
    "keep_largest",
    "leaky_relu",
    "low_pass",
    "modrelu",
    "photograph",
    "relu",
    "relu_squared",
    "resample",
    "sigmoid",
    "sign",
    "significant_count",
    "silu",
    "sin",
    "soft_threshold",
    "softplus",
    "spectral_entropy",
    "square",
    "standardise",
    "tanh",
    "tone",
    "tones",
    "total_harmonic_distortion",
    "vowel",
    "zone_plate",
    "zrelu",
]
