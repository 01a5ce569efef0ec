"""Images on the way in: real numbers, the last two axes height and width, any others before them."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core._validation.arguments import finite_array
from fdnn_core._validation.floating import Real, real_floating

__all__ = ["Transform", "centred", "known", "radii", "real_images", "real_pair"]

Transform = Literal["dft", "dct"]


def known(transform: Transform) -> Transform:
    """Return `transform`, refused if there is no such."""
    if transform not in ("dft", "dct"):
        raise ValueError(f"transform must be 'dft' or 'dct', got {transform!r}")
    return transform


def real_images(name: str, values: ArrayLike) -> Real:
    """Return `values` as finite real images, shape (..., height, width)."""
    images = real_floating(name, finite_array(name, values))
    if images.ndim < 2:
        raise ValueError(f"{name} must be (..., height, width), got shape {images.shape}")
    return images


def real_pair(name: str, values: ArrayLike, other: str, others: ArrayLike) -> tuple[Real, Real]:
    """Return two finite real arrays, refused unless alike in shape."""
    one, two = (real_floating(n, finite_array(n, v)) for n, v in ((name, values), (other, others)))
    if one.shape != two.shape:
        raise ValueError(f"{other} must have the shape of {name}, {one.shape}, got {two.shape}")
    return one, two


def radii(shape: tuple[int, ...], transform: Transform) -> Real:
    """Return the cycles per shorter side of every coefficient of `to_polar`, whatever its direction."""
    height, width = shape[-2:]
    y: Real = np.arange(height) / 2 if transform == "dct" else np.fft.fftfreq(height, 1 / height)
    x: Real = np.arange(width) / 2 if transform == "dct" else np.fft.rfftfreq(width, 1 / width)
    side = min(height, width)
    return np.asarray(np.hypot(y[:, None] * (side / height), x * (side / width)))


def centred(half: Real, width: int, sign: int = 1) -> Real:
    """Return all columns of what ``rfft2`` of an image that wide has half of, frequency 0 in the centre.

    What stands at a frequency stands at its negative too, times `sign`.
    """
    pairs = half[..., 1 : (width + 1) // 2]
    negative = sign * np.roll(pairs[..., ::-1, ::-1], 1, axis=-2)
    nyquist = half[..., pairs.shape[-1] + 1 :]
    columns = np.concatenate([nyquist, negative, half[..., :1], pairs], axis=-1)
    return np.fft.fftshift(columns, axes=-2)
