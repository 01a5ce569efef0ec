"""Luma: the grey value of a colour image."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["luma"]

#: Weights of red, green and blue: Rec. 709, rounded as in ``skimage.color.rgb2gray``.
_WEIGHTS = np.array([0.2125, 0.7154, 0.0721])


def luma(image: NDArray[Any]) -> NDArray[Any]:
    """Return the luma (H, W) of an RGB image (H, W, 3); return a grey image (H, W) unchanged.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core.signals.colour import luma
    >>> luma(np.array([[[1.0, 0.0, 0.0], [1.0, 1.0, 1.0]]])).tolist()
    [[0.2125, 1.0]]
    """
    return image @ _WEIGHTS if image.ndim == 3 else image
