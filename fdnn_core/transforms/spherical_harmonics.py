"""Real spherical harmonics: evaluation, projection by quadrature, sums, and convolution with a zonal kernel.

The harmonics are orthonormal on the unit sphere. Order l has 2 l + 1 of them, m = -l ... l: those with m > 0
vary as cos(m φ), those with m < 0 as sin(|m| φ), where φ is the azimuth from the x axis. The colatitude is
measured from the z axis. There is no Condon-Shortley sign: the harmonics of order 1 are y, z and x times
√(3 / 4π). Coefficients are one flat axis, order by order: (l, m) has the index l² + l + m.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.validation.arguments import double_array, integer
from fdnn_core.validation.floating import Float64Array

__all__ = [
    "SphereSampler",
    "highest_order",
    "sphere_quadrature",
    "spherical_coefficients",
    "spherical_convolve",
    "spherical_energy",
    "spherical_harmonics",
    "spherical_sum",
    "zonal_coefficients",
]

Complex = NDArray[np.complex128]

_POLAR = 0.99  # |z| above which the distance from the axis is more exact than z


def spherical_harmonics(directions: ArrayLike, highest: SupportsIndex) -> Float64Array:
    """Return the values of the real spherical harmonics up to an order.

    Parameters
    ----------
    directions : array_like, shape (..., 3)
        Unit vectors x, y, z.
    highest : int
        Highest order L, at least 0.

    Returns
    -------
    ndarray of float64, shape (..., (L + 1)²)
        The harmonic of order l and index m at position l² + l + m.

    Raises
    ------
    ValueError
        If `directions` is empty, not finite, or not unit vectors to within 1e-6; or if `highest` is negative.

    References
    ----------
    S. A. Holmes, W. E. Featherstone, "A unified approach to the Clenshaw summation and the recursive
    computation of very high degree and order normalised associated Legendre functions", Journal of Geodesy
    76, 279-299, 2002, doi:10.1007/s00190-002-0216-2, on the recurrence over orders.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import spherical_harmonics
    >>> (spherical_harmonics([0.6, 0.0, 0.8], 1) / np.sqrt(3 / (4 * np.pi))).round(4).tolist()
    [0.5774, 0.0, 0.8, 0.6]
    """
    highest = integer("highest", highest, 0)
    points = _unit_vectors("directions", directions)
    cosine, sine, circle, rotation = _polar(points.reshape(-1, 3))
    values = np.empty((len(rotation), (highest + 1) ** 2))
    turns = math.sqrt(2) * rotation[:, None] ** np.arange(highest + 1)  # (points, m)
    turns[:, 0] = 1
    for order, row in enumerate(_legendre_rows(cosine, sine, highest)):
        centre = order * (order + 1)
        waves = row[:, circle].T * turns[:, : order + 1]
        values[:, centre : centre + order + 1] = waves.real
        values[:, centre - order : centre] = waves.imag[:, :0:-1]
    return values.reshape((*points.shape[:-1], -1))


def sphere_quadrature(degree: SupportsIndex) -> tuple[Float64Array, Float64Array]:
    """Return the points and weights of a quadrature on the unit sphere.

    The points are the product of Gauss-Legendre nodes in z and equally spaced azimuths. The weighted sum is
    the exact integral for polynomials in x, y, z up to a degree.

    Parameters
    ----------
    degree : int
        Highest degree integrated exactly, at least 0.

    Returns
    -------
    directions : ndarray of float64, shape (degree // 2 + 1, degree + 1, 3)
        Unit vectors: z increases along the first axis, and the azimuth increases from 0 along the second.
    weights : ndarray of float64, shape (degree // 2 + 1, 1)
        Solid angle per point, the same for all azimuths. All points together have 4π.

    Raises
    ------
    ValueError
        If `degree` is negative.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import sphere_quadrature
    >>> directions, weights = sphere_quadrature(4)
    >>> round(float(np.sum(weights * directions[..., 0] ** 4) / np.pi), 12)  # 4/5
    0.8
    """
    degree = integer("degree", degree, 0)
    z, weights = np.polynomial.legendre.leggauss(degree // 2 + 1)
    azimuth = 2 * np.pi * np.arange(degree + 1) / (degree + 1)
    radius = np.sqrt((1 - z) * (1 + z))[:, None]
    x, y = radius * np.cos(azimuth), radius * np.sin(azimuth)
    directions = np.stack([x, y, np.broadcast_to(z[:, None], x.shape)], axis=-1)
    return directions, weights[:, None] * 2 * np.pi / (degree + 1)


def spherical_coefficients(
    function: Callable[[Float64Array], ArrayLike], highest: SupportsIndex, degree: SupportsIndex | None = None
) -> Float64Array:
    """Return the coefficients of a function on the sphere: its integrals with the real spherical harmonics.

    Parameters
    ----------
    function : callable
        Takes the unit vectors (T, P, 3) of `sphere_quadrature` and returns real values (..., T, P).
    highest : int
        Highest order L, at least 0.
    degree : int, optional
        Degree of the quadrature, at least 2 L, its default. This is exact for functions without orders above
        L. Functions with jumps or kinks need a higher degree: the error falls as it increases.

    Returns
    -------
    ndarray of float64, shape (..., (L + 1)²)
        The coefficients. Their squares sum to at most the integral of the function's square.

    Raises
    ------
    ValueError
        If `highest` is negative, `degree` is less than twice as high, or the values of `function` are not
        finite or have another shape.

    Examples
    --------
    >>> from fdnn_core import spherical_coefficients
    >>> (spherical_coefficients(lambda n: n[..., 2], 1) + 0).round(4).tolist()  # √(4π/3)
    [0.0, 0.0, 2.0467, 0.0]
    """
    highest = integer("highest", highest, 0)
    points, weights = sphere_quadrature(
        2 * highest if degree is None else integer("degree", degree, 2 * highest)
    )
    values = double_array("values of function", function(points.copy()))
    if values.shape[-2:] != points.shape[:2]:
        wanted = f"(..., {points.shape[0]}, {points.shape[1]})"
        raise ValueError(f"function must return shape {wanted}, got {values.shape}")
    waves = np.fft.rfft(values * weights)[..., : highest + 1].swapaxes(-1, -2)  # (..., m, T)
    waves[..., 1:, :] *= math.sqrt(2)
    coefficients = np.empty((*values.shape[:-2], (highest + 1) ** 2))
    z = points[:, 0, 2]
    for order, row in enumerate(_legendre_rows(z, np.sqrt((1 - z) * (1 + z)), highest)):
        centre = order * (order + 1)
        integrals = np.sum(waves[..., : order + 1, :] * row, axis=-1)
        coefficients[..., centre : centre + order + 1] = integrals.real
        coefficients[..., centre - order : centre] = -integrals.imag[..., :0:-1]  # the FFT has exp(-i m φ)
    return coefficients


class SphereSampler:
    """Directions prepared for `spherical_sum` with several functions on the sphere.

    Called with coefficients, it returns what `spherical_sum` returns. The Legendre functions are computed
    once for all directions of equal z. This makes pictures of a sphere fast whose pole is at the top, because
    each row of pixels has one z.

    Parameters
    ----------
    directions : array_like, shape (*points, 3)
        Unit vectors.

    Raises
    ------
    ValueError
        If `directions` is empty, not finite, or not unit vectors to within 1e-6. A call also refuses
        coefficients that are not finite or whose last axis is not a square number.

    Examples
    --------
    >>> from fdnn_core import SphereSampler
    >>> sampler = SphereSampler([[0.6, 0.0, 0.8], [0.0, 0.0, 1.0]])
    >>> sampler([0.0, 0.0, 2.0, 0.0]).round(4).tolist()
    [0.7818, 0.9772]
    """

    def __init__(self, directions: ArrayLike) -> None:
        points = _unit_vectors("directions", directions)
        self._shape = points.shape[:-1]
        self._cosine, self._sine, self._circle, self._rotation = _polar(points.reshape(-1, 3))

    def __call__(self, coefficients: ArrayLike) -> Float64Array:
        """Return the values (..., *points) of the function with coefficients (..., (L + 1)²)."""
        c = double_array("coefficients", coefficients)
        highest = highest_order(c)
        flat = c.reshape(-1, c.shape[-1])
        waves = np.zeros((highest + 1, len(flat), len(self._cosine)), np.complex128)  # m, function, z
        for order, row in enumerate(_legendre_rows(self._cosine, self._sine, highest)):
            centre = order * (order + 1)
            pairs = flat[:, centre : centre + order + 1] * (1 + 0j)
            pairs[:, 1:] -= 1j * flat[:, centre - order : centre][:, ::-1]
            waves[: order + 1] += pairs.T[:, :, None] * row[:, None, :]
        waves[1:] *= math.sqrt(2)
        total = np.take(waves[-1], self._circle, axis=-1)
        for wave in waves[-2::-1]:  # Horner's scheme for the sum of wave_m exp(i m φ)
            total *= self._rotation
            total += np.take(wave, self._circle, axis=-1)
        return total.real.reshape(c.shape[:-1] + self._shape)


def spherical_sum(coefficients: ArrayLike, directions: ArrayLike) -> Float64Array:
    """Return the function on the sphere that has given coefficients, at any directions.

    To use only the orders below n, pass ``coefficients[..., : n * n]``. For several functions at the same
    directions, `SphereSampler` is faster.

    Parameters
    ----------
    coefficients : array_like, shape (..., (L + 1)²)
        Real coefficients, as `spherical_coefficients` returns them.
    directions : array_like, shape (*points, 3)
        Unit vectors.

    Returns
    -------
    ndarray of float64, shape (..., *points)
        The values.

    Raises
    ------
    ValueError
        If `coefficients` is empty, not finite, or its last axis is not a square number; if `directions` is
        empty, not finite, or not unit vectors to within 1e-6.

    Examples
    --------
    >>> from fdnn_core import spherical_coefficients, spherical_sum
    >>> coefficients = spherical_coefficients(lambda n: n[..., 0] * n[..., 1], 2)
    >>> round(float(spherical_sum(coefficients, [0.6, 0.8, 0.0])), 12)
    0.48
    """
    return SphereSampler(directions)(coefficients)


def spherical_energy(coefficients: ArrayLike) -> Float64Array:
    """Return the energy of each order: the sum of the squared coefficients.

    Rotating the function does not change these energies.

    Parameters
    ----------
    coefficients : array_like, shape (..., (L + 1)²)
        Real coefficients.

    Returns
    -------
    ndarray of float64, shape (..., L + 1)
        The energies; together, the integral of the function's square over the sphere.

    Raises
    ------
    ValueError
        If `coefficients` is empty, not finite, or its last axis is not a square number.

    Examples
    --------
    >>> from fdnn_core import spherical_energy
    >>> spherical_energy([2.0, 1.0, 1.0, 1.0]).tolist()
    [4.0, 3.0]
    """
    c = double_array("coefficients", coefficients)
    return np.add.reduceat(c**2, np.arange(highest_order(c) + 1) ** 2, axis=-1)


def zonal_coefficients(kernel: ArrayLike, axis: ArrayLike) -> Float64Array:
    """Return the coefficients of a zonal function: one that depends only on the angle to an axis.

    Parameters
    ----------
    kernel : array_like, shape (L + 1,)
        The function f(t) of the cosine t of the angle, as its integrals k_l of 2π f(t) P_l(t) from -1 to 1,
        where P_l are the Legendre polynomials. `lobe_coefficients` and `cap_coefficients` return such
        kernels.
    axis : array_like, shape (3,)
        Unit vector.

    Returns
    -------
    ndarray of float64, shape ((L + 1)²,)
        k_l times the harmonics at the axis.

    Raises
    ------
    ValueError
        If `kernel` is empty, not finite or not one-dimensional, or `axis` is not a finite unit vector of
        shape (3,).

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import lobe_coefficients, spherical_sum, zonal_coefficients
    >>> lobe = zonal_coefficients(lobe_coefficients(300), [0.0, 0.0, 1.0])  # max(cos θ, 0)
    >>> round(float(spherical_sum(lobe, [0.6, 0.0, 0.8])), 4)
    0.8
    """
    k, unit = _kernel(kernel), _unit_vectors("axis", axis)
    if unit.ndim != 1:
        raise ValueError(f"axis must have shape (3,), got {unit.shape}")
    return spherical_convolve(spherical_harmonics(unit, k.size - 1), k)


def spherical_convolve(coefficients: ArrayLike, kernel: ArrayLike) -> Float64Array:
    """Convolve a function on the sphere with a zonal kernel: multiply each order by a number.

    The result at a direction n is the integral of the function times f(n · n') over all directions n'.

    Parameters
    ----------
    coefficients : array_like, shape (..., (L + 1)²)
        Real coefficients of the function.
    kernel : array_like, shape (L + 1,)
        Factors by order: the kernel f as for `zonal_coefficients`.

    Returns
    -------
    ndarray of float64, shape (..., (L + 1)²)
        Coefficients of the convolution, by the Funk-Hecke theorem.

    Raises
    ------
    ValueError
        If an argument is empty or not finite, or `kernel` does not have one number for each order.

    References
    ----------
    R. Basri, D. W. Jacobs, "Lambertian reflectance and linear subspaces", IEEE Transactions on Pattern
    Analysis and Machine Intelligence 25(2), 218-233, 2003, doi:10.1109/TPAMI.2003.1177153.

    Examples
    --------
    >>> from fdnn_core import spherical_convolve
    >>> spherical_convolve([1.0, 2.0, 3.0, 4.0], [10.0, 0.5]).tolist()
    [10.0, 1.0, 1.5, 2.0]
    """
    c, k = double_array("coefficients", coefficients), _kernel(kernel)
    orders = highest_order(c) + 1
    if k.size != orders:
        raise ValueError(f"kernel must have shape ({orders},), got {k.shape}")
    return np.asarray(c * np.repeat(k, 2 * np.arange(orders) + 1))


def highest_order(coefficients: Float64Array) -> int:
    """Return the highest order L of coefficients (..., (L + 1)²); raise if there is no such L."""
    count = coefficients.shape[-1] if coefficients.ndim else 0
    if count == 0 or math.isqrt(count) ** 2 != count:
        raise ValueError(f"coefficients must have shape (..., (L + 1)²), got {coefficients.shape}")
    return math.isqrt(count) - 1


def _kernel(values: ArrayLike) -> Float64Array:
    kernel = double_array("kernel", values)
    if kernel.ndim != 1:
        raise ValueError(f"kernel must have shape (L + 1,), got {kernel.shape}")
    return kernel


def _unit_vectors(name: str, values: ArrayLike) -> Float64Array:
    vectors = double_array(name, values)
    if vectors.ndim == 0 or vectors.shape[-1] != 3:
        raise ValueError(f"{name} must have shape (..., 3), got {vectors.shape}")
    lengths = np.sqrt(np.einsum("...i,...i", vectors, vectors))
    worst = np.abs(lengths - 1).argmax()
    if abs(lengths.flat[worst] - 1) > 1e-6:
        raise ValueError(f"{name} must be unit vectors, got a length of {lengths.flat[worst]:g}")
    return vectors


def _polar(points: Float64Array) -> tuple[Float64Array, Float64Array, NDArray[np.intp], Complex]:
    """Return the cosines and sines of the different colatitudes, the index of each point's, and exp(i φ)."""
    x, y, z = points.T
    distance = np.hypot(x, y)  # from the axis; its rounding differs between points of equal z
    # Near the poles, z does not determine the distance, which is stored as ±(2 - distance) instead.
    keys, circle = np.unique(
        np.where(np.abs(z) < _POLAR, z, np.copysign(2 - distance, z)), return_inverse=True
    )
    polar = np.abs(keys) > 1
    sine = np.where(polar, 2 - np.abs(keys), np.sqrt(np.maximum((1 - keys) * (1 + keys), 0)))
    cosine = np.where(polar, np.copysign(np.sqrt((1 - sine) * (1 + sine)), keys), keys)
    on_axis = distance == 0
    rotation = np.where(on_axis, 1 + 0j, (x + 1j * y) / np.where(on_axis, 1, distance))
    return np.asarray(cosine), np.asarray(sine), circle.ravel(), np.asarray(rotation, np.complex128)


def _legendre_rows(cosine: Float64Array, sine: Float64Array, highest: int) -> Iterator[Float64Array]:
    """Yield the associated Legendre functions (l + 1, points) of each order l, for m = 0 ... l.

    They are normalised so that, times exp(i m φ), their squared magnitudes have the integral 1.
    """
    before = np.zeros((highest + 2, cosine.size))  # order l - 2
    row = np.zeros((highest + 2, cosine.size))  # order l - 1
    for order in range(highest + 1):
        m = np.arange(order, dtype=np.float64)[:, None]
        rise = np.sqrt((4.0 * order**2 - 1) / (order**2 - m**2))
        fall = np.sqrt(np.maximum((order - 1.0) ** 2 - m**2, 0) / (4 * (order - 1.0) ** 2 - 1))
        following = np.zeros_like(row)
        following[:order] = rise * (cosine * row[:order] - fall * before[:order])
        if order == 0:
            following[0] = 1 / math.sqrt(4 * math.pi)
        else:
            following[order] = math.sqrt((2 * order + 1) / (2 * order)) * sine * row[order - 1]
        before, row = row, following
        yield row[: order + 1]
