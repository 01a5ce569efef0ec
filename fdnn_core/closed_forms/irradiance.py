"""How a surface filters distant light: zonal kernels of matte and shiny surfaces, and of round light sources.

A matte surface with the normal n receives the light times max(cos θ, 0), integrated over all directions. Here
θ is the angle to n. This is a convolution on the sphere, so each order of the light's spherical harmonics is
multiplied by a number. A shiny surface has the narrower kernel max(cos θ, 0)**s.

All of this holds for distant light on a convex body: cast shadows, light from nearby lamps and light that
surfaces throw on each other are left out.
"""

from __future__ import annotations

from typing import SupportsFloat, SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core.transforms.spherical_harmonics import highest_order, spherical_convolve, spherical_energy
from fdnn_core.validation.arguments import double_array, integer, real
from fdnn_core.validation.floating import Float64Array

__all__ = ["cap_coefficients", "irradiance_errors", "lobe_coefficients", "lobe_energy", "lobe_order"]


def lobe_coefficients(highest: SupportsIndex, exponent: SupportsFloat = 1.0) -> Float64Array:
    """Return the spherical harmonic coefficients of the kernel max(cos θ, 0)**s, by order.

    The coefficient of order l is the integral of 2π t**s P_l(t) over t from 0 to 1. It follows from that of
    order l - 2 by the factor (s - l + 2) / (s + l + 1). For s = 1, the clamped cosine of a matte surface, the
    coefficients are π, 2π/3, π/4, 0, -π/24, 0, π/64 and so on; for s = 0, a hemisphere, those of even orders
    above 0 are 0.

    Parameters
    ----------
    highest : int
        Highest order L, at least 0.
    exponent : float, optional
        s, the shininess, at least 0.

    Returns
    -------
    ndarray of float64, shape (L + 1,)
        The factors by which `spherical_convolve` multiplies the orders of the light. Divided by the first
        one, they belong to the kernel whose integral is 1.

    Raises
    ------
    ValueError
        If `highest` is negative, or `exponent` is negative or not finite.

    References
    ----------
    R. Ramamoorthi, P. Hanrahan, "An efficient representation for irradiance environment maps", SIGGRAPH 2001,
    doi:10.1145/383259.383317, for s = 1.
    NIST Digital Library of Mathematical Functions, 14.17(ii), for any s.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import lobe_coefficients
    >>> (lobe_coefficients(6) / np.pi).round(6).tolist()
    [1.0, 0.666667, 0.25, 0.0, -0.041667, -0.0, 0.015625]
    """
    highest, s = integer("highest", highest, 0), real("exponent", exponent, 0)
    integrals = np.zeros(highest + 2)
    integrals[:2] = 1 / (s + 1), 1 / (s + 2)
    for order in range(2, highest + 1):
        integrals[order] = integrals[order - 2] * (s - order + 2) / (s + order + 1)
    return 2 * np.pi * integrals[: highest + 1]


def lobe_energy(highest: SupportsIndex, exponent: SupportsFloat = 1.0) -> Float64Array:
    """Return the share of the energy of the kernel max(cos θ, 0)**s that each order holds.

    The energy is the integral of the kernel's square over the sphere, 2π / (2 s + 1).

    Parameters
    ----------
    highest : int
        Highest order L, at least 0.
    exponent : float, optional
        s, the shininess, at least 0.

    Returns
    -------
    ndarray of float64, shape (L + 1,)
        Shares of the energy of all orders, those above L included.

    Raises
    ------
    ValueError
        If `highest` is negative, or `exponent` is negative or not finite.

    Examples
    --------
    >>> from fdnn_core import lobe_energy
    >>> lobe_energy(4).cumsum().tolist()  # of a matte surface, with 1, 4, 9, 16 and 25 coefficients
    [0.375, 0.875, 0.9921875, 0.9921875, 0.998046875]
    """
    # Divided by π before squaring, so that the shares of s = 1 are exact.
    ratios = lobe_coefficients(highest, exponent) / np.pi
    return (2 * np.arange(ratios.size) + 1) * ratios**2 * (2 * float(exponent) + 1) / 8


