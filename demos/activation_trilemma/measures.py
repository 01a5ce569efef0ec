"""Each operation's scores over many signals: sparsity, translation, new frequencies, what can be read out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from demos.activation_trilemma.operations import Operation
from demos.kit.figures import Array
from fdnn_core import delay, new_frequency_energy, readout_score, significant_count, tones, translation_error

N = 256  # samples
BINS = N // 2 + 1
_TONES, _HIGHEST = 5, 32  # cosines a signal, cycles
_KERNELS, _TAPS = 24, 9
_NOTHING = 1e-9  # of a signal: rounding
_APART = 4  # samples, within reach of the kernels
_BLUR = np.hanning(19)[1:-1] / 9

#: What is to be read out at each sample, of signals (draws, N).
TARGETS: Mapping[str, Callable[[Array], Array]] = {
    "x²": np.square,
    "|x|": np.abs,
    "max": lambda x: np.maximum(x, delay(x, _APART)),
    "blur": lambda x: convolved(x, _BLUR),
}


@dataclass(frozen=True)
class Scores:
    """Medians over the signals, and the score of the read-out."""

    bins: float
    whole: float  # error of a delay by 7 samples
    half: float  # by half a sample
    new: float  # share of the energy
    readout: float  # R²


def signals(seed: int, draws: int) -> tuple[Array, Array, Array]:
    """Return signals of unit power, (draws, N) to fit and as many to score, and kernels, (kernels, taps)."""
    drawn = np.stack([tones(N, _TONES, 1000 * seed + i, _HIGHEST) for i in range(2 * draws)])
    drawn /= np.sqrt(np.mean(drawn**2, axis=1, keepdims=True))
    kernels = np.random.default_rng(seed).standard_normal((_KERNELS, _TAPS)) / np.sqrt(_TAPS)
    return drawn[:draws], drawn[draws:], kernels


def convolved(x: Array, kernel: Array) -> Array:
    """Convolve signals with a kernel centred at its middle tap, around their ends."""
    spectrum = np.fft.rfft(kernel, N) * np.exp(2j * np.pi * np.arange(BINS) * (len(kernel) // 2) / N)
    return np.fft.irfft(np.fft.rfft(x) * spectrum, N)


def scores(operation: Operation, target: str, fit: Array, unseen: Array, kernels: Array) -> Scores:
    """Return the scores of one operation."""
    y = operation(unseen)
    alive = np.linalg.norm(y, axis=-1) > _NOTHING * np.linalg.norm(unseen, axis=-1)
    x, y = unseen[alive], y[alive]
    return Scores(
        bins=_median([significant_count(spectrum, 1e-12) for spectrum in np.fft.rfft(y)]),
        whole=_median(translation_error(operation, x, 7)),
        half=_median(translation_error(operation, x, 0.5)),
        new=_median(new_frequency_energy(x, y)),
        readout=readout_score(
            _features(operation, fit, kernels),
            TARGETS[target](fit).ravel(),
            _features(operation, unseen, kernels),
            TARGETS[target](unseen).ravel(),
        ),
    )


def _median(values: Sequence[float] | Array) -> float:
    """Return the middle of the signals that the operation leaves anything of; 0 if there is none."""
    return float(np.median(values)) if len(values) else 0.0


def _features(operation: Operation, x: Array, kernels: Array) -> Array:
    """Return the operation after each kernel, the signal itself and a constant: (draws * N, kernels + 2)."""
    made = [operation(convolved(x, kernel)) for kernel in kernels]
    return np.stack([*made, x, np.ones_like(x)], axis=-1).reshape(x.size, -1)
