"""Comparing one image with several others, without repeating what depends on that image alone."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.metrics._data_range import checked_data_range
from fdnn_core.metrics.similarity import cosine, direction, local_energy
from fdnn_core.metrics.ssim import LocalMoments, similarity_of_moments
from fdnn_core.validation.images import real_images

__all__ = ["Comparable"]


class Comparable:
    """An image prepared for `correlation`, `local_energy_correlation` and `ssim` with several others.

    Each method returns what the function of the same name returns for the two images. From the second
    comparison on it takes less time.

    Parameters
    ----------
    image : array_like, shape (H, W)
        Real; for `ssim`, with 11 pixels or more on a side.

    Attributes
    ----------
    image : ndarray, shape (H, W)
        The image as floating-point numbers.

    Raises
    ------
    ValueError
        If `image` is not finite or not (height, width).
    TypeError
        If `image` is complex.

    Examples
    --------
    >>> from fdnn_core import Comparable, photograph, ssim
    >>> camera, coffee, grass = (photograph(name) for name in ("camera", "coffee", "grass"))
    >>> one, *others = map(Comparable, (camera, coffee, grass))
    >>> [one.ssim(other) for other in others] == [ssim(camera, coffee), ssim(camera, grass)]
    True
    """

    def __init__(self, image: ArrayLike) -> None:
        self.image = real_images("image", image)
        if self.image.ndim != 2:
            raise ValueError(f"image must be (height, width), got shape {self.image.shape}")
        self._dtype = np.asarray(image).dtype

    def correlation(self, other: Comparable) -> float:
        """Return Pearson's correlation with an image of the same shape."""
        self._require_same_shape(other)
        return cosine(self._direction, other._direction)

    def local_energy_correlation(self, other: Comparable) -> float:
        """Return the correlation of the absolute deviation from the mean with that of another image."""
        self._require_same_shape(other)
        return cosine(self._energy_direction, other._energy_direction)

    def ssim(self, other: Comparable, data_range: float | None = None) -> float:
        """Return the structural similarity with an image of the same shape."""
        self._require_same_shape(other)
        data_range = checked_data_range(data_range, self._dtype, other._dtype)
        return similarity_of_moments(self._moments, other._moments, data_range)

    def _require_same_shape(self, other: Comparable) -> None:
        if other.image.shape != self.image.shape:
            raise ValueError(f"other must have shape {self.image.shape}, got {other.image.shape}")

    @cached_property
    def _direction(self) -> NDArray[np.float64]:
        return direction(self.image)

    @cached_property
    def _energy_direction(self) -> NDArray[np.float64]:
        return direction(local_energy(self.image, 0.0))

    @cached_property
    def _moments(self) -> LocalMoments:
        return LocalMoments(self.image, (0, 1))
