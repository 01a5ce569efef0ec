"""Convolution layers over several channels, computed directly or by FFT."""

from collections.abc import Sequence
from typing import Any, SupportsIndex

import numpy as np
from numpy.typing import ArrayLike, NDArray

from demos.kit.figures import Array
from fdnn_core.validation.arguments import double_array, integer

__all__ = ["FFTConvolution", "convolve_channels"]


def convolve_channels(x: ArrayLike, filters: ArrayLike) -> Array:
    """Convolve channels directly, at all positions where the filters fit.

    Parameters
    ----------
    x : array_like, shape (I, H, W)
        Input channels.
    filters : array_like, shape (O, I, k, k)
        A filter for each pair of an output and an input channel.

    Returns
    -------
    ndarray of float64, shape (O, H - k + 1, W - k + 1)
        As ``scipy.signal.convolve(..., mode="valid")``, summed over the input channels.

    Raises
    ------
    ValueError
        If the shapes do not match, or either array is empty or not finite.

    Examples
    --------
    >>> from demos.essay.convolution_crossover.channel_convolution import convolve_channels
    >>> convolve_channels([[[1.0, 2.0], [3.0, 4.0]]], [[[[1.0, 0.0], [0.0, -1.0]]]]).tolist()
    [[[3.0]]]
    """
    x, filters = double_array("x", x), _filters(filters)
    height, width = _outputs(x.shape, filters)
    k = filters.shape[-1]
    result = np.zeros((len(filters), height * width))
    for row in range(k):
        for column in range(k):
            part = x[:, row : row + height, column : column + width].reshape(len(x), -1)
            result += filters[:, :, k - 1 - row, k - 1 - column] @ part
    return result.reshape(-1, height, width)


class FFTConvolution:
    """Convolution of channels by FFT: a matrix product at each frequency, with the filters transformed once.

    Parameters
    ----------
    filters : array_like, shape (O, I, k, k)
        A filter for each pair of an output and an input channel.
    shape : (int, int)
        Height and width of the images to convolve, at least k.

    Raises
    ------
    ValueError
        If the shapes do not match, or the filters or an image are empty or not finite.

    References
    ----------
    M. Mathieu, M. Henaff, Y. LeCun, "Fast training of convolutional networks through FFTs",
    arXiv:1312.5851, 2013.

    Examples
    --------
    >>> from demos.essay.convolution_crossover.channel_convolution import FFTConvolution
    >>> convolve = FFTConvolution([[[[1.0, 0.0], [0.0, -1.0]]]], (2, 2))
    >>> convolve([[[1.0, 2.0], [3.0, 4.0]]]).round(9).tolist()
    [[[3.0]]]
    """

    def __init__(self, filters: ArrayLike, shape: Sequence[SupportsIndex]) -> None:
        array = _filters(filters)
        self._shape = (integer("height", shape[0], 1), integer("width", shape[1], 1))
        self._inside = array.shape[-1] - 1  # the outputs before this index have wrapped around
        self._channels = array.shape[1]
        _outputs((self._channels, *self._shape), array)
        spectra = np.fft.rfft2(array, self._shape)  # (O, I, H, W // 2 + 1)
        self._spectra = np.ascontiguousarray(spectra.transpose(2, 3, 0, 1))

    def __call__(self, x: ArrayLike) -> Array:
        """Return the convolution of `x` (I, H, W), equal to `convolve_channels` to within rounding."""
        array = double_array("x", x)
        if array.shape != (self._channels, *self._shape):
            raise ValueError(f"x must have shape {(self._channels, *self._shape)}, got {array.shape}")
        columns = np.fft.rfft2(array).transpose(1, 2, 0)[..., None]
        result = np.fft.irfft2((self._spectra @ columns)[..., 0].transpose(2, 0, 1), self._shape)
        return result[:, self._inside :, self._inside :]


def _filters(filters: ArrayLike) -> Array:
    array = double_array("filters", filters)
    if array.ndim != 4 or array.shape[2] != array.shape[3]:
        raise ValueError(f"filters must have shape (O, I, k, k), got {array.shape}")
    return array


def _outputs(shape: tuple[int, ...], filters: NDArray[Any]) -> tuple[int, int]:
    """Return height and width of the result; raise if the filters do not fit."""
    _, channels, k, _ = filters.shape
    if len(shape) != 3 or shape[0] != channels or min(shape[1:]) < k:
        raise ValueError(f"x must have shape ({channels}, {k} or more, {k} or more), got {shape}")
    return shape[1] - k + 1, shape[2] - k + 1
