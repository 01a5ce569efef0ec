"""Scores of an operation over many signals: sparsity, equivariance, new frequencies and readout."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from demos.essay.activation_trilemma.equivariance import delay, new_frequency_energy, translation_error
from demos.essay.activation_trilemma.operations import Operation
from demos.essay.activation_trilemma.readout import readout_score
from demos.kit.figures import Array
from fdnn_core import significant_count, tones

N = 256  # samples
BINS = N // 2 + 1
_TONES, _HIGHEST = 5, 32  # cosines in a signal; cycles
_KERNELS, _TAPS = 24, 9
_NEGLIGIBLE = 1e-9  # norm relative to the signal, rounding error
_DELAY = 4  # samples, less than the length of a kernel
_BLUR = np.hanning(19)[1:-1] / 9

#: The value to read out at each sample, as functions of the signals (draws, N).
TARGETS: Mapping[str, Callable[[Array], Array]] = {
    "x²": np.square,
    "|x|": np.abs,
    "max": lambda x: np.maximum(x, delay(x, _DELAY)),
    "blur": lambda x: convolved(x, _BLUR),
}


@dataclass(frozen=True)
class Scores:
    """Medians over the signals, and the score of the readout.

    Attributes
    ----------
    bins : float
        Number of frequencies with energy.
    whole, half : float
        Relative error of equivariance to a delay by 7 samples, and by half a sample.
    new : float
        Share of the energy at frequencies that the input does not have.
    readout : float
        R² of the readout.
    """

    bins: float
    whole: float
    half: float
    new: float
    readout: float


@dataclass(frozen=True)
class Signals:
    """Signals of unit power, and their convolutions with random kernels."""

    x: Array  # (draws, N)
    filtered: Array  # (kernels, draws, N)


def signals(seed: int, draws: int) -> tuple[Signals, Signals]:
    """Return signals to fit the readout to, and the same number to score, with the same kernels."""
    drawn = np.stack([tones(N, _TONES, 1000 * seed + i, _HIGHEST) for i in range(2 * draws)])
    drawn /= np.sqrt(np.mean(drawn**2, axis=1, keepdims=True))
    kernels = np.random.default_rng(seed).standard_normal((_KERNELS, 1, _TAPS)) / np.sqrt(_TAPS)
    filtered = convolved(drawn, kernels)
    return Signals(drawn[:draws], filtered[:, :draws]), Signals(drawn[draws:], filtered[:, draws:])


def convolved(x: Array, kernel: Array) -> Array:
    """Convolve signals circularly with kernels centred at their middle tap."""
    half = kernel.shape[-1] // 2
    spectrum = np.fft.rfft(kernel, N) * np.exp(2j * np.pi * np.arange(BINS) * half / N)
    return np.fft.irfft(np.fft.rfft(x) * spectrum, N)


def scores(operation: Operation, target: str, fit: Signals, unseen: Signals) -> Scores:
    """Return the scores of one operation on the signals `unseen`, with a readout fitted to `fit`."""
    y = operation(unseen.x)
    alive = np.linalg.norm(y, axis=-1) > _NEGLIGIBLE * np.linalg.norm(unseen.x, axis=-1)
    x, y = unseen.x[alive], y[alive]
    return Scores(
        bins=_median([significant_count(spectrum, 1e-12) for spectrum in np.fft.rfft(y)]),
        whole=_median(translation_error(operation, x, 7)),
        half=_median(translation_error(operation, x, 0.5)),
        new=_median(new_frequency_energy(x, y)),
        readout=readout_score(
            _features(operation, fit),
            TARGETS[target](fit.x).ravel(),
            _features(operation, unseen),
            TARGETS[target](unseen.x).ravel(),
        ),
    )


def _median(values: Sequence[float] | Array) -> float:
    """Return the median; 0 if there are no values."""
    return float(np.median(values)) if len(values) else 0.0


def _features(operation: Operation, of: Signals) -> Array:
    """Return features (draws * N, kernels + 2): the operation after each kernel, the signal, a constant."""
    columns = [*operation(of.filtered), of.x, np.ones_like(of.x)]
    return np.stack(columns, axis=-1).reshape(of.x.size, -1)
