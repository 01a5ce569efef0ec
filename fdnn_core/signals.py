"""Signals of n samples; a frequency counts cycles per n samples, so that it is also a bin of the DFT."""

import numpy as np
from numpy.typing import NDArray

from fdnn_core._arguments import integer, real

__all__ = ["chirp", "tone"]


def tone(
    n: int, frequency: float, amplitude: float = 1.0, phase: float = 0.0, bias: float = 0.0
) -> NDArray[np.float64]:
    """Return ``bias + amplitude * cos(2 * pi * frequency * t / n + phase)`` for t = 0 .. n - 1.

    Parameters
    ----------
    n : int
        Number of samples.
    frequency : float
        Cycles per n samples; above n / 2 the samples show its alias.
    amplitude, bias : float
        Height of the cosine and of its mean line.
    phase : float
        Radians.

    Returns
    -------
    ndarray of float64, shape (n,)

    Raises
    ------
    ValueError
        If `n` is not positive, or any other number not finite.

    Examples
    --------
    >>> from fdnn_core import tone
    >>> tone(4, 1).round(12).tolist()
    [1.0, 0.0, -1.0, -0.0]
    """
    n = integer("n", n, 1)
    cycles = real("frequency", frequency) * np.arange(n) % n / n  # of the last turn alone: exact at any t
    wave = np.cos(2 * np.pi * cycles + real("phase", phase))
    return real("bias", bias) + real("amplitude", amplitude) * wave


def chirp(n: int, start: float, stop: float) -> NDArray[np.float64]:
    """Return a cosine whose frequency glides linearly from `start` at t = 0 to `stop` at t = n.

    Parameters
    ----------
    n : int
        Number of samples.
    start, stop : float
        Cycles per n samples, from 0 to n / 2, beyond which it would alias.

    Returns
    -------
    ndarray of float64, shape (n,)

    Raises
    ------
    ValueError
        If `n` is not positive, or a frequency out of range.

    Examples
    --------
    >>> from fdnn_core import chirp
    >>> chirp(4, 0, 2).round(4).tolist()
    [1.0, 0.9239, 0.0, -0.9239]
    """
    n = integer("n", n, 1)
    start, stop = real("start", start, 0, n / 2), real("stop", stop, 0, n / 2)
    t = np.arange(n) / n
    return np.cos(2 * np.pi * (start + (stop - start) * t / 2) * t)
