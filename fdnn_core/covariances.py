"""How neighbouring samples vary together: in a process of one parameter, and in an image."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._arguments import integer, real
from fdnn_core._images import real_images

__all__ = ["autoregressive_covariance", "row_covariance"]

Matrix = NDArray[np.float64]


def autoregressive_covariance(n: int, correlation: float = 0.95) -> Matrix:
    """Return the covariance of n samples of a stationary autoregressive process of order 1.

    Parameters
    ----------
    n : int
        Number of samples.
    correlation : float
        Of neighbouring samples, from -1 to 1; 0.95 is the textbooks' model of a row of pixels.

    Returns
    -------
    ndarray of float64, shape (n, n)
        ``correlation ** abs(i - j)``.

    Raises
    ------
    ValueError
        If `n` is not positive, or `correlation` out of range.

    Examples
    --------
    >>> from fdnn_core import autoregressive_covariance
    >>> autoregressive_covariance(3, 0.5).tolist()
    [[1.0, 0.5, 0.25], [0.5, 1.0, 0.5], [0.25, 0.5, 1.0]]
    """
    index = np.arange(integer("n", n, 1))
    return np.asarray(real("correlation", correlation, -1, 1) ** np.abs(np.subtract.outer(index, index)))


def row_covariance(image: ArrayLike, length: int) -> Matrix:
    """Return the covariance of the runs of pixels that an image's rows are cut into.

    Parameters
    ----------
    image : array_like, shape (H, W)
        Real; the mean of all its pixels is taken off. What is left of a row after whole runs is not used.
    length : int
        Pixels in a run, at most W.

    Returns
    -------
    ndarray of float64, shape (length, length)

    Raises
    ------
    ValueError
        If `image` is not finite or not (height, width), or `length` out of range.
    TypeError
        If `image` is complex.

    Examples
    --------
    >>> from fdnn_core import row_covariance
    >>> row_covariance([[0.0, 2.0, 2.0, 0.0]], 2).tolist()
    [[1.0, -1.0], [-1.0, 1.0]]
    """
    pixels = real_images("image", image).astype(np.float64)
    if pixels.ndim != 2:
        raise ValueError(f"image must be (height, width), got shape {pixels.shape}")
    length = integer("length", length, 1, pixels.shape[1])
    whole = pixels.shape[1] // length * length
    runs = (pixels - pixels.mean())[:, :whole].reshape(-1, length)  # (runs, length)
    return np.asarray(runs.T @ runs / len(runs))
