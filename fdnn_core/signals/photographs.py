"""Six public-domain photographs; pictures/CREDITS.md names their authors and sources."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fdnn_core.signals.colour import luma
from fdnn_core.validation.arguments import choice

__all__ = ["PHOTOGRAPHS", "photograph"]

PHOTOGRAPHS = ("camera", "astronaut", "chelsea", "coffee", "grass", "brick")

_FOLDER = Path(__file__).parent / "pictures"


@cache
def _pixels(name: str) -> NDArray[np.uint8]:
    with np.load(_FOLDER / f"{name}.npz") as archive:
        return np.asarray(archive["pixels"], np.uint8)


def photograph(name: str, grey: bool = True) -> NDArray[np.float64]:
    """Return a photograph of 256 by 256 pixels.

    Parameters
    ----------
    name : str
        One of `PHOTOGRAPHS`. Astronaut, chelsea and coffee are in colour; grass and brick are textures.
    grey : bool
        Whether to convert colour to grey: the luma of Rec. 709.

    Returns
    -------
    ndarray of float64, shape (256, 256) or (256, 256, 3)
        Values from 0 to 1, in a new array at each call. The shape has a third axis, the RGB channels, only
        if `grey` is false and the photograph is in colour; pass ``channel_axis=-1`` to the functions of
        this package that process such an image.

    Raises
    ------
    ValueError
        If there is no photograph of that name.

    Examples
    --------
    >>> from fdnn_core import photograph
    >>> photograph("coffee").shape, photograph("coffee", grey=False).shape
    ((256, 256), (256, 256, 3))
    """
    choice("name", name, PHOTOGRAPHS)
    picture = _pixels(name) / 255
    return np.asarray(luma(picture) if grey else picture)
