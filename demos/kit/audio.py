"""Match the loudness of sounds, so that they can be compared and are safe to hear."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_LEVEL = 0.1  # RMS, -20 dB below full scale
_PEAK = 0.5


def match_loudness(*signals: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Return the signals without their means, at one common RMS level, no peak above half of full scale."""
    centred = [signal - signal.mean() for signal in signals]
    levels = [float(np.sqrt(np.mean(signal**2))) for signal in centred]
    scaled = [
        s * (_LEVEL / level) if level > 1e-9 else np.zeros_like(s)
        for s, level in zip(centred, levels, strict=True)
    ]
    peak = max(float(np.abs(signal).max()) for signal in scaled)
    return [signal * min(1.0, _PEAK / peak) for signal in scaled] if peak else scaled