def lobe_order(exponent: SupportsFloat = 1.0, share: SupportsFloat = 0.99) -> int:
    """Return the order up to which the kernel max(cos θ, 0)**s holds a share of its energy.

    Parameters
    ----------
    exponent : float, optional
        s, the shininess, at least 0.
    share : float, optional
        Share of the energy, from 0 to 0.999.

    Returns
    -------
    int
        The lowest such order L. The kernel has (L + 1)² coefficients up to this order.

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from fdnn_core import lobe_order
    >>> [(lobe_order(s) + 1) ** 2 for s in (1, 4, 16, 64, 256)]
    [9, 25, 81, 324, 1225]
    """
    exponent, share = real("exponent", exponent, 0), real("share", share, 0, 0.999)
    highest = 8
    while True:
        reached = np.cumsum(lobe_energy(highest, exponent)) >= share
        if reached.any():
            return int(reached.argmax())
        highest *= 2


def cap_coefficients(highest: SupportsIndex, radius: SupportsFloat) -> Float64Array:
    """Return the spherical harmonic coefficients of a spherical cap: 1 within an angle of its axis, 0 beyond.

    A cap is the light of a disc such as the sun, or of a round window.

    Parameters
    ----------
    highest : int
        Highest order L, at least 0.
    radius : float
        Angle between the axis and the edge in degrees, from 0 (exclusive) to 180. The sun's is 0.27.

    Returns
    -------
    ndarray of float64, shape (L + 1,)
        The kernel, as for `zonal_coefficients`. The first number is the solid angle.

    Raises
    ------
    ValueError
        If `highest` is negative, or `radius` is out of range or not finite.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import cap_coefficients, lobe_coefficients
    >>> bool(np.allclose(cap_coefficients(20, 90), lobe_coefficients(20, 0)))  # a hemisphere
    True
    """
    highest = integer("highest", highest, 0)
    angle = np.radians(real("radius", radius, maximum=180, above=0))
    # P_l' is the sum of (2 k + 1) P_k over k = l - 1, l - 3, ..., so the integral of P_l from cos to 1 is
    # (1 - cos²) P_l'(cos) / (l (l + 1)); unlike differences of P_l, this is exact for small caps.
    legendre = np.polynomial.legendre.legvander([np.cos(angle)], highest)[0]
    terms = (2 * np.arange(highest + 1) + 1) * legendre
    slopes = np.zeros(highest + 1)
    for order in range(1, highest + 1):
        slopes[order] = np.sum(terms[order - 1 :: -2])
    orders = np.arange(1, highest + 1)
    integrals = np.sin(angle) ** 2 * slopes[1:] / (orders * (orders + 1))
    return 2 * np.pi * np.append(2 * np.sin(angle / 2) ** 2, integrals)


def irradiance_errors(light: ArrayLike, exponent: SupportsFloat = 1.0) -> Float64Array:
    """Return the error of the irradiance that is computed from the first orders of the light only.

    Parameters
    ----------
    light : array_like, shape ((L + 1)²,)
        Spherical harmonic coefficients of the radiance.
    exponent : float, optional
        s of the kernel max(cos θ, 0)**s, at least 0; 1 is a matte surface.

    Returns
    -------
    ndarray of float64, shape (L + 1,)
        For each order, the root mean square error over all normals if the orders above it are left out,
        divided by the root mean square of the irradiance. The last one is 0: all orders of `light` are kept.

    Raises
    ------
    ValueError
        If `light` is empty, not finite, not of shape ((L + 1)²,), or the irradiance is 0; or if `exponent`
        is negative or not finite.

    References
    ----------
    R. Ramamoorthi, P. Hanrahan, "On the relationship between radiance and irradiance: determining the
    illumination from images of a convex Lambertian object", JOSA A 18(10), 2448-2459, 2001,
    doi:10.1364/JOSAA.18.002448.

    Examples
    --------
    >>> from fdnn_core import irradiance_errors, sun_light
    >>> irradiance_errors(sun_light(60, [0.0, 0.0, 1.0]))[[0, 1, 2, 4]].round(3).tolist()
    [0.79, 0.352, 0.086, 0.041]
    """
    c = double_array("light", light)
    if c.ndim != 1:
        raise ValueError(f"light must have shape ((L + 1)²,), got {c.shape}")
    highest = highest_order(c)
    energy = spherical_energy(spherical_convolve(c, lobe_coefficients(highest, exponent)))
    total = energy.sum()
    if total == 0:
        raise ValueError("irradiance must not be 0, got a light that the kernel removes")
    left_out = np.append(np.cumsum(energy[:0:-1])[::-1], 0.0)
    return np.asarray(np.sqrt(left_out / total))
