"""Pointwise functions without aliasing: evaluate on a finer grid, then keep the band."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple
from numpy.typing import ArrayLike

from fdnn_core._validation.arguments import integer
from fdnn_core._validation.floating import Real, real_floating
from fdnn_core.transforms.resampling import resample

__all__ = ["alias_energy", "band_limited"]


def band_limited(
    function: Callable[..., ArrayLike],
    x: ArrayLike,
    oversampling: int = 4,
    axes: int | Sequence[int] | None = None,
) -> Real:
    """Apply a pointwise function and keep only the frequencies that the grid of `x` can hold.

    The signal is interpolated to a grid `oversampling` times finer, where the new frequencies have room, and
    the result is cut back to the band. For a polynomial of degree d nothing is aliased once `oversampling`
    exceeds (d + 1) / 2; for other functions the aliases shrink as it grows.

    Parameters
    ----------
    function : callable
        Acts on each sample of an array by itself.
    x : array_like
        Real and finite, any number of axes.
    oversampling : int, optional
        Samples of the finer grid for each sample of `x`, along each of `axes`.
    axes : int or sequence of int, optional
        The axes of the signal, by default all.

    Returns
    -------
    ndarray
        Shape of `x`.

    Raises
    ------
    ValueError
        If `x` is empty or not finite, `oversampling` is not positive, or `function` changes the shape.

    References
    ----------
    T. Karras et al., "Alias-free generative adversarial networks", NeurIPS 2021, arXiv:2106.12423.

    Examples
    --------
    The square of a tone at 3 cycles in 8 samples has a harmonic at 6, beyond the band: the mean remains.

    >>> import numpy as np
    >>> from fdnn_core import band_limited
    >>> x = np.cos(2 * np.pi * 3 * np.arange(8) / 8)
    >>> band_limited(np.square, x).round(12)
    array([0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5])
    """
    x = real_floating("x", x)
    where = normalize_axis_tuple(range(x.ndim) if axes is None else axes, x.ndim, "axes")
    lengths = [x.shape[axis] for axis in where]
    factor = integer("oversampling", oversampling, 1)
    fine = resample(x, [factor * length for length in lengths], where)
    value = np.asarray(function(fine))
    if value.shape != fine.shape:
        raise ValueError(f"function must keep the shape {fine.shape}, got {value.shape}")
    return resample(value, lengths, where)


def alias_energy(function: Callable[..., ArrayLike], x: ArrayLike, oversampling: int = 16) -> float:
    """Return the share of the energy of function(x) that is aliasing.

    Parameters
    ----------
    function, x, oversampling
        As for `band_limited`, whose result is taken as free of aliases.

    Returns
    -------
    float
        Energy of the difference over the energy of function(x); 0 where that is zero.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import alias_energy
    >>> x = np.cos(2 * np.pi * 3 * np.arange(8) / 8)
    >>> round(alias_energy(np.square, x), 12)  # 1/8 of 3/8: the second harmonic came back at 2
    0.333333333333
    """
    x = real_floating("x", x)
    sampled = np.asarray(function(x))
    energy = float(np.sum(np.square(sampled)))
    alias = float(np.sum(np.square(sampled - band_limited(function, x, oversampling))))
    return alias / energy if energy > 0 else 0.0
