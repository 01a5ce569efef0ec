"""The one body of the four cosine transforms: the options of ``scipy.fft`` and the passes along the axes."""

from collections.abc import Iterable, Iterator, Sequence
from operator import index
from typing import Any, Literal

import numpy as np
from numpy.exceptions import AxisError
from numpy.typing import ArrayLike, NDArray

from fdnn_core._cosine_kernels import KERNELS

__all__ = ["Array", "Integers", "Norm", "transform"]

Array = NDArray[Any]
Integers = int | Iterable[int] | None
Norm = Literal["backward", "ortho", "forward"] | None

_POWER = {None: 0.0, "backward": 0.0, "ortho": 0.5, "forward": 1.0}  # of the period, divides the forward
_INVERSE = {1: 1, 2: 3, 3: 2, 4: 4}
_SLAB = 2**14  # values: what one step works on stays in the processor's cache


@np.errstate(invalid="ignore")  # infinite input gives NaN without a warning, as in scipy
def transform(
    x: ArrayLike,
    type: int,
    s: Integers,
    axes: Integers,
    norm: Norm,
    orthogonalize: bool | None,
    *,
    inverse: bool,
) -> Array:
    """Transform a copy axis by axis. The inverse is the transposed type, with the complementary norm."""
    x = np.asarray(x)
    along, shape = _axes_and_shape(x.shape, s, axes)
    if index(type) not in KERNELS:
        raise ValueError(f"invalid DCT type, should be 1, 2, 3 or 4, got {type}")
    if norm not in _POWER:
        raise ValueError(f'Invalid norm value {norm!r}, should be "backward", "ortho" or "forward"')
    kernel = KERNELS[_INVERSE[type] if inverse else type]
    power = 1 - _POWER[norm] if inverse else _POWER[norm]
    orthogonal = norm == "ortho" if orthogonalize is None else orthogonalize
    y = _fitted(x, shape)
    for axis in along:
        n = shape[axis]
        period = 2 * n - 2 if type == 1 else 2 * n
        if period == 0:
            raise RuntimeError(f"zero-length FFT requested: DCT type 1 needs at least 2 data points, got {n}")
        size = _SLAB // 2 if type == 1 else _SLAB  # type 1 works on a whole period of the slab
        for part in (y.real, y.imag) if y.dtype.kind == "c" else (y,):
            for slab in _slabs(part.swapaxes(axis, -1), size):
                kernel(slab, period**-power, orthogonal)
    return y


def _axes_and_shape(
    shape: tuple[int, ...], s: Integers, axes: Integers
) -> tuple[Sequence[int], tuple[int, ...]]:
    """Find the axes to transform, and the shape that the transform has along all axes."""
    ndim = len(shape)
    if s is None and isinstance(axes, int) and -ndim <= axes < ndim and shape[axes]:
        return (axes,), shape  # one pass over all there is: too short to be kept waiting by the checks below
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


def _fitted(x: Array, shape: tuple[int, ...]) -> Array:
    """Copy `x`, cut or padded with zeros to `shape`, as native floating or complex numbers."""
    dtype = np.result_type(x, np.float32) if x.dtype.kind in "fc" else np.dtype(np.float64)
    if shape == x.shape:
        return x.astype(dtype)
    y = np.zeros(shape, dtype)
    overlap = tuple(slice(min(sizes)) for sizes in zip(shape, x.shape, strict=True))
    y[overlap] = x[overlap]
    return y


def _slabs(x: Array, size: int) -> Iterator[Array]:
    """Cut `x` along its first axis into views of about `size` values."""
    rows = len(x) if x.ndim == 1 else max(1, size * len(x) // max(1, x.size))
    return (x[i : i + rows] for i in range(0, len(x), rows))
