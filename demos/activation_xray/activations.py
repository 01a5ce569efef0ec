"""The activation functions by name, as layers that take a signal and return one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from demos.kit.figures import Array
from fdnn_core import ACTIVATIONS, band_limited, cardioid, crelu, gelu, soft_threshold, zrelu

#: Those that act on each sample, as PyTorch names them.
POINTWISE: dict[str, Callable[..., Array]] = {**ACTIVATIONS, "gelu_tanh": partial(gelu, approximate="tanh")}

#: Those that act on each frequency.
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


def layer(name: str, oversampling: int) -> Callable[[Array], Array]:
    """Return the activation as a map from signal to signal; oversampling concerns the pointwise ones only."""
    if name in SPECTRAL:
        return partial(_through_spectrum, SPECTRAL[name])
    function = POINTWISE[name]
    return partial(band_limited, function, oversampling=oversampling) if oversampling > 1 else function


def _through_spectrum(function: Callable[[Array], Array], x: Array) -> Array:
    axes = tuple(range(x.ndim))
    return np.fft.irfftn(function(_rounded(np.fft.rfftn(x))), s=x.shape, axes=axes)


def _rounded(z: Array) -> Array:
    """Set what is rounding error to zero, lest its sign decide which coefficients survive."""
    least = 1e-12 * np.abs(z).max()
    return np.where(np.abs(z.real) > least, z.real, 0) + 1j * np.where(np.abs(z.imag) > least, z.imag, 0)
