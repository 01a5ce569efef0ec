"""Noise added to an image, by frequency band: where it exceeds the image, and noise shaped like the image."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.spectra.images import radial_power
from fdnn_core.transforms.layout import radial_frequencies
from fdnn_core.validation.arguments import double_array, integer, positive_array, real

__all__ = ["crossover_frequency", "noise_like"]


def crossover_frequency(radius: ArrayLike, power: ArrayLike, noise: float) -> float:
    """Return the frequency at which a falling power spectrum falls below white noise.

    For a power of c / f**a it is (c / noise)**(1 / a). As a function of the standard deviation of the noise,
    its slope on logarithmic axes is -2 / a.

    Parameters
    ----------
    radius : array_like, shape (R,)
        Frequencies, positive and increasing, in any unit.
    power : array_like, shape (R,)
        The power at each frequency, as `radial_power` returns it.
    noise : float
        The power of the noise at every frequency.

    Returns
    -------
    float
        The first frequency at which the power equals that of the noise, interpolated linearly on logarithmic
        axes; 0 if the power is not above the noise at the first frequency, infinite if it is at all of them.

    Raises
    ------
    ValueError
        If `radius` and `power` differ in shape or are not one-dimensional; if a value is not finite; if
        `radius` is not positive and increasing; if `power` is negative; or if `noise` is not positive.

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
        k = int(np.argmin(np.diff(f) > 0))
        raise ValueError(f"radius must increase, got {f[k + 1]:g} after {f[k]:g}")
    if p.min() < 0:
        raise ValueError(f"power must be at least 0, got {p.min():g}")
    noise = real("noise", noise, above=0)
    below_noise = np.flatnonzero(p <= noise)
    if not below_noise.size:
        return math.inf
    after = int(below_noise[0])
    if after == 0:
        return 0.0
    above, below = math.log(p[after - 1] / noise), math.log(noise / max(p[after], 1e-300))
    share = above / (above + below)
    return float(f[after - 1] * (f[after] / f[after - 1]) ** share)


def noise_like(image: ArrayLike, seed: int = 0) -> NDArray[np.float64]:
    """Return Gaussian noise with the radial power of an image: a signal-to-noise ratio of 1 in all bands.

    Parameters
    ----------
    image : array_like, shape (H, W)
        Real, 2 pixels or more on a side.
    seed : int
        Seed of the noise.

    Returns
    -------
    ndarray of float64, shape (H, W)
        Zero mean. The expected power at each frequency is the mean power of the image on the ring of that
        radius, or on the outermost ring if the frequency is higher.

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
    gain = np.sqrt(np.concatenate([[0.0], power]))[ring]  # 0 at frequency 0: no mean
    return np.fft.irfft2(gain * np.fft.rfft2(white), shape)
