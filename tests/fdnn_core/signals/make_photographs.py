"""Make the photographs of the core: `python -m tests.fdnn_core.signals.make_photographs`."""

from pathlib import Path

import numpy as np
import skimage.data
from skimage.transform import resize

from fdnn_core import PHOTOGRAPHS

FOLDER = Path(__file__).parents[3] / "fdnn_core" / "signals" / "pictures"


def pixels(name):
    """Return the central square of a scikit-image photograph, at 256 by 256 pixels and 8 bits."""
    original = getattr(skimage.data, name)()
    height, width = original.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    square = original[top : top + side, left : left + side]
    return np.round(255 * resize(square, (256, 256), anti_aliasing=True)).astype(np.uint8)


if __name__ == "__main__":
    for name in PHOTOGRAPHS:
        np.savez_compressed(FOLDER / f"{name}.npz", pixels=pixels(name))
