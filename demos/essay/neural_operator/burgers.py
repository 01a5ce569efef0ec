"""A pseudospectral solver of Burgers' equation on a circle."""

from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike, NDArray

from demos.kit.figures import Array
from fdnn_core.validation.arguments import double_array, integer, real

__all__ = ["solve_burgers"]

Spectrum = NDArray[np.complex128]


def solve_burgers(u: ArrayLike, viscosity: float, time: float, steps: SupportsIndex = 100) -> Array:
    """Solve u_t + u u_x = viscosity u_xx on a circle of circumference 2π.

    Diffusion is solved exactly for each frequency. The square is computed in space, without aliasing by the
    two-thirds rule, and integrated by the Runge-Kutta method of order 4.

    Parameters
    ----------
    u : array_like, shape (..., N)
        The solution at time 0, sampled every 2π / N. Frequencies of N / 3 and above are removed before
        squaring.
    viscosity : float
        At least 0. A small viscosity makes shocks of about that width, which need a large N.
    time : float
        Final time, at least 0.
    steps : int
        Number of time steps; in one step, `u` must not travel further than about one sample.

    Returns
    -------
    ndarray of float64, shape (..., N)
        The solution at `time`, with the mean of `u`.

    Raises
    ------
    ValueError
        If `u` is empty, not finite or shorter than 3, `viscosity` or `time` is negative, `steps` is below 1,
        or the solution does not stay finite.

    References
    ----------
    S. A. Orszag, "On the elimination of aliasing in finite-difference schemes by filtering high-wavenumber
    components", J. Atmos. Sci. 28, 1074, 1971. L. N. Trefethen, "Spectral methods in MATLAB", SIAM, 2000,
    chapter 10, on the integrating factor.

    Examples
    --------
    >>> import numpy as np
    >>> from demos.essay.neural_operator.burgers import solve_burgers
    >>> x = 2 * np.pi * np.arange(64) / 64
    >>> u = solve_burgers(np.sin(x), viscosity=0.1, time=1.0)
    >>> bool(np.diff(u).min() < 2 * np.diff(np.sin(x)).min())  # the wave has steepened
    True
    """
    start = double_array("u", u)
    n = integer("length of u", start.shape[-1] if start.ndim else 0, 3)
    step = real("time", time, 0) / integer("steps", steps, 1)
    k = np.arange(n // 2 + 1)
    half = np.exp(-real("viscosity", viscosity, 0) * k**2 * step / 2)  # decay by diffusion in half a step
    derivative = np.where(3 * k < n, -0.5j * k, 0)  # of -u² / 2, without frequencies that may be aliased

    def slope(spectrum: Spectrum) -> Spectrum:
        squared = np.fft.irfft(np.where(3 * k < n, spectrum, 0), n) ** 2
        return derivative * np.fft.rfft(squared)

    v = np.fft.rfft(start)
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(int(steps)):
            a = slope(v)
            b = slope(half * (v + step / 2 * a))
            c = slope(half * v + step / 2 * b)
            d = slope(half * (half * v + step * c))
            v = half**2 * (v + step / 6 * a) + half * step / 3 * (b + c) + step / 6 * d
        solution = np.fft.irfft(v, n)
    if not np.isfinite(solution).all():
        raise ValueError(f"steps must be enough for the solution to stay finite, got {int(steps)}")
    return solution
