"""Eight operations on periodic signals (..., N), on each sample or on each frequency."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from demos.kit.figures import Array
from fdnn_core import crelu, gelu, identity, relu, resample, soft_threshold, square, zrelu

Operation = Callable[[Array], Array]

_OVERSAMPLING = 4
_THRESHOLD = 0.7  # of the largest magnitude


def filtered_relu(x: Array) -> Array:
    """Return the ReLU computed on a finer grid, low-pass filtered to the lower half of the frequencies."""
    n = x.shape[-1]
    fine = relu(resample(x, _OVERSAMPLING * n, -1))
    return resample(resample(fine, n // 2 + 1, -1), n, -1)


def _of_spectrum(function: Operation, x: Array) -> Array:
    return np.fft.irfft(function(np.fft.rfft(x)), x.shape[-1])


def _shrunk(z: Array) -> Array:
    return soft_threshold(z, _THRESHOLD * np.abs(z).max(axis=-1, keepdims=True))


#: By name; first those on each sample, which add frequencies.
OPERATIONS: Mapping[str, Operation] = {
    "ReLU": relu,
    "GELU": gelu,
    "square": square,
    "filtered ReLU": filtered_relu,
    "modReLU": partial(_of_spectrum, _shrunk),
    "CReLU": partial(_of_spectrum, crelu),
    "zReLU": partial(_of_spectrum, zrelu),
    "identity": identity,
}
