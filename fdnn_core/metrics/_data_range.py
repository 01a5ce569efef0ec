"""The data range of images: given, or that of their type."""

from typing import Any

import numpy as np

from fdnn_core.validation.arguments import real

__all__ = ["checked_data_range"]

_WIDEST = 2  # bytes; images of wider integers rarely use the range of their type


def checked_data_range(data_range: float | None, image: np.dtype[Any], reference: np.dtype[Any]) -> float:
    """Return `data_range`; by default 1 for floats and booleans, and the range of the type for integers."""
    if data_range is not None:
        return real("data_range", data_range, above=0)
    if image.kind in "fb" and reference.kind in "fb":
        return 1.0
    if image != reference or image.itemsize > _WIDEST:
        raise ValueError(f"data_range must be given for images of {image} and {reference}, got None")
    limits = np.iinfo(image)
    return float(limits.max - limits.min)
