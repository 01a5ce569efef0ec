"""Discrete cosine transforms of types 1 to 4 and their inverses, with the conventions of ``scipy.fft``.

All four public functions share one body, which transforms axis by axis. Each type has one kernel, built on
numpy's FFT, that transforms the rows of one array into those of another, which may be the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import sqrt
from operator import index
from typing import Any, Literal

import numpy as np
from numpy.exceptions import AxisError
from numpy.typing import ArrayLike

from fdnn_core.validation.floating import InexactArray

__all__ = ["dct", "dctn", "idct", "idctn", "slabs"]

Integers = int | Iterable[int] | None
Norm = Literal["backward", "ortho", "forward"] | None


def dct(
    x: ArrayLike,
    type: int = 2,
    n: int | None = None,
    axis: int = -1,
    norm: Norm = None,
    *,
    orthogonalize: bool | None = None,
) -> InexactArray:
    """Discrete cosine transform along one axis.

    Parameters
    ----------
    x : array_like
        Real or complex. float32 stays float32, float16 becomes float32, integers become float64.
    type : {2, 1, 3, 4}
        Type of the transform, see Notes.
    n : int, optional
        Length of the transform, to which `x` is truncated or padded with zeros. By default the length of `x`
        along `axis`.
    axis : int, optional
        The axis to transform, by default the last.
    norm : {"backward", "ortho", "forward"}, optional
        Normalisation: "backward" (the default) divides the inverse transform by the period, "forward" the
        forward transform, and "ortho" both by its square root.
    orthogonalize : bool, optional
        Whether to scale the basis functions so that they are orthogonal, see Notes. By default True if `norm`
        is "ortho".

    Returns
    -------
    ndarray
        The N coefficients y[k] along `axis`. A NaN or an infinity makes all coefficients of its row NaN or
        infinite.

    Raises
    ------
    ValueError
        If the length is below 1, or `type` or `norm` is unknown.
    IndexError
        If `x` has no axis `axis`.
    RuntimeError
        If `type` is 1 and the length is 1.

    Notes
    -----
    With ``norm="backward"``, ``y[k]`` is twice the sum over m of x[m] times a cosine:

    ====  ====================================  ======  ===========================================
    type  cosine                                period  scaling with orthogonalize=True
    ====  ====================================  ======  ===========================================
    1     cos(pi k m / (N-1)), ends halved      2(N-1)  ends of x times sqrt(2), of y by sqrt(2)
    2     cos(pi k (2m+1) / 2N)                 2N      y[0] divided by sqrt(2)
    3     cos(pi (2k+1) m / 2N), x[0] halved    2N      x[0] times sqrt(2)
    4     cos(pi (2k+1)(2m+1) / 4N)             2N      none: always orthogonal
    ====  ====================================  ======  ===========================================

    Unlike in ``scipy.fft``, `orthogonalize` also applies to complex `x`. The options ``overwrite_x`` and
    ``workers`` are missing: the input is never overwritten, and the transform runs in one thread.

    References
    ----------
    N. Ahmed, T. Natarajan, K. R. Rao, "Discrete cosine transform", IEEE Trans. Computers C-23, 90-93, 1974.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import dct, idct
    >>> dct([1.0, 1.0, 1.0, 1.0]).round(6).tolist()
    [8.0, 0.0, 0.0, 0.0]
    >>> x = np.array([4.0, 3.0, 5.0, 10.0])
    >>> np.allclose(idct(dct(x)), x)
    True
    """
    return _transform(x, type, _length(n), index(axis), norm, orthogonalize, inverse=False)


def idct(
    x: ArrayLike,
    type: int = 2,
    n: int | None = None,
    axis: int = -1,
    norm: Norm = None,
    *,
    orthogonalize: bool | None = None,
) -> InexactArray:
    """Inverse of `dct`, with the same parameters and errors.

    Returns
    -------
    ndarray
        The N samples along `axis`. NaN and infinity spread as in `dct`.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import dct, idct
    >>> np.allclose(idct(dct([1.0, 2.0, 3.0], norm="ortho"), norm="ortho"), [1, 2, 3])
    True
    """
    return _transform(x, type, _length(n), index(axis), norm, orthogonalize, inverse=True)


def dctn(
    x: ArrayLike,
    type: int = 2,
    s: Integers = None,
    axes: Integers = None,
    norm: Norm = None,
    *,
    orthogonalize: bool | None = None,
) -> InexactArray:
    """Discrete cosine transform along several axes.

    Parameters
    ----------
    x : array_like
        Real or complex. float32 stays float32, float16 becomes float32, integers become float64.
    type : {2, 1, 3, 4}
        Type of the transform, see `dct`.
    s : int or sequence of int, optional
        Lengths of the transform along `axes`, to which `x` is truncated or padded with zeros; -1 keeps the
        length of `x`.
    axes : int or sequence of int, optional
        The axes to transform. By default the last ``len(s)`` axes, or all axes without `s`.
    norm, orthogonalize
        As for `dct`, applied along each axis.

    Returns
    -------
    ndarray
        The coefficients. A NaN or an infinity in `x` spreads to every coefficient that depends on it.

    Raises
    ------
    ValueError
        If `x` lacks one of `axes`, an axis is repeated, `s` and `axes` differ in length, a length is below 1,
        or `type` or `norm` is unknown.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import dct, dctn
    >>> image = np.arange(6.0).reshape(2, 3)
    >>> np.allclose(dctn(image), dct(dct(image, axis=0), axis=1))
    True
    """
    return _transform(x, type, s, axes, norm, orthogonalize, inverse=False)


def idctn(
    x: ArrayLike,
    type: int = 2,
    s: Integers = None,
    axes: Integers = None,
    norm: Norm = None,
    *,
    orthogonalize: bool | None = None,
) -> InexactArray:
    """Inverse of `dctn`, with the same parameters and errors.

    Returns
    -------
    ndarray
        The samples. NaN and infinity spread as in `dctn`.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import dctn, idctn
    >>> image = np.arange(6.0).reshape(2, 3)
    >>> np.allclose(idctn(dctn(image, type=4), type=4), image)
    True
    """
    return _transform(x, type, s, axes, norm, orthogonalize, inverse=True)


# The forward transform is divided by period**power, the inverse by period**(1 - power).
_POWER = {None: 0.0, "backward": 0.0, "ortho": 0.5, "forward": 1.0}
_INVERSE = {1: 1, 2: 3, 3: 2, 4: 4}
_SLAB = 2**14  # values transformed at a time, few enough to stay in the processor's cache


@np.errstate(invalid="ignore")  # infinite input gives NaN without a warning, as in scipy
def _transform(
    x: ArrayLike,
    type: int,
    s: Integers,
    axes: Integers,
    norm: Norm,
    orthogonalize: bool | None,
    *,
    inverse: bool,
) -> InexactArray:
    """Transform axis by axis into a new array. Inverses use the transposed type and complementary power."""
    x = np.asarray(x)
    along, shape = _axes_and_shape(x.shape, s, axes)
    if index(type) not in _KERNELS:
        raise ValueError(f"invalid DCT type, should be 1, 2, 3 or 4, got {type}")
    if norm not in _POWER:
        raise ValueError(f'Invalid norm value {norm!r}, should be "backward", "ortho" or "forward"')
    kernel = _KERNELS[_INVERSE[type] if inverse else type]
    power = 1 - _POWER[norm] if inverse else _POWER[norm]
    orthogonal = norm == "ortho" if orthogonalize is None else orthogonalize
    source = _fitted(x, shape)
    y = np.empty(shape, _float_dtype(x))
    if not along:
        y[...] = source
    for axis in along:
        n = shape[axis]
        period = 2 * n - 2 if type == 1 else 2 * n
        if period == 0:
            raise RuntimeError(f"zero-length FFT requested: DCT type 1 needs at least 2 data points, got {n}")
        axis %= y.ndim
        contiguous = source.strides[axis] == source.itemsize and y.strides[axis] == y.itemsize
        packed = y.size > _SLAB and not contiguous
        size = _SLAB // 2 if packed or type == 1 else _SLAB  # type 1 doubles its rows to a whole period
        order = [*range(axis), *range(axis + 1, y.ndim), axis]
        for before, after in zip(_real_parts(source), _real_parts(y), strict=True):
            for given, result in slabs(before.transpose(order), after.transpose(order), size):
                if not packed and given.dtype == result.dtype:
                    kernel(given, result, period**-power, orthogonal)
                else:  # pack columns in the cache first, as FFTs read them slowly from the whole array
                    rows = given.copy(order="K").astype(result.dtype, order="C")
                    kernel(rows, rows, period**-power, orthogonal)
                    result[...] = rows
        source = y
    return y


def _axes_and_shape(
    shape: tuple[int, ...], s: Integers, axes: Integers
) -> tuple[Sequence[int], tuple[int, ...]]:
    """Return the axes to transform and the full shape of the result."""
    ndim = len(shape)
    if s is None and isinstance(axes, int) and -ndim <= axes < ndim and shape[axes]:
        return (axes,), shape  # fast path for the most frequent call, which needs none of the checks below
    sizes = None if s is None else _integers(s, "shape")
    along: Sequence[int]
    if axes is not None:
        along = _integers(axes, "axes")
    elif sizes is None:
        along = range(ndim)
    elif len(sizes) <= ndim:
        along = range(ndim - len(sizes), ndim)
    else:
        raise ValueError(f"shape requires more axes than are present, got {sizes} for {ndim} dimensions")
    if not all(-ndim <= axis < ndim for axis in along):
        raise AxisError(f"axes exceeds dimensionality of input, got {along} for {ndim} dimensions")
    if len({axis % ndim for axis in along}) < len(along):
        raise ValueError(f"all axes must be unique, got {along}")
    full = list(shape)
    if sizes is not None:
        if len(sizes) != len(along):
            raise ValueError(
                "when given, axes and shape arguments have to be of the same length, "
                f"got {len(along)} axes and {len(sizes)} lengths"
            )
        for axis, n in zip(along, sizes, strict=True):
            full[axis] = shape[axis] if n == -1 else n
    if any(full[axis] < 1 for axis in along):
        raise ValueError(f"invalid number of data points ({[full[axis] for axis in along]}) specified")
    return along, tuple(full)


def _integers(values: int | Iterable[int], name: str) -> list[int]:
    try:
        return [index(value) for value in (values if isinstance(values, Iterable) else [values])]
    except TypeError:
        raise ValueError(f"{name} must be a scalar or iterable of integers, got {values!r}") from None


def _float_dtype(x: InexactArray) -> np.dtype[Any]:
    """Return the type of the transform of `x`: floating-point, at least single precision, in native order."""
    return np.result_type(x, np.float32) if x.dtype.kind in "fc" else np.dtype(np.float64)


def _fitted(x: InexactArray, shape: tuple[int, ...]) -> InexactArray:
    """Return `x`, or a copy truncated or padded with zeros to `shape`."""
    if shape == x.shape:
        return x
    y = np.zeros(shape, x.dtype)
    overlap = tuple(slice(min(sizes)) for sizes in zip(shape, x.shape, strict=True))
    y[overlap] = x[overlap]
    return y


def _real_parts(x: InexactArray) -> tuple[InexactArray, ...]:
    return (x.real, x.imag) if x.dtype.kind == "c" else (x,)


def slabs(x: InexactArray, y: InexactArray, size: int = _SLAB) -> Iterator[tuple[InexactArray, InexactArray]]:
    """Yield the same parts of `x` and `y`, each of about `size` values or of one row along the last axis."""
    if x.ndim > 2 and x.size > size * len(x):
        for pair in zip(x, y, strict=True):
            yield from slabs(*pair, size)
    elif x.ndim == 1:
        yield x, y
    else:
        step = max(1, size * len(x) // max(1, x.size))
        for i in range(0, len(x), step):
            yield x[i : i + step], y[i : i + step]


def _length(n: int | None) -> tuple[int] | None:
    """Return `n` as a shape; lengths below 1 are refused here because `_transform` accepts -1."""
    if n is None:
        return None
    if index(n) < 1:
        raise ValueError(f"invalid number of data points ({n}) specified")
    return (n,)


def _type_1(x: InexactArray, y: InexactArray, scale: float, orthogonalize: bool) -> None:
    """Transform rows by one real FFT of 2(N-1) points, taking each row as the spectrum of an even signal."""
    n = x.shape[-1]
    half = x.astype(np.result_type(x, 1j))
    if orthogonalize:
        half[..., [0, n - 1]] *= sqrt(2)
    np.multiply(np.fft.irfft(half, 2 * n - 2, norm="forward")[..., :n], scale, out=y)
    if orthogonalize:
        y[..., [0, n - 1]] /= sqrt(2)


def _type_2(x: InexactArray, y: InexactArray, scale: float, orthogonalize: bool) -> None:
    """Transform rows by one real FFT of N points: even samples forwards, then odd ones backwards.

    J. Makhoul, "A fast cosine transform in one and two dimensions", IEEE Trans. ASSP 28(1), 27-34, 1980.
    """
    n = x.shape[-1]
    half, bins = (n + 1) // 2, n // 2 + 1
    v = np.empty_like(x)
    v[..., :half] = x[..., ::2]
    v[..., half:] = x[..., 1::2][..., ::-1]
    z = np.fft.rfft(v)
    z *= _rotations(bins, 0.5, -0.5 / n, 2 * scale, z.dtype)
    y[..., :bins] = z.imag
    y[..., bins:] = z.real[..., 1:half][..., ::-1]
    if orthogonalize:
        y[..., 0] /= sqrt(2)


def _type_3(x: InexactArray, y: InexactArray, scale: float, orthogonalize: bool) -> None:
    """Transform rows by undoing the steps of type 2 in reverse order."""
    n = x.shape[-1]
    half, bins = (n + 1) // 2, n // 2 + 1
    z = np.empty((*x.shape[:-1], bins), np.result_type(x, 1j))
    z.imag = x[..., :bins]
    z.real[..., 0] = 0
    z.real[..., 1:] = x[..., : half - 1 : -1]
    if orthogonalize:
        z.imag[..., 0] *= sqrt(2)
    z *= _rotations(bins, -0.5, 0.5 / n, scale, z.dtype)
    v = np.fft.irfft(z, n, norm="forward")
    y[..., ::2] = v[..., :half]
    y[..., 1::2] = v[..., half:][..., ::-1]


def _type_4(x: InexactArray, y: InexactArray, scale: float, orthogonalize: bool) -> None:
    """Transform rows by one complex FFT of N/2 points, pairing samples from both ends as complex numbers."""
    n = x.shape[-1]
    if n % 2:
        return _type_4_odd(x, y, scale)
    z = np.empty((*x.shape[:-1], n // 2), np.result_type(x, 1j))
    z.real = x[..., ::2]
    z.imag = x[..., ::-2]
    rotations = _rotations(n // 2, 0.25 - 0.125 / n, -1 / n, sqrt(2 * scale), z.dtype)
    z *= rotations
    z = np.fft.fft(z, out=z)
    z *= rotations
    y[..., ::2] = z.imag
    y[..., ::-2] = z.real


def _type_4_odd(x: InexactArray, y: InexactArray, scale: float) -> None:
    """Transform rows of odd length by one FFT of N points: every fourth point of the period of 4N.

    By the symmetries of that period, its sum is four times the sum over these points.
    """
    n = x.shape[-1]
    mirrored = x[..., ::-1]
    z = np.fft.fft(np.concatenate((x, -mirrored, -x, mirrored), axis=-1)[..., ::4])
    odd_bins = np.arange(1, 2 * n, 2) % n
    y[...] = (z[..., odd_bins] * _rotations(n, -0.25 / n, -0.5 / n, 2 * scale, z.dtype)).real


@lru_cache(maxsize=16)
def _rotations(count: int, start: float, step: float, scale: float, dtype: np.dtype[Any]) -> InexactArray:
    """Return scale * exp(i pi (start + step k)) for k = 0 .. count-1."""
    angles = np.pi * (start + step * np.arange(count))
    rotations: InexactArray = (scale * np.exp(1j * angles)).astype(dtype)
    rotations.flags.writeable = False
    return rotations


_KERNELS: Mapping[int, Callable[[InexactArray, InexactArray, float, bool], None]] = {
    1: _type_1,
    2: _type_2,
    3: _type_3,
    4: _type_4,
}
