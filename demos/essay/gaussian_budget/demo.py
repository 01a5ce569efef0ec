"""The energy budget of an activation for Gaussian noise and for photographs, by Hermite order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import numpy as np

from demos.essay.gaussian_budget.report import Split, figures
from demos.kit.activations import Activation, checked, label_of
from demos.kit.caching import cache_last
from demos.kit.controls import Choice, ControlError, Picture, Seed, Slider
from demos.kit.declare import demo
from demos.kit.figures import Array, Figures
from demos.kit.library import PICTURES
from demos.kit.pictures import square
from fdnn_core import (
    ACTIVATIONS,
    gaussian_mean,
    hermite_coefficients,
    hermite_functions,
    output_power,
    standardise,
)
from fdnn_core.signals.colour import luma

_SIDE = 256
_ORDERS = 160  # highest order of the predicted spectrum: a kink spreads over many
_TERMS = (1, 1), (2, 2), (3, _ORDERS)  # first and last order of each part of it
_SHOWN = 4  # highest order that the table names
_SOURCES = {"noise": "Gaussian noise, smoothed", "picture": "a picture"}
_CHOSEN = {
    **{"relu": "ReLU", "abs": "absolute value", "square": "square"},
    **{"tanh": "tanh", "gelu": "GELU", "sign": "sign"},
}
_NOISE = {"source": ("noise",)}


@demo(title="The energy budget of an activation")
def gaussian_budget(
    source: Annotated[str, Choice(_SOURCES, label="Input")] = "noise",
    picture: Annotated[Array, Picture(PICTURES, label="Picture", when={"source": ("picture",)})] = "camera",  # type: ignore[assignment]
    smooth: Annotated[float, Slider(1, 4, 0.5, unit="pixels", label="Smoothed by", when=_NOISE)] = 2.0,
    activation: Annotated[Activation, Choice(_CHOSEN, callables=True, label="Activation")] = "relu",
    seed: Annotated[int, Seed(label="Seed", help="Sets the random noise.", when=_NOISE)] = 0,
) -> Figures:
    """Apply an activation to a field of zero mean and unit variance, and split the energy by Hermite order.

    For Gaussian noise, theory gives the shares of the constant, the input itself, its square and so on.
    """
    if source == "noise":
        x, spectrum = _noise(smooth, seed)
    else:
        x = standardise(square(luma(picture), _SIDE))
        spectrum = np.abs(np.fft.fft2(x)) ** 2 / x.size
    function = checked(activation) if callable(activation) else ACTIVATIONS[activation]
    coefficients, energy = _budget(function)
    y = np.asarray(function(x))
    split = Split(coefficients[: _SHOWN + 1] ** 2 / energy, _shares(x, y))
    terms = [_predicted(spectrum, coefficients, *orders) for orders in _TERMS]
    return figures(y, split, terms, of=label_of(activation, _CHOSEN), gaussian=source == "noise")


def _budget(function: Callable[[Array], Array]) -> tuple[Array, float]:
    """Return the Hermite coefficients of an activation and the mean of its square, for Gaussian noise."""
    try:
        coefficients = hermite_coefficients(function, _ORDERS)
        return coefficients, float(gaussian_mean(lambda points: function(points) ** 2))
    except ControlError:
        raise
    except ValueError as error:
        raise ControlError("activation", f"cannot be used: {error}") from error


@cache_last
def _noise(smooth: float, seed: int) -> tuple[Array, Array]:
    """Return white noise after a Gaussian filter (H, W), and its expected power at all frequencies (H, W)."""
    frequency = np.fft.fftfreq(_SIDE)  # cycles per pixel
    row = np.exp(-((2 * np.pi * frequency * smooth) ** 2))  # power spectrum
    power = np.outer(row, row)
    power[0, 0] = 0
    power /= power.mean()
    white = np.random.default_rng(seed).standard_normal((_SIDE, _SIDE))
    return standardise(np.fft.ifft2(np.sqrt(power) * np.fft.fft2(white)).real), power


def _predicted(spectrum: Array, coefficients: Array, first: int, last: int) -> Array:
    """Return the power (H, W) of the orders from first to last; zeros if the input is zero."""
    some = coefficients[: last + 1].copy()
    some[:first] = 0
    return output_power(spectrum, some) if spectrum.any() else spectrum


def _shares(x: Array, y: Array) -> Array:
    """Return the share of the energy of `y` that each degree adds to a polynomial fit in `x`."""
    directions = np.linalg.qr(hermite_functions(x.ravel(), _SHOWN).T)[0]
    energy = float(np.sum(y**2))
    return (directions.T @ y.ravel()) ** 2 / energy if energy else np.zeros(_SHOWN + 1)
