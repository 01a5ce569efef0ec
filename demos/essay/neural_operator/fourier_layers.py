"""A Fourier layer: each frequency of a signal, or of several features of it, is multiplied by a number."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.arguments import double_array, finite_array

__all__ = ["apply_fourier_layer", "fit_fourier_layer"]

Array = NDArray[np.float64]
Multipliers = NDArray[np.complex128]

_RANK = 1e-12  # of the largest singular value: below it a feature is taken for a copy of the others


def fit_fourier_layer(features: ArrayLike, outputs: ArrayLike) -> Multipliers:
    """Find the Fourier layer that maps features to outputs best, by least squares for each frequency alone.

    Parameters
    ----------
    features : array_like, shape (F, S, N)
        Of S signals of N samples, F features each: the signal itself, its square, and so on.
    outputs : array_like, shape (S, N)
        What the layer should make of them.

    Returns
    -------
    ndarray of complex128, shape (F, N // 2 + 1)
        A multiplier for each feature and frequency, the smallest where several do equally well: 0 where the
        features hold nothing.

    Raises
    ------
    ValueError
        If the shapes do not fit, or either is empty or not finite.

    References
    ----------
    Z. Li et al., "Fourier neural operator for parametric partial differential equations", arXiv:2010.08895,
    2020; there it is one of several layers, its multipliers are found by descent.

    Examples
    --------
    >>> import numpy as np
    >>> from demos.essay.neural_operator.fourier_layers import fit_fourier_layer
    >>> x = np.random.default_rng(0).normal(size=(1, 5, 6))
    >>> fit_fourier_layer(x, np.roll(x[0], 3, axis=-1)).real.round(9).tolist()  # a shift by half
    [[1.0, -1.0, 1.0, -1.0]]
    """
    x, y = _features(features), double_array("outputs", outputs)
    if y.shape != x.shape[1:]:
        raise ValueError(f"outputs must have shape {x.shape[1:]}, got {y.shape}")
    known = np.fft.rfft(x).transpose(2, 1, 0)  # (frequencies, S, F)
    wanted = np.fft.rfft(y).T[..., None]  # (frequencies, S, 1)
    return np.asarray((np.linalg.pinv(known, rcond=_RANK) @ wanted)[..., 0].T)


def apply_fourier_layer(multipliers: ArrayLike, features: ArrayLike) -> Array:
    """Multiply each frequency of each feature by its number, and add the features up.

    Parameters
    ----------
    multipliers : array_like, shape (F, N // 2 + 1)
        Real or complex.
    features : array_like, shape (F, S, N)

    Returns
    -------
    ndarray of float64, shape (S, N)

    Raises
    ------
    ValueError
        If the shapes do not fit, or either is empty or not finite.

    Examples
    --------
    >>> from demos.essay.neural_operator.fourier_layers import apply_fourier_layer
    >>> apply_fourier_layer([[1.0, 0.0]], [[[4.0, 0.0, 2.0]]]).tolist()  # what is constant is kept
    [[2.0, 2.0, 2.0]]
    """
    x, m = _features(features), finite_array("multipliers", multipliers)
    n = x.shape[-1]
    if m.shape != (len(x), n // 2 + 1):
        raise ValueError(f"multipliers must have shape {(len(x), n // 2 + 1)}, got {m.shape}")
    return np.fft.irfft(np.einsum("fk,fsk->sk", m, np.fft.rfft(x)), n)


def _features(features: ArrayLike) -> Array:
    array = double_array("features", features)
    if array.ndim != 3:
        raise ValueError(f"features must have shape (F, S, N), got {array.shape}")
    return array
