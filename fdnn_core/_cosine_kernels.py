"""Fast cosine transforms of the last axis in place, one for each type, by numpy's fast Fourier transform.

Each takes a real array (..., N), the factor `scale` of its result, and whether to `orthogonalize`: to divide
by sqrt(2) the basis vectors that are longer than the others, so that the basis is orthogonal.
``empty_like`` takes over the memory layout, so that a pass along columns, too, walks through memory in order.
A quarter turn in the rotations lets Re and Im change places, which saves the negation that belongs to Im.

References
----------
J. Makhoul, "A fast cosine transform in one and two dimensions", IEEE Trans. ASSP 28(1), 27-34, 1980.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["KERNELS"]

Array = NDArray[Any]


def _type_1(x: Array, scale: float, orthogonalize: bool) -> None:
    """Extend to the even period of 2(N-1) points, whose spectrum is real."""
    n = x.shape[-1]
    if orthogonalize:
        x[..., [0, n - 1]] *= sqrt(2)
    period = np.empty_like(x, shape=(*x.shape[:-1], 2 * n - 2))
    period[..., :n] = x
    period[..., n:] = x[..., -2:0:-1]
    np.multiply(np.fft.rfft(period).real, scale, out=x)
    if orthogonalize:
        x[..., [0, n - 1]] /= sqrt(2)


def _type_2(x: Array, scale: float, orthogonalize: bool) -> None:
    """Take the even samples forwards, then the odd ones backwards: one real FFT of N points (Makhoul)."""
    n = x.shape[-1]
    half, bins = (n + 1) // 2, n // 2 + 1
    v = np.empty_like(x)
    v[..., :half] = x[..., ::2]
    v[..., half:] = x[..., 1::2][..., ::-1]
    z = np.fft.rfft(v)
    z *= _rotations(bins, 0.5, -0.5 / n, 2 * scale, z.dtype)
    x[..., :bins] = z.imag
    x[..., bins:] = z.real[..., 1:half][..., ::-1]
    if orthogonalize:
        x[..., 0] /= sqrt(2)


def _type_3(x: Array, scale: float, orthogonalize: bool) -> None:
    """Undo the steps of type 2, last one first."""
    n = x.shape[-1]
    half, bins = (n + 1) // 2, n // 2 + 1
    if orthogonalize:
        x[..., 0] *= sqrt(2)
    z = np.empty_like(x, shape=(*x.shape[:-1], bins), dtype=np.result_type(x, 1j))
    z.imag = x[..., :bins]
    z.real[..., 0] = 0
    z.real[..., 1:] = x[..., : half - 1 : -1]
    z *= _rotations(bins, -0.5, 0.5 / n, scale, z.dtype)
    v = np.fft.irfft(z, n, norm="forward")
    x[..., ::2] = v[..., :half]
    x[..., 1::2] = v[..., half:][..., ::-1]


def _type_4(x: Array, scale: float, orthogonalize: bool) -> None:
    """Pair the samples from both ends as complex numbers: one FFT of N/2 points. Always orthogonal."""
    n = x.shape[-1]
    if n % 2:
        return _type_4_odd(x, scale)
    z = np.empty_like(x, shape=(*x.shape[:-1], n // 2), dtype=np.result_type(x, 1j))
    z.real = x[..., ::2]
    z.imag = x[..., ::-2]
    rotations = _rotations(n // 2, 0.25 - 0.125 / n, -1 / n, sqrt(2 * scale), z.dtype)
    z *= rotations
    z = np.fft.fft(z)
    z *= rotations
    x[..., ::2] = z.imag
    x[..., ::-2] = z.real


def _type_4_odd(x: Array, scale: float) -> None:
    """Take every fourth point of the period of 4N: they add up to a quarter of it, as its symmetries show."""
    n = x.shape[-1]
    mirrored = x[..., ::-1]
    z = np.fft.fft(np.concatenate((x, -mirrored, -x, mirrored), axis=-1)[..., ::4])
    odd_bins = np.arange(1, 2 * n, 2) % n
    x[...] = (z[..., odd_bins] * _rotations(n, -0.25 / n, -0.5 / n, 2 * scale, z.dtype)).real


@lru_cache(maxsize=16)
def _rotations(count: int, start: float, step: float, scale: float, dtype: np.dtype[Any]) -> Array:
    """Return scale * exp(i pi (start + step k)) for k = 0 .. count-1."""
    angles = np.pi * (start + step * np.arange(count))
    rotations: Array = (scale * np.exp(1j * angles)).astype(dtype)
    rotations.flags.writeable = False
    return rotations


KERNELS: Mapping[int, Callable[[Array, float, bool], None]] = {
    1: _type_1,
    2: _type_2,
    3: _type_3,
    4: _type_4,
}
