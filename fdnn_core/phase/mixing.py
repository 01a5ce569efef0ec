"""Which part of an image carries its structure: magnitude from one, phase from the other."""

from collections.abc import Sequence
from typing import Literal, SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core._validation.arguments import choice, image_shape, real, same_shape
from fdnn_core._validation.floating import Real
from fdnn_core._validation.images import Transform, real_images
from fdnn_core.phase.polar import from_polar, to_polar
from fdnn_core.transforms.layout import radial_frequencies

__all__ = ["mix_phase_magnitude", "mix_polar"]

Polar = tuple[ArrayLike, ArrayLike]


def mix_phase_magnitude(
    a: ArrayLike,
    b: ArrayLike,
    magnitude: float = 0.0,
    phase: float = 0.0,
    scale: Literal["linear", "geometric"] = "linear",
    transform: Transform = "dft",
    band: tuple[float, float] | None = None,
) -> Real:
    """Mix two images, their magnitudes in one proportion and their phases in another.

    Parameters
    ----------
    a, b : array_like, shape (..., H, W)
        Real; several images, or the patches of one, are mixed each by itself.
    magnitude, phase : float
        The share of `b`, from 0 to 1: with 1 and 0 the image has b's magnitude and a's phase. The phase
        goes the shorter way round the circle. Of a coefficient that must be real, as all of the DCT, it is
        the sign: a's for less than half, b's for more, and at one half, where signs differ, positive.
    scale : {"linear", "geometric"}
        Mix the magnitudes, or their logarithms; in the latter 0 and anything mix to 0.
    transform : {"dft", "dct"}
        As in `to_polar`.
    band : (float, float), optional
        The lowest and the highest frequency, in cycles per shorter side of the image, that are mixed; all
        others are a's. By default there is no limit.

    Returns
    -------
    ndarray, shape (..., H, W)
        Real. float32 stays float32.

    Raises
    ------
    ValueError
        If the images differ in shape, are not finite or not images, or another argument is out of range.
    TypeError
        If either image is complex.

    References
    ----------
    A. V. Oppenheim, J. S. Lim, "The importance of phase in signals", Proc. IEEE 69(5), 529-541, 1981.

    Examples
    --------
    >>> from fdnn_core import correlation, mix_phase_magnitude, photograph
    >>> a, b = photograph("astronaut"), photograph("chelsea")
    >>> hybrid = mix_phase_magnitude(a, b, magnitude=1)
    >>> round(correlation(hybrid, a), 1), round(correlation(hybrid, b), 1)
    (0.8, 0.0)
    """
    a, b = same_shape("a", real_images("a", a), "b", b)
    parts = to_polar(a, transform=transform), to_polar(b, transform=transform)
    return mix_polar(*parts, a.shape[-2:], magnitude, phase, scale, transform, band)


def mix_polar(
    a: Polar,
    b: Polar,
    s: Sequence[SupportsIndex],
    magnitude: float = 0.0,
    phase: float = 0.0,
    scale: Literal["linear", "geometric"] = "linear",
    transform: Transform = "dft",
    band: tuple[float, float] | None = None,
) -> Real:
    """Mix two images given as magnitude and phase: `mix_phase_magnitude` after its transforms.

    Parameters
    ----------
    a, b : (array_like, array_like)
        Magnitude and phase of each image, as `to_polar` returns them.
    s : (int, int)
        Height and width of the images.
    magnitude, phase, scale, transform, band
        As in `mix_phase_magnitude`.

    Returns
    -------
    ndarray, shape (..., H, W)

    Raises
    ------
    ValueError, TypeError
        As `mix_phase_magnitude` and `from_polar`.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import mix_phase_magnitude, mix_polar, photograph, to_polar
    >>> a, b = photograph("astronaut"), photograph("chelsea")
    >>> mixed = mix_polar(to_polar(a), to_polar(b), a.shape, phase=0.5)
    >>> np.array_equal(mixed, mix_phase_magnitude(a, b, phase=0.5))
    True
    """
    choice("scale", scale, ("linear", "geometric"))
    of_magnitude: Real | float = real("magnitude", magnitude, 0, 1)
    of_phase: Real | float = real("phase", phase, 0, 1)
    magnitude_a, magnitude_b = same_shape("magnitude of a", a[0], "magnitude of b", b[0])
    phase_a, phase_b = same_shape("phase of a", a[1], "phase of b", b[1])
    if band is not None:
        low, high = real("band[0]", band[0], 0), real("band[1]", band[1], band[0])
        radius = radial_frequencies(image_shape(s), transform)
        inside = ((radius >= low) & (radius <= high)).astype(magnitude_a.dtype)
        of_magnitude, of_phase = of_magnitude * inside, of_phase * inside
    if scale == "linear":
        mixed = (1 - of_magnitude) * magnitude_a + of_magnitude * magnitude_b
    else:
        mixed = magnitude_a ** (1 - of_magnitude) * magnitude_b**of_magnitude
    turn = phase_b - phase_a
    turn -= 2 * np.pi * np.rint(turn / (2 * np.pi))  # the shorter way round
    return from_polar(mixed, phase_a + of_phase * turn, s, transform)
