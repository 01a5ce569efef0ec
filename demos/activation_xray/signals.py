"""The inputs of the X-Ray: synthetic signals, and parts of pictures and recordings."""

from __future__ import annotations

import numpy as np

from demos.kit.caching import cache_last
from demos.kit.controls import ControlError
from demos.kit.figures import Array
from fdnn_core import chirp, resample, standardise, tone, tones
from fdnn_core.signals.colour import luma

SIGNALS = {
    "tone": "a pure tone",
    "tones": "several tones",
    "chirp": "a chirp",
    "sound": "a sound",
    "row": "one row of a photograph",
    "photograph": "a whole photograph",
}


@cache_last
def make(
    signal: str,
    *,
    n: int,
    frequency: int,
    phase: float,
    count: int,
    seed: int,
    position: float,
    picture: Array,
    recording: Array,
) -> Array:
    """Return the input, (n,) or (H, W); synthetic signals have peak 1, others zero mean and unit variance."""
    if signal == "chirp" and frequency > n // 2:
        raise ControlError("frequency", f"must be at most half the length, {n // 2}, got {frequency}")
    match signal:
        case "tone":
            return tone(n, frequency, phase=phase)
        case "tones":
            return tones(n, count, seed=seed)
        case "chirp":
            return chirp(n, 0, frequency)
        case "sound":
            return standardise(_window(recording, n, position))
        case "row":
            grey = luma(picture)
            return standardise(resample(grey[round(position * (len(grey) - 1))], n))
        case _:
            return standardise(luma(picture))


def _window(recording: Array, n: int, position: float) -> Array:
    """Cut n samples; a recording shorter than that is repeated."""
    recording = np.resize(recording, max(n, recording.size))
    start = round(position * (recording.size - n))
    return recording[start : start + n]
