"""Fourier layers: a multiplier for each frequency of each feature of a signal, fitted by least squares."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from demos.kit.figures import Array
from fdnn_core.validation.arguments import double_array, finite_array

__all__ = ["apply_fourier_layer", "fit_fourier_layer"]

Multipliers = NDArray[np.complex128]

_RANK = 1e-12  # relative to the largest singular value; below it, features are linearly dependent


def fit_fourier_layer(features: ArrayLike, outputs: ArrayLike) -> Multipliers:
    """Fit a Fourier layer that maps features to outputs, by least squares at each frequency separately.

    Parameters
    ----------
    features : array_like, shape (F, S, N)
        F features, such as the signal itself and its square, of S signals of N samples.
    outputs : array_like, shape (S, N)
        The desired output of the layer for each signal.

    Returns
    -------
    ndarray of complex128, shape (F, N // 2 + 1)
        A multiplier for each feature and frequency. Where several fit equally well it is the smallest one: 0
        where the features are zero.

    Raises
    ------
    ValueError
        If the shapes do not fit, or either is empty or not finite.

    References
    ----------
    Z. Li et al., "Fourier neural operator for parametric partial differential equations", arXiv:2010.08895,
    2020; there it is one of several layers, and its multipliers are trained by gradient descent.

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
    inputs = np.fft.rfft(x).transpose(2, 1, 0)  # (frequencies, S, F)
    target = np.fft.rfft(y).T[..., None]  # (frequencies, S, 1)
    return np.asarray((np.linalg.pinv(inputs, rcond=_RANK) @ target)[..., 0].T)


def apply_fourier_layer(multipliers: ArrayLike, features: ArrayLike) -> Array:
    """Apply a Fourier layer: multiply the spectra of the features and sum over features.

    Parameters
    ----------
    multipliers : array_like, shape (F, N // 2 + 1)
        Real or complex.
    features : array_like, shape (F, S, N)
        F features of S signals of N samples.

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
    >>> apply_fourier_layer([[1.0, 0.0]], [[[4.0, 0.0, 2.0]]]).tolist()  # keeps the mean only
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
