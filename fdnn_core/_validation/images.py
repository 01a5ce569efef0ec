"""Checks of images: finite real arrays whose last two axes are height and width."""

from typing import Literal

from numpy.typing import ArrayLike

from fdnn_core._validation.arguments import real_array
from fdnn_core._validation.floating import Real

__all__ = ["TRANSFORMS", "Transform", "real_images"]

#: Two-dimensional transforms of images: Fourier ("dft") or cosine ("dct").
Transform = Literal["dft", "dct"]
TRANSFORMS = ("dft", "dct")


def real_images(name: str, values: ArrayLike) -> Real:
    """Return `values` as finite real images, shape (..., height, width)."""
    images = real_array(name, values)
    if images.ndim < 2:
        raise ValueError(f"{name} must be (..., height, width), got shape {images.shape}")
    return images
