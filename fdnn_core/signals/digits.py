"""Handwritten digits of 8 by 8 pixels from the UCI repository; pictures/CREDITS.md names their authors."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["DIGITS_TRAINING", "digits"]

#: Number of digits for training; the other 500 are for tests.
DIGITS_TRAINING = 1297

_FILE = Path(__file__).parent / "pictures" / "digits.npz"


@cache
def digits() -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return 1,797 handwritten digits and their labels.

    The digits are in a fixed random order. The first `DIGITS_TRAINING` of them are for training, the other
    500 for tests. Both contain digits of the same 13 writers, so the tests say nothing about other writers.

    Returns
    -------
    images : ndarray of float64, shape (1797, 8, 8)
        Grey values from 0 (paper) to 1 (ink), multiples of 1/16. Read-only.
    labels : ndarray of int64, shape (1797,)
        The digits 0 to 9 that the writers were asked for. Read-only.

    References
    ----------
    E. Alpaydin, C. Kaynak, "Optical recognition of handwritten digits", UCI Machine Learning Repository,
    1998, doi:10.24432/C50P49.

    Examples
    --------
    >>> from fdnn_core import DIGITS_TRAINING, digits
    >>> images, labels = digits()
    >>> images.shape, labels[:DIGITS_TRAINING].size, labels[DIGITS_TRAINING:].size
    ((1797, 8, 8), 1297, 500)
    """
    with np.load(_FILE, allow_pickle=False) as archive:
        images, labels = archive["images"] / 16, archive["labels"].astype(np.int64)
    images.flags.writeable = labels.flags.writeable = False
    return images, labels
