"""Distant lights as spherical harmonic coefficients of their radiance: a sun, sky and sun, a window, noise.

The z axis points to the zenith. The coefficients of all lights but the noise are exact.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import SupportsFloat, SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core.closed_forms.irradiance import cap_coefficients, lobe_coefficients
from fdnn_core.transforms.spherical_harmonics import spherical_coefficients, zonal_coefficients
from fdnn_core.validation.arguments import integer, real
from fdnn_core.validation.floating import Float64Array

__all__ = ["LIGHTS", "noise_light", "sky_light", "sun_light", "window_light"]

_SUN = 5.0  # degrees, radius of the sun's disc with its bright surroundings
_HORIZON = 0.25  # radiance of the sky at the horizon and of the ground; the zenith has 1
_NOISE_DEGREE = 255  # of the quadrature on whose 128 by 256 points the noise is defined


def sun_light(highest: SupportsIndex, direction: ArrayLike, radius: SupportsFloat = _SUN) -> Float64Array:
    """Return the coefficients of a small sun, a disc of constant radiance.

    Parameters
    ----------
    highest : int
        Highest order L, at least 0.
    direction : array_like, shape (3,)
        Unit vector to the centre of the sun.
    radius : float, optional
        Angular radius in degrees, from 0 (exclusive) to 180. The sun's disc has 0.27; the default includes
        its bright surroundings.

    Returns
    -------
    ndarray of float64, shape ((L + 1)²,)
        Coefficients of the radiance. A surface that faces the sun, if it is small, receives 1.

    Raises
    ------
    ValueError
        If `highest` is negative, `direction` is not a finite unit vector of shape (3,), or `radius` is out of
        range or not finite.

    Examples
    --------
    >>> from fdnn_core import sun_light
    >>> sun_light(1, [0.0, 0.0, 1.0]).round(4).tolist()
    [0.2821, 0.0, 0.4877, 0.0]
    """
    disc = cap_coefficients(highest, radius)
    return zonal_coefficients(disc / disc[0], direction)


def sky_light(highest: SupportsIndex, direction: ArrayLike, sun: SupportsFloat = 2.5) -> Float64Array:
    """Return the coefficients of a sky with a small sun.

    The radiance of the sky is 1 at the zenith and falls to 0.25 at the horizon, linearly in the sine of the
    elevation. The ground has 0.25. The sun is that of `sun_light`; it does not
    change the sky, and the ground does not hide it.

    Parameters
    ----------
    highest : int
        Highest order L, at least 0.
    direction : array_like, shape (3,)
        Unit vector to the centre of the sun. Below the horizon, its z is negative.
    sun : float, optional
        Light of the sun on a surface that faces it, at least 0. The sky gives a horizontal surface 2.36.

    Returns
    -------
    ndarray of float64, shape ((L + 1)²,)
        Coefficients of the radiance.

    Raises
    ------
    ValueError
        If `highest` is negative, `direction` is not a finite unit vector of shape (3,), or `sun` is negative
        or not finite.

    Examples
    --------
    >>> from fdnn_core import sky_light
    >>> sky_light(1, [0.6, 0.0, 0.8]).round(3).tolist()
    [2.256, 0.0, 1.743, 0.732]
    """
    highest = integer("highest", highest, 0)
    facing = np.where(np.arange(highest + 1) % 2, -1, 1)  # a zonal function turned upside down
    hemisphere = lobe_coefficients(highest, 0)
    sky = _HORIZON * (hemisphere + facing * hemisphere) + (1 - _HORIZON) * lobe_coefficients(highest)
    up = zonal_coefficients(sky, [0.0, 0.0, 1.0])
    return up + real("sun", sun, 0) * sun_light(highest, direction)


def window_light(highest: SupportsIndex, direction: ArrayLike, radius: SupportsFloat = 23.0) -> Float64Array:
    """Return the coefficients of a round window in a dark room, a disc of radiance 1.

    Parameters
    ----------
    highest : int
        Highest order L, at least 0.
    direction : array_like, shape (3,)
        Unit vector to the centre of the window.
    radius : float, optional
        Angular radius in degrees, from 0 (exclusive) to 180.

    Returns
    -------
    ndarray of float64, shape ((L + 1)²,)
        Coefficients of the radiance.

    Raises
    ------
    ValueError
        If `highest` is negative, `direction` is not a finite unit vector of shape (3,), or `radius` is out of
        range or not finite.

    Examples
    --------
    >>> from fdnn_core import window_light
    >>> window_light(1, [1.0, 0.0, 0.0]).round(4).tolist()
    [0.1409, 0.0, 0.0, 0.2343]
    """
    return zonal_coefficients(cap_coefficients(highest, radius), direction)


def noise_light(highest: SupportsIndex, seed: SupportsIndex = 0) -> Float64Array:
    """Return the coefficients of white noise: independent radiances, uniformly distributed from 0 to 1.

    The noise has one value at each of the 128 by 256 points of ``sphere_quadrature(255)``. A matte surface
    averages so many of them that it appears almost evenly lit.

    Parameters
    ----------
    highest : int
        Highest order L, from 0 to 127.
    seed : int, optional
        Seed of the random numbers.

    Returns
    -------
    ndarray of float64, shape ((L + 1)²,)
        Coefficients of the radiance.

    Raises
    ------
    ValueError
        If `highest` is out of range or `seed` is negative.

    Examples
    --------
    >>> from fdnn_core import irradiance_errors, noise_light
    >>> bool(irradiance_errors(noise_light(20))[0] < 0.01)
    True
    """
    rng = np.random.default_rng(integer("seed", seed, 0))
    highest = integer("highest", highest, 0, _NOISE_DEGREE // 2)
    return spherical_coefficients(lambda points: rng.random(points.shape[:-1]), highest, _NOISE_DEGREE)


#: Lights by name; each takes the highest order and a direction.
LIGHTS: Mapping[str, Callable[[SupportsIndex, ArrayLike], Float64Array]] = {
    "sun": sun_light,
    "sky": sky_light,
    "window": window_light,
}
