"""What is known while an image is being found again from half of its spectrum.

Its support is known: it fills the first quarter of a frame and the rest of the frame is zero.
``to_polar(image, s=(2 * H, 2 * W))`` makes what there is to start from.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from fdnn_core._floating import Real
from fdnn_core._images import real_images
from fdnn_core.similarity import correlation

__all__ = ["Estimate", "upright"]


class Estimate(NamedTuple):
    """The state after a step.

    Attributes
    ----------
    image : ndarray, shape (H, W)
        What is within the support.
    residual : float
        Root mean square of what contradicts the knowledge of the image, over that of the whole frame.
    """

    image: Real
    residual: float


def upright(image: ArrayLike, reference: ArrayLike) -> Real:
    """Return the image, or the image turned by 180 degrees if that correlates better with the reference.

    Examples
    --------
    >>> from fdnn_core import upright
    >>> upright([[4.0, 3.0], [2.0, 1.0]], [[0.1, 0.2], [0.3, 0.4]]).tolist()
    [[1.0, 2.0], [3.0, 4.0]]
    """
    image = real_images("image", image)
    turned = image[::-1, ::-1]
    return turned if correlation(turned, reference) > correlation(image, reference) else image


def framed(name: str, values: ArrayLike) -> Real:
    """Return half a spectrum, refused unless it is that of a frame of even height and width."""
    array = real_images(name, values)
    if array.ndim != 2 or array.shape[0] % 2 or array.shape[1] < 2:
        raise ValueError(f"{name} must be (2 * height, width + 1), got shape {array.shape}")
    return array


def residual(contradiction: Real, frame: Real) -> float:
    """Return the share of a frame's root mean square; nothing contradicts an empty frame."""
    return float(np.sqrt(np.sum(contradiction**2) / (np.sum(frame**2) or 1)))
