"""Energy compaction: how few coefficients carry how much of the energy."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._arguments import real, scaled_magnitudes

__all__ = ["coefficients_for_energy", "energy_curve", "significant_count"]


def significant_count(coefficients: ArrayLike, relative: float = 1e-3) -> int:
    """Count the coefficients that exceed a fraction of the largest magnitude.

    Parameters
    ----------
    coefficients : array_like
        Real or complex, any shape.
    relative : float
        The fraction, from 0 (count all that are not zero) to 1.

    Returns
    -------
    int
        The count; 0 where every coefficient is zero.

    Raises
    ------
    ValueError
        If `coefficients` is empty or not finite, or `relative` is out of range.

    Examples
    --------
    >>> from fdnn_core import significant_count
    >>> significant_count([4.0, -1.0, 1e-6, 0.0])
    2
    """
    return int(
        np.count_nonzero(scaled_magnitudes("coefficients", coefficients) > real("relative", relative, 0, 1))
    )


def energy_curve(coefficients: ArrayLike, twins: ArrayLike = ()) -> NDArray[np.float64]:
    """Return the share of the energy that the k largest coefficients hold, for every k.

    Parameters
    ----------
    coefficients : array_like
        Real or complex, any shape, in an orthonormal basis.
    twins : array_like, optional
        More of them, any shape, each of which counts as two: those whose mirror images ``rfft2`` leaves
        out of the spectrum of a real image. To sort each pair once is faster.

    Returns
    -------
    ndarray of float64, shape (number + 1,)
        From 0 at k = 0, rising ever more slowly, to 1 at k = number. Where every coefficient is zero
        there is nothing to hold, and the curve is 1 throughout.

    Raises
    ------
    ValueError
        If there are none, or one is not finite.

    Examples
    --------
    >>> from fdnn_core import energy_curve
    >>> energy_curve([0.6, 0.8j]).round(6).tolist()
    [0.0, 0.64, 1.0]
    >>> energy_curve([0.8], twins=[0.6]).round(6).tolist()
    [0.0, 0.470588, 0.735294, 1.0]
    """
    energies = scaled_magnitudes("coefficients", np.append(coefficients, twins)) ** 2
    pairs = np.sort(energies[np.size(coefficients) :])
    ordered = np.sort(energies[: np.size(coefficients)])
    if pairs.size:
        ordered = np.sort(np.concatenate([ordered, pairs, pairs]), kind="stable")  # merges what is in order
    held = np.concatenate([[0.0], np.cumsum(ordered[::-1])])
    return held / held[-1] if held[-1] > 0 else np.ones_like(held)


def coefficients_for_energy(coefficients: ArrayLike, share: float = 0.99) -> int:
    """Return how many of the largest coefficients it takes to hold a share of the energy.

    Parameters
    ----------
    coefficients : array_like
        Real or complex, any shape, in an orthonormal basis.
    share : float
        The share, from 0 to 1.

    Returns
    -------
    int
        The smallest k with ``energy_curve(coefficients)[k] >= share``.

    Raises
    ------
    ValueError
        If `coefficients` is empty or not finite, or `share` is out of range.

    Examples
    --------
    >>> from fdnn_core import coefficients_for_energy
    >>> coefficients_for_energy([1.0, 10.0, 0.1], share=0.999)
    2
    """
    return int(np.searchsorted(energy_curve(coefficients), real("share", share, 0, 1)))
