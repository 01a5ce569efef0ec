"""A neural operator with one Fourier layer learns the evolution of a state in time."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np

from demos.essay.neural_operator.burgers import solve_burgers
from demos.essay.neural_operator.fourier_layers import apply_fourier_layer, fit_fourier_layer
from demos.essay.neural_operator.report import Layer, figures
from demos.kit.controls import Choice, Seed, Slider
from demos.kit.declare import demo
from demos.kit.figures import Array, Figures

_POINTS, _HIGHEST = 64, 10  # points of a state; highest frequency at the start
_SEEN, _UNSEEN = 400, 100  # training states, test states
_STEP = 0.02  # time step of the solver
_EQUATIONS = {"heat": "heat (linear)", "burgers": "Burgers (nonlinear)"}
_DEGREES = {1: "the state", 2: "and its square", 3: "and its cube", 4: "and its fourth power"}
_BURGERS = {"equation": ("burgers",)}


@demo(title="One Fourier layer as a neural operator")
def neural_operator(
    equation: Annotated[str, Choice(_EQUATIONS, label="Equation")] = "burgers",
    degree: Annotated[int, Choice(_DEGREES, label="The layer sees")] = 1,
    viscosity: Annotated[float, Slider(0.05, 0.5, 0.01, label="Viscosity")] = 0.05,
    time: Annotated[float, Slider(0.1, 1, 0.1, label="Time")] = 0.5,
    strength: Annotated[
        float,
        Slider(0.01, 0.5, 0.01, label="Strength", help="Standard deviation of the states.", when=_BURGERS),
    ] = 0.33,
    seed: Annotated[int, Seed(label="Seed", help="Sets the random states.")] = 0,
) -> Figures:
    """Fit a Fourier layer to 400 pairs of states, now and later; predict the later state of 100 others.

    The layer multiplies each frequency by a number, found by least squares. Its inputs are the state and,
    optionally, powers of the state computed in space.
    """
    before = strength * _states(seed)
    if equation == "burgers":
        after = solve_burgers(before, viscosity, time, math.ceil(time / _STEP))
    else:
        decay = np.exp(-viscosity * np.arange(_POINTS // 2 + 1) ** 2 * time)
        after = apply_fourier_layer(decay[None], before[None])
    layers = [_learn(before, after, power) for power in _DEGREES]
    unseen = before[_SEEN:], after[_SEEN:]
    return figures(*unseen, layers, degree, decay_rate=viscosity * time, highest=_HIGHEST)


def _states(seed: int) -> Array:
    """Return random states (S, N) of zero mean and unit variance, amplitudes falling as 1 / frequency."""
    k = np.arange(1, _HIGHEST + 1)
    cosines, sines = np.random.default_rng(seed).standard_normal((2, _SEEN + _UNSEEN, _HIGHEST)) / k
    spectra = np.zeros((_SEEN + _UNSEEN, _POINTS // 2 + 1), np.complex128)
    spectra[:, k] = (cosines - 1j * sines) * _POINTS / 2 / np.sqrt(np.sum(1 / k**2))
    return np.fft.irfft(spectra, _POINTS)


def _learn(before: Array, after: Array, degree: int) -> Layer:
    """Fit a layer to the states seen that is given the powers up to `degree`; try it on the others."""
    features = np.stack([before**power for power in range(1, degree + 1)])
    multipliers = fit_fourier_layer(features[:, :_SEEN], after[:_SEEN])
    return Layer(multipliers, apply_fourier_layer(multipliers, features[:, _SEEN:]))
