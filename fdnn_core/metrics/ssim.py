"""The structural similarity index of two images (SSIM)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core.metrics._data_range import checked_data_range
from fdnn_core.metrics._smoothing import smooth_inside
from fdnn_core.transforms.convolution import gaussian_kernel
from fdnn_core.validation.arguments import integer, same_shape
from fdnn_core.validation.floating import RealArray

__all__ = ["LocalMoments", "similarity_of_moments", "ssim"]

_WINDOW = gaussian_kernel(sigma=1.5, radius=5)


def ssim(
    image: ArrayLike,
    reference: ArrayLike,
    data_range: float | None = None,
    channel_axis: SupportsIndex | None = None,
) -> float:
    """Return the structural similarity of two images: 1 if they are equal.

    The result is that of ``skimage.metrics.structural_similarity`` with ``gaussian_weights=True, sigma=1.5,
    use_sample_covariance=False``: the mean over all positions at which the window of 11 pixels fits.

    Parameters
    ----------
    image, reference : array_like
        Real, of the same shape, with 11 pixels or more along every axis except that of the channels. As in
        scikit-image, all other axes are spatial: a stack of images is compared as one volume.
    data_range : float, optional
        The difference between the largest and the smallest possible value. By default 1 for floating-point
        images; for integers of 8 or 16 bits, the range of the type: 255 for uint8.
    channel_axis : int, optional
        The axis of the colour channels; the result is the mean over the channels. By default there is none.

    Returns
    -------
    float
        Between -1 and 1.

    Raises
    ------
    ValueError
        If the images differ in shape, are too small or not finite; if `data_range` is not positive; or if it
        is missing for integers of other sizes or for images of two types.
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
    data_range = checked_data_range(data_range, np.asarray(image).dtype, np.asarray(reference).dtype)
    axes = list(range(x.ndim))
    if channel_axis is not None:
        axes.pop(integer("channel_axis", channel_axis, -x.ndim, x.ndim - 1))
    return similarity_of_moments(LocalMoments(x, axes), LocalMoments(y, axes), data_range)


class LocalMoments:
    """The mean and the variance of an image in a Gaussian window, at every position where it fits."""

    def __init__(self, image: RealArray, axes: Sequence[int]) -> None:
        if not axes or min(image.shape[axis] for axis in axes) < _WINDOW.size:
            raise ValueError(
                f"image must have {_WINDOW.size} pixels or more along every axis except channel_axis, "
                f"got shape {image.shape}"
            )
        self.values = image.astype(np.float64, copy=False)
        self.axes = axes
        self.mean = smooth_inside(self.values, _WINDOW, axes)
        self.mean_squared = self.mean**2
        self.variance = smooth_inside(self.values**2, _WINDOW, axes) - self.mean_squared


def similarity_of_moments(x: LocalMoments, y: LocalMoments, data_range: float) -> float:
    """Return the structural similarity of two images of the same shape."""
    c1, c2 = (0.01 * data_range) ** 2, (0.03 * data_range) ** 2
    mean_product = x.mean * y.mean
    covariance = smooth_inside(x.values * y.values, _WINDOW, x.axes) - mean_product
    similarity = (mean_product + c1 / 2) * (covariance + c2 / 2)
    similarity /= (x.mean_squared + y.mean_squared + c1) * (x.variance + y.variance + c2)
    return float(4 * similarity.mean())
