"""Checks of images against the convention that the docstring of `fdnn_core` states."""

from __future__ import annotations

from typing import Literal, SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core.validation.arguments import integer, real_array
from fdnn_core.validation.floating import RealArray

__all__ = ["TRANSFORMS", "Transform", "channels_first", "channels_restored", "real_images"]

#: Two-dimensional transforms of images: Fourier ("dft") or cosine ("dct").
Transform = Literal["dft", "dct"]
TRANSFORMS = ("dft", "dct")

_CHANNELS = (3, 4)  # RGB and RGBA
_SMALLEST_SIDE = 8  # pixels; with shorter sides, the last two axes may be those of a patch


def real_images(name: str, values: ArrayLike, channel_axis: SupportsIndex | None = None) -> RealArray:
    """Return `values` as finite real images (..., height, width), the channels (if any) on the first axis.

    `channels_restored` moves the channels back to `channel_axis`.
    """
    return channels_first(name, real_array(name, values), channel_axis)


def channels_first(name: str, images: RealArray, channel_axis: SupportsIndex | None = None) -> RealArray:
    """Move the channels to the first axis; raise if the shape is too short, or ambiguous without channels."""
    shape = images.shape
    if channel_axis is not None:
        images = np.moveaxis(images, integer("channel_axis", channel_axis, -images.ndim, images.ndim - 1), 0)
    if images.ndim < (2 if channel_axis is None else 3):
        wanted = "(..., height, width)" if channel_axis is None else "(..., height, width) and channels"
        raise ValueError(f"{name} must be {wanted}, got shape {shape}")
    ambiguous = images.ndim > 2 and shape[-1] in _CHANNELS and min(shape[-3:-1]) >= _SMALLEST_SIDE
    if channel_axis is None and ambiguous:
        raise ValueError(
            f"{name} must be (..., height, width), or have a channel_axis (-1 for colour channels last), "
            f"got shape {shape}"
        )
    return images


def channels_restored(images: RealArray, channel_axis: SupportsIndex | None) -> RealArray:
    """Move the channels from the first axis back to `channel_axis`."""
    return images if channel_axis is None else np.moveaxis(images, 0, int(channel_axis))
