"""The mathematics of neural networks in the frequency domain, in pure numpy.

Every public name can be imported from this package. The module that defines a name is imported on first use,
because in the browser each imported module delays the start. `__init__.pyi` lists the same names for type
checkers and editors.

`dir(fdnn_core)` lists all public names. As in numpy, `__all__` leaves out `abs`, so that
`from fdnn_core import *` does not replace the built-in function. `fdnn_core.abs` and
`from fdnn_core import abs` work.

Images have the shape (..., H, W): height and width are the last two axes, and all axes before them are a
batch whose images are treated separately. Colour needs `channel_axis`, as in scikit-image: each channel is
treated separately, and the result has its channels on the same axis. Without `channel_axis`, arrays of shape
(..., H, W, 3) or (..., H, W, 4) with H and W of at least 8 are refused, because they are most probably colour
images. If the last axis is the width after all, pass an axis of the batch as `channel_axis`.

Every function either propagates NaN and infinity or raises a ValueError; its docstring says which.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

#: Public names by the module, relative to this package, that defines them.
NAMES: dict[str, tuple[str, ...]] = {
    "transforms.bases": ("cosine_basis", "fourier_basis", "karhunen_loeve_basis", "walsh_hadamard_basis"),
    "transforms.block_dct": ("block_dctn", "block_idctn"),
    "transforms.convolution": ("circular_convolve", "gaussian_kernel"),
    "transforms.dct": ("dct", "dctn", "idct", "idctn"),
    "transforms.jpeg": ("jpeg_bits_per_pixel", "jpeg_quantisation_table", "zigzag_order"),
    "transforms.resampling": ("resample",),
    "transforms.spherical_harmonics": (
        "SphereSampler",
        "sphere_quadrature",
        "spherical_coefficients",
        "spherical_convolve",
        "spherical_energy",
        "spherical_harmonics",
        "spherical_sum",
        "zonal_coefficients",
    ),
    "transforms.truncation": ("keep_fraction", "keep_largest", "low_pass"),
    "transforms.wavelets": ("WAVELETS", "inverse_wavelet_transform", "wavelet_transform"),
    "activations._erf": ("erf",),
    "activations.antialiased": ("alias_energy", "band_limited"),
    "activations.cascade": ("cascade", "standardise"),
    "activations.pointwise": (
        "ACTIVATIONS",
        "abs",
        "elu",
        "gelu",
        "hardtanh",
        "identity",
        "leaky_relu",
        "relu",
        "relu_squared",
        "sigmoid",
        "sign",
        "silu",
        "sin",
        "softplus",
        "square",
        "tanh",
    ),
    "activations.spectral": (
        "FREQUENCY_ACTIVATIONS",
        "cardioid",
        "crelu",
        "modrelu",
        "soft_threshold",
        "zrelu",
    ),
    "closed_forms.aliasing": ("sampled_amplitudes",),
    "closed_forms.bessel": ("bessel_j",),
    "closed_forms.fourier_series": (
        "EXACT_SERIES",
        "abs_series",
        "hardtanh_series",
        "identity_series",
        "leaky_relu_series",
        "numeric_series",
        "relu_series",
        "relu_squared_series",
        "sign_series",
        "sin_series",
        "square_series",
    ),
    "closed_forms.hermite": (
        "arc_cosine_kernel",
        "gaussian_mean",
        "hermite_coefficients",
        "hermite_functions",
        "output_power",
    ),
    "closed_forms.irradiance": (
        "cap_coefficients",
        "irradiance_errors",
        "lobe_coefficients",
        "lobe_energy",
        "lobe_order",
    ),
    "spectra.amplitude": ("amplitudes", "decibels", "power", "total_harmonic_distortion"),
    "spectra.coding_gain": (
        "autoregressive_covariance",
        "coding_gain",
        "coefficient_variances",
        "decorrelation",
        "row_covariance",
    ),
    "spectra.images": ("log_spectrum", "radial_power", "radial_slope"),
    "spectra.sparsity": (
        "coefficients_for_energy",
        "energy_curve",
        "gini",
        "hoyer",
        "significant_count",
        "spectral_entropy",
    ),
    "phase.degradation": (
        "flat_magnitude",
        "noisy_phase",
        "power_law_magnitude",
        "quantise_magnitude",
        "quantise_phase",
        "random_phase",
        "zero_phase",
    ),
    "phase.masks": (
        "apply_mask",
        "high_pass_mask",
        "low_pass_mask",
        "notch_mask",
        "ring_mask",
        "symmetric_mask",
        "wedge_mask",
    ),
    "phase.mixing": ("mix_phase_magnitude", "mix_polar"),
    "phase.patches": ("join_patches", "split_patches", "without_patch_means"),
    "phase.polar": ("from_polar", "phase_spectrum", "to_polar"),
    "phase.retrieval": ("Estimate", "retrieve_from_magnitude", "retrieve_from_phase", "upright"),
    "metrics.comparison": ("Comparable",),
    "metrics.similarity": ("correlation", "local_energy_correlation", "psnr"),
    "metrics.ssim": ("ssim",),
    "signals.images": ("checkerboard", "dct_atoms", "power_law_field", "zone_plate"),
    "signals.digits": ("DIGITS_TRAINING", "digits"),
    "signals.lights": ("LIGHTS", "noise_light", "sky_light", "sun_light", "window_light"),
    "signals.photographs": ("PHOTOGRAPHS", "photograph"),
    "signals.tones": ("band_limited_noise", "chirp", "tone", "tones"),
    "signals.vowels": ("VOWELS", "vowel"),
    "operators.matrices": ("convolution_matrix", "in_fourier_basis", "off_diagonal_share"),
    "learning.adam": ("adam",),
    "learning.batches": ("mini_batches",),
    "learning.features": ("FEATURES", "Features", "feature_scaling"),
    "learning.mlp": ("Perceptron", "softmax"),
    "sparse.base": ("SparseMatrix",),
    "sparse.blas": ("Blas", "blas_of"),
    "sparse.bsr": ("BsrMatrix",),
    "sparse.checks": ("product_error",),
    "sparse.csr": ("CsrMatrix",),
    "sparse.dense_parts": ("ColumnsMatrix", "CornerMatrix", "RowsMatrix"),
    "sparse.kernels": ("Kernel", "kernels"),
    "sparse.nm": ("NMMatrix",),
    "sparse.pruning": ("prune", "prune_high_frequencies", "prune_n_of_m"),
    "sparse.structures": ("ProductShape", "Structure", "parse_structure"),
    "timing.clock": ("Timer", "clock_step"),
    "timing.measure": ("Variant", "measure"),
    "timing.statistics": (
        "FEWEST_ROUNDS",
        "Interval",
        "MEASUREMENT_FLAGS",
        "Measurement",
        "Progress",
        "Spread",
        "paired_speedup",
    ),
    "cliff.crossover": ("Crossover", "crossover", "crossovers"),
    "cliff.environment": ("record_of", "this_device"),
    "cliff.race": ("RACE_SPARSITIES", "RACE_STRUCTURES", "RaceProgress", "race"),
    "cliff.records": ("CliffRecord", "Contender", "Device", "PublishedPoint", "PublishedRecord", "Race"),
    "cliff.roofline": (
        "Roofline",
        "RooflineFit",
        "bandwidth_bound_crossover",
        "compute_bound_crossover",
        "fit_roofline",
        "ideal_speedup",
    ),
    "cliff.report": ("plot_race", "race_report", "race_table"),
    "cliff.schema": ("RecordError", "cliff_record_schema", "load_cliff_record", "read_cliff_record"),
    "cliff.writing": ("save_cliff_record", "write_cliff_record"),
}
_MODULES = {name: module for module, names in NAMES.items() for name in names}

__all__ = sorted(_MODULES.keys() - {"abs"})


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(_MODULES)
