"""How alike two images are to the eye: the structural similarity index."""

from collections.abc import Sequence
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core._validation.arguments import integer, real, same_shape
from fdnn_core._validation.floating import Real
from fdnn_core.metrics._smoothing import smooth_inside
from fdnn_core.transforms.convolution import gaussian_kernel

__all__ = ["ssim"]

WINDOW = gaussian_kernel(sigma=1.5, radius=5)


def ssim(
    image: ArrayLike,
    reference: ArrayLike,
    data_range: float = 1.0,
    channel_axis: SupportsIndex | None = None,
) -> float:
    """Return the structural similarity of two images, 1 if they are the same.

    It is ``skimage.metrics.structural_similarity`` with ``gaussian_weights=True, sigma=1.5,
    use_sample_covariance=False``: the mean over all places where the window of 11 pixels fits.

    Parameters
    ----------
    image, reference : array_like
        Real, of the same shape, 11 pixels or more along every axis but the channels'.
    data_range : float
        From the darkest possible value to the brightest: 1, or 255 for 8 bits.
    channel_axis : int, optional
        The axis of the channels, of which the mean is taken; by default there is none.

    Returns
    -------
    float
        Between -1 and 1.

    Raises
    ------
    ValueError
        If the images differ in shape, are too small or not finite, or `data_range` is not positive.
    TypeError
        If either is complex.

    References
    ----------
    Z. Wang, A. C. Bovik, H. R. Sheikh, E. P. Simoncelli, "Image quality assessment: from error visibility
    to structural similarity", IEEE Trans. Image Processing 13(4), 600-612, 2004.

    Examples
    --------
    >>> from fdnn_core import photograph, ssim
    >>> image = photograph("camera")
    >>> ssim(image, image), round(ssim(image, 1 - image), 2)
    (1.0, -0.08)
    """
    x, y = same_shape("image", image, "reference", reference)
    data_range = real("data_range", data_range, above=0)
    axes = list(range(x.ndim))
    if channel_axis is not None:
        axes.pop(integer("channel_axis", channel_axis, -x.ndim, x.ndim - 1))
    return windows_alike(Windows(x, axes), Windows(y, axes), data_range)


class Windows:
    """An image seen through a window at every place where it fits: its mean there, and its variance."""

    def __init__(self, image: Real, axes: Sequence[int]) -> None:
        if not axes or min(image.shape[axis] for axis in axes) < WINDOW.size:
            raise ValueError(
                f"image must have {WINDOW.size} pixels or more on a side, got shape {image.shape}"
            )
        self.values = image.astype(np.float64, copy=False)
        self.axes = axes
        self.mean = smooth_inside(self.values, WINDOW, axes)
        self.mean_squared = self.mean**2
        self.variance = smooth_inside(self.values**2, WINDOW, axes) - self.mean_squared


def windows_alike(x: Windows, y: Windows, data_range: float) -> float:
    """Return the structural similarity of two images of the same shape."""
    c1, c2 = (0.01 * data_range) ** 2, (0.03 * data_range) ** 2
    mean_product = x.mean * y.mean
    covariance = smooth_inside(x.values * y.values, WINDOW, x.axes) - mean_product
    alike = (mean_product + c1 / 2) * (covariance + c2 / 2)
    alike /= (x.mean_squared + y.mean_squared + c1) * (x.variance + y.variance + c2)
    return float(4 * alike.mean())
