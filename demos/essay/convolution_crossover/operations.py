"""Number of operations (additions and multiplications) of a convolution layer, direct and by FFT."""

from math import log2
from typing import SupportsIndex

from fdnn_core.validation.arguments import integer

__all__ = ["direct_convolution_operations", "fft_convolution_operations", "fft_crossover_kernel"]

_TRANSFORM = 2.5  # a real FFT of n points takes 2.5 n log2 n operations
_PRODUCT = 4  # a complex multiply-add takes 8 operations, and half of the frequencies are redundant


def direct_convolution_operations(side: SupportsIndex, kernel: SupportsIndex, channels: SupportsIndex) -> int:
    """Count the operations of a direct convolution layer: 2 k² per output value and input channel.

    Parameters
    ----------
    side, kernel, channels : int
        Height and width of the outputs; height and width of the filters; number of input and of output
        channels, both the same.

    Raises
    ------
    ValueError
        If one of them is less than 1.

    Examples
    --------
    >>> from demos.essay.convolution_crossover.operations import direct_convolution_operations
    >>> direct_convolution_operations(64, 3, 16)
    18874368
    """
    n, k, c = integer("side", side, 1), integer("kernel", kernel, 1), integer("channels", channels, 1)
    return 2 * k**2 * n**2 * c**2


def fft_convolution_operations(
    side: SupportsIndex, kernel: SupportsIndex, channels: SupportsIndex, *, prepared: bool = False
) -> float:
    """Count the operations of a convolution layer by FFT, with side + kernel - 1 points per side.

    Parameters
    ----------
    side, kernel, channels : int
        Height and width of the outputs; height and width of the filters; number of input and of output
        channels, both the same.
    prepared : bool
        Whether the filters are already transformed.

    Raises
    ------
    ValueError
        If one of the numbers is less than 1.

    References
    ----------
    M. Frigo, S. G. Johnson, "The design and implementation of FFTW3", Proc. IEEE 93(2):216-231, 2005, on
    2.5 n log2 n for a real transform.

    Examples
    --------
    >>> from demos.essay.convolution_crossover.operations import fft_convolution_operations
    >>> round(fft_convolution_operations(64, 3, 16, prepared=True) / 1e6, 1)
    8.7
    """
    n, k, c = integer("side", side, 1), integer("kernel", kernel, 1), integer("channels", channels, 1)
    points = (n + k - 1) ** 2
    transforms = 2 * c + (0 if prepared else c**2)
    return transforms * _TRANSFORM * points * log2(points) + _PRODUCT * points * c**2


def fft_crossover_kernel(
    side: SupportsIndex, channels: SupportsIndex, *, prepared: bool = False
) -> int | None:
    """Return the smallest kernel size for which the FFT takes fewer operations; None if there is none.

    Parameters
    ----------
    side, channels : int
        Height and width of the outputs, which limit the kernel size; number of input and of output channels.
    prepared : bool
        Whether the filters are already transformed.

    Raises
    ------
    ValueError
        If one of the numbers is less than 1.

    Examples
    --------
    >>> from demos.essay.convolution_crossover.operations import fft_crossover_kernel
    >>> [fft_crossover_kernel(64, channels, prepared=True) for channels in (1, 16, 64)]
    [7, 3, 2]
    """
    for kernel in range(1, integer("side", side, 1) + 1):
        by_fft = fft_convolution_operations(side, kernel, channels, prepared=prepared)
        if by_fft < direct_convolution_operations(side, kernel, channels):
            return kernel
    return None
