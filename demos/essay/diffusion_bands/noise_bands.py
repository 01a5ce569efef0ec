"""Noise over an image, band by band: where it drowns the image, and noise that drowns all bands at once."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.arguments import double_array, integer, positive_array, real
from fdnn_core.spectra.images import radial_power
from fdnn_core.transforms.layout import radial_frequencies

__all__ = ["crossover_frequency", "noise_like"]


def crossover_frequency(radius: ArrayLike, power: ArrayLike, noise: float) -> float:
    """Return the frequency up to which a falling spectrum stands above white noise.

    For a power of c / f**a it is (c / noise)**(1 / a): over the deviation of the noise, a slope of -2 / a.

    Parameters
    ----------
    radius : array_like, shape (R,)
        Frequencies, increasing and positive, in any unit.
    power : array_like, shape (R,)
        The power at each, such as `radial_power` returns it.
    noise : float
        The power of the noise, at all frequencies alike.

    Returns
    -------
    float
        Where the power first falls to that of the noise, on straight lines in logarithms; 0 if it is not
        above it at the first radius, infinite if it is at all of them.

    Raises
    ------
    ValueError
        If the two differ in shape or are not one-dimensional, `radius` does not increase from above 0,
        `power` is negative or `noise` is not positive.

    References
    ----------
    S. Dieleman, "Diffusion is spectral autoregression", 2024, https://sander.ai/2024/09/02/spectral-autoregression.html

    Examples
    --------
    >>> from demos.essay.diffusion_bands.noise_bands import crossover_frequency
    >>> crossover_frequency([1, 2, 4, 8], [64.0, 16.0, 4.0, 1.0], noise=4.0)
    4.0
    """
    f, p = positive_array("radius", radius), double_array("power", power)
    if f.ndim != 1 or p.shape != f.shape:
        raise ValueError(f"radius and power must both have shape (R,), got {f.shape} and {p.shape}")
    if not (np.diff(f) > 0).all():
        raise ValueError("radius must increase, got one that is not above its predecessor")
    if p.min() < 0:
        raise ValueError(f"power must be at least 0, got {p.min():g}")
    noise = real("noise", noise, above=0)
    drowned = np.flatnonzero(p <= noise)
    if not drowned.size:
        return math.inf
    after = int(drowned[0])
    if after == 0:
        return 0.0
    above, below = math.log(p[after - 1] / noise), math.log(noise / max(p[after], 1e-300))
    share = above / (above + below)
    return float(f[after - 1] * (f[after] / f[after - 1]) ** share)


def noise_like(image: ArrayLike, seed: int = 0) -> NDArray[np.float64]:
    """Return Gaussian noise with the radial power of an image, so that their ratio is 1 in all bands.

    Parameters
    ----------
    image : array_like, shape (H, W)
        Real, 2 pixels or more on a side.
    seed : int
        Chooses the noise.

    Returns
    -------
    ndarray of float64, shape (H, W)
        Of zero mean. Its expected power at each frequency is that of the image on the same ring, and on
        the outermost ring beyond it.

    Raises
    ------
    ValueError
        If `image` is not finite, or not two-dimensional and at least 2 by 2.

    References
    ----------
    F. Falck et al., "A Fourier space perspective on diffusion models", arXiv:2505.11278, 2025, on noise
    that gives all frequencies the same signal-to-noise ratio.

    Examples
    --------
    >>> import numpy as np
    >>> from demos.essay.diffusion_bands.noise_bands import noise_like
    >>> from fdnn_core import photograph, radial_power
    >>> image = photograph("camera")
    >>> ratio = radial_power(noise_like(image))[1] / radial_power(image)[1]
    >>> round(float(np.median(ratio)), 1)
    1.0
    """
    radius, power = radial_power(image)
    shape = np.shape(image)
    white = np.random.default_rng(integer("seed", seed, 0)).standard_normal(shape)
    ring = np.minimum(np.rint(radial_frequencies(shape, "dft")).astype(np.intp), radius[-1])
    gain = np.sqrt(np.concatenate([[0.0], power]))[ring]  # nothing at frequency 0
    return np.fft.irfft2(gain * np.fft.rfft2(white), shape)
