"""The activation functions by name, as layers from one signal to another."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from demos.kit.activations import Activation, checked
from demos.kit.figures import Array
from fdnn_core import ACTIVATIONS, band_limited, cardioid, crelu, gelu, soft_threshold, zrelu

#: Activations of each sample, with PyTorch's names.
POINTWISE: dict[str, Callable[..., Array]] = {**ACTIVATIONS, "gelu_tanh": partial(gelu, approximate="tanh")}

#: Activations of each frequency.
SPECTRAL: dict[str, Callable[[Array], Array]] = {
    "modrelu": lambda z: soft_threshold(z, 0.1 * float(np.abs(z).max())),
    "crelu": crelu,
    "zrelu": zrelu,
    "cardioid": cardioid,
}

LABELS = {
    "identity": "identity",
    "relu": "ReLU",
    "leaky_relu": "leaky ReLU",
    "elu": "ELU",
    "gelu": "GELU",
    "gelu_tanh": "GELU (tanh form)",
    "silu": "SiLU",
    "softplus": "softplus",
    "tanh": "tanh",
    "sigmoid": "sigmoid",
    "hardtanh": "hard tanh",
    "abs": "absolute value",
    "square": "square",
    "relu_squared": "ReLU²",
    "sin": "sine",
    "sign": "sign",
    "modrelu": "modReLU on the spectrum",
    "crelu": "CReLU on the spectrum",
    "zrelu": "zReLU on the spectrum",
    "cardioid": "cardioid on the spectrum",
}


def is_pointwise(activation: Activation) -> bool:
    """Return whether the activation acts on each sample; functions of the caller's own must."""
    return callable(activation) or activation in POINTWISE


def layer(activation: Activation, oversampling: int) -> Callable[[Array], Array]:
    """Return the activation as a map from signal to signal; only pointwise ones are oversampled."""
    if not callable(activation) and activation in SPECTRAL:
        return partial(_on_spectrum, SPECTRAL[activation])
    function = checked(activation) if callable(activation) else POINTWISE[activation]
    return partial(band_limited, function, oversampling=oversampling) if oversampling > 1 else function


def _on_spectrum(function: Callable[[Array], Array], x: Array) -> Array:
    axes = tuple(range(x.ndim))
    return np.fft.irfftn(function(_without_rounding_errors(np.fft.rfftn(x))), s=x.shape, axes=axes)


def _without_rounding_errors(z: Array) -> Array:
    """Set tiny real and imaginary parts to zero; else their signs would decide which coefficients survive."""
    threshold = 1e-12 * np.abs(z).max()
    real, imaginary = (np.where(np.abs(part) > threshold, part, 0) for part in (z.real, z.imag))
    return real + 1j * imaginary
