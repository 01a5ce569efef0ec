"""One image compared with several others, what depends on it alone being computed once."""

from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core._validation.arguments import real
from fdnn_core._validation.images import real_images
from fdnn_core.metrics.similarity import cosine, direction, local_energy
from fdnn_core.metrics.ssim import Windows, windows_alike

__all__ = ["Comparable"]


class Comparable:
    """An image made ready for `correlation`, `local_energy_correlation` and `ssim` with others.

    Each method gives what the function of its name gives for the two images, in less time from the second
    comparison on.

    Parameters
    ----------
    image : array_like, shape (H, W)
        Real, 11 pixels or more on a side.

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

    def correlation(self, other: "Comparable") -> float:
        """Return Pearson's correlation with an image of the same shape."""
        self._require_alike(other)
        return cosine(self._direction, other._direction)

    def local_energy_correlation(self, other: "Comparable") -> float:
        """Return the correlation of where this and an image of the same shape hold their contrast."""
        self._require_alike(other)
        return cosine(self._energy_direction, other._energy_direction)

    def ssim(self, other: "Comparable", data_range: float = 1.0) -> float:
        """Return the structural similarity with an image of the same shape."""
        self._require_alike(other)
        data_range = real("data_range", data_range, above=0)
        return windows_alike(self._windows, other._windows, data_range)

    def _require_alike(self, other: "Comparable") -> None:
        if other.image.shape != self.image.shape:
            raise ValueError(f"other must have the shape {self.image.shape}, got {other.image.shape}")

    @cached_property
    def _direction(self) -> NDArray[np.float64]:
        return direction(self.image)

    @cached_property
    def _energy_direction(self) -> NDArray[np.float64]:
        return direction(local_energy(self.image, 0.0))

    @cached_property
    def _windows(self) -> Windows:
        return Windows(self.image, (0, 1))
