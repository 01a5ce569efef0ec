"""Measures of an operation on signals: its error under translation, and the new frequencies it makes."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from demos.kit.figures import Array
from fdnn_core.validation.arguments import double_array, real, same_shape

__all__ = ["delay", "new_frequency_energy", "translation_error"]


def delay(x: ArrayLike, samples: float) -> Array:
    """Delay a periodic signal by a number of samples, integer or fractional, along the last axis.

    Parameters
    ----------
    x : array_like, shape (..., n)
        Real.
    samples : float
        The delay. A fractional delay samples the trigonometric interpolant.

    Returns
    -------
    ndarray of float64, shape (..., n)
        An integer delay equals ``numpy.roll``. A fractional delay of an even number of samples drops the sine
        component of the frequency n / 2.

    Raises
    ------
    ValueError
        If `x` is empty or not finite, or `samples` is not finite.

    Examples
    --------
    >>> from demos.essay.activation_trilemma.equivariance import delay
    >>> delay([4.0, 1.0, 2.0, 3.0], 1).round(12).tolist()
    [3.0, 4.0, 1.0, 2.0]
    """
    signal, samples = _signals("x", x), real("samples", samples)
    n = signal.shape[-1]
    turns = np.exp(-2j * np.pi * np.arange(n // 2 + 1) * samples / n)
    return np.fft.irfft(np.fft.rfft(signal) * turns, n)


def translation_error(operation: Callable[[Array], ArrayLike], x: ArrayLike, samples: float) -> Array:
    """Return the relative error of an operation in commuting with a delay.

    Parameters
    ----------
    operation : callable
        Acts along the last axis of an array of signals and keeps its shape. It is called with a copy.
    x : array_like, shape (..., n)
        Real and periodic.
    samples : float
        The delay, integer or fractional, as for `delay`.

    Returns
    -------
    ndarray of float64, shape (...)
        For each signal, the norm of operation(delayed x) - delayed operation(x), divided by the norm of
        operation(x); NaN where the latter is zero.

    Raises
    ------
    ValueError
        As `delay`; also if `operation` changes the shape, or returns NaN or infinity for `x`.

    Examples
    --------
    >>> import numpy as np
    >>> from demos.essay.activation_trilemma.equivariance import translation_error
    >>> from fdnn_core import relu, tone
    >>> x = tone(64, 5)
    >>> bool(translation_error(relu, x, 3) < 1e-13 < translation_error(relu, x, 0.5))
    True
    """
    signal = _signals("x", x)
    first = np.asarray(operation(signal.copy()))
    if first.shape != signal.shape:
        raise ValueError(f"operation must keep the shape {signal.shape}, got {first.shape}")
    error = np.linalg.norm(np.asarray(operation(delay(signal, samples))) - delay(first, samples), axis=-1)
    return _ratio(error, np.linalg.norm(first, axis=-1))


def new_frequency_energy(x: ArrayLike, y: ArrayLike, relative: float = 1e-9) -> Array:
    """Return the share of the energy of y, its mean excluded, at frequencies that x does not contain.

    Parameters
    ----------
    x, y : array_like, shape (..., n)
        Real and periodic: the input and the output of an operation.
    relative : float
        x contains a frequency if its amplitude exceeds this fraction of the largest one.

    Returns
    -------
    ndarray of float64, shape (...)
        From 0 to 1; NaN where y is constant.

    Raises
    ------
    ValueError
        If `x` and `y` differ in shape, are empty or not finite, or `relative` is not from 0 to 1.

    Examples
    --------
    The square of a cosine is a constant plus a cosine of twice the frequency.

    >>> from demos.essay.activation_trilemma.equivariance import new_frequency_energy
    >>> from fdnn_core import tone
    >>> float(new_frequency_energy(tone(64, 5), tone(64, 5) ** 2))
    1.0
    """
    before, after = (np.abs(np.fft.rfft(signal)) for signal in same_shape("x", x, "y", y))
    contained = before > real("relative", relative, 0, 1) * before.max(axis=-1, keepdims=True)
    energy = after**2
    total = energy[..., 1:].sum(axis=-1)
    rounding = 1e-28 * energy.sum(axis=-1)
    new = np.where(contained, 0, energy)[..., 1:].sum(axis=-1)
    return _ratio(new, np.where(total > rounding, total, 0))


def _signals(name: str, values: ArrayLike) -> Array:
    signals = double_array(name, values)
    if signals.ndim == 0:
        raise ValueError(f"{name} must be (..., n), got a scalar")
    return signals


def _ratio(part: Array, total: Array) -> Array:
    return np.divide(part, total, out=np.full_like(part, np.nan), where=total > 0)
