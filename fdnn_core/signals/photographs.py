"""Six photographs in the public domain; who made them is told in pictures/CREDITS.md."""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fdnn_core._validation.arguments import choice

__all__ = ["PHOTOGRAPHS", "photograph"]

PHOTOGRAPHS = ("camera", "astronaut", "chelsea", "coffee", "grass", "brick")

FOLDER = Path(__file__).parent / "pictures"
LUMA = np.array([0.2125, 0.7154, 0.0721])  # Rec. 709, rounded as in skimage.color.rgb2gray


@cache
def _pixels(name: str) -> NDArray[np.uint8]:
    with np.load(FOLDER / f"{name}.npz") as archive:
        return np.asarray(archive["pixels"], np.uint8)


def photograph(name: str, grey: bool = True) -> NDArray[np.float64]:
    """Return a photograph of 256 by 256 pixels.

    Parameters
    ----------
    name : str
        One of `PHOTOGRAPHS`. Astronaut, chelsea and coffee are in colour; grass and brick are textures.
    grey : bool
        Whether to turn colour into grey, by the luma of Rec. 709.

    Returns
    -------
    ndarray of float64, shape (256, 256) or (256, 256, 3)
        Between 0 and 1; a new array at each call. Three channels only if `grey` is false and the
        photograph is in colour.

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
    return np.asarray(picture @ LUMA if grey and picture.ndim == 3 else picture)
