"""Features of small pictures, the inputs of a network: pixels, cosines, magnitudes or phases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fdnn_core.transforms.bases import cosine_basis
from fdnn_core.transforms.jpeg import zigzag_order
from fdnn_core.validation.arguments import choice, double_array, integer
from fdnn_core.validation.floating import Float64Array

__all__ = ["FEATURES", "Features", "feature_scaling"]

FEATURES = ("pixels", "cosines", "magnitudes", "phases")

_ZERO = 1e-12  # magnitude, relative to the picture's largest, below which the phase is rounding noise


@dataclass(frozen=True)
class Features:
    """A choice of numbers that describe square pictures. Called with pictures, it returns these numbers.

    Parameters
    ----------
    kind : {"pixels", "cosines", "magnitudes", "phases"}
        * pixels: the pixels, row by row.
        * cosines: the coefficients of the orthonormal discrete cosine transform in zigzag order, from low to
          high frequencies.
        * magnitudes: the magnitudes of the coefficients of ``numpy.fft.rfft2``. A cyclic shift of the picture
          does not change them.
        * phases: cos φ of all phases φ of the same coefficients, then sin φ of all. The phase of a
          coefficient that is 0 to within rounding counts as 0.
    count : int, optional
        Number of lowest cosines; all by default. The other kinds have no count.
    side : int
        Height and width of the pictures, at least 2.

    Attributes
    ----------
    size : int
        K, the number of features of a picture.
    multiplications : int
        Number of real multiplications for one picture. The transforms are counted as products with the
        matrices of their basis, rows first, then only the columns that are needed; fast algorithms need
        fewer. A complex product counts as 4, a division as 1, a square root as 0.

    Raises
    ------
    ValueError
        If `kind` is unknown, or `count` or `side` is out of range. A call also refuses pictures of another
        shape or with values that are not finite.

    References
    ----------
    N. Ahmed, T. Natarajan, K. R. Rao, "Discrete cosine transform", IEEE Transactions on Computers C-23,
    90-93, 1974, doi:10.1109/T-C.1974.223784.

    Examples
    --------
    >>> from fdnn_core import Features, digits
    >>> images, labels = digits()
    >>> lowest = Features("cosines", 15)
    >>> lowest(images).shape, lowest.multiplications
    ((1797, 15), 440)
    """

    kind: str
    count: int | None = None
    side: int = 8

    def __post_init__(self) -> None:
        choice("kind", self.kind, FEATURES)
        side = integer("side", self.side, 2)
        if self.count is not None:
            if self.kind != "cosines":
                raise ValueError(f"count must be None for {self.kind}, got {self.count}")
            integer("count", self.count, 1, side**2)

    @property
    def size(self) -> int:
        """Number of features of a picture."""
        if self.kind == "pixels":
            return self.side**2
        if self.kind == "cosines":
            return self.side**2 if self.count is None else self.count
        half = self.side * (self.side // 2 + 1)  # coefficients of rfft2
        return half if self.kind == "magnitudes" else 2 * half

    @property
    def multiplications(self) -> int:
        """Number of real multiplications for one picture."""
        side = self.side
        if self.kind == "pixels":
            return 0
        if self.kind == "cosines":
            horizontal = int((zigzag_order(side)[: self.size] % side).max()) + 1  # frequencies of the rows
            return side * horizontal * side + self.size * side
        columns = side // 2 + 1
        transform = 2 * side * columns * side + 4 * columns * side * side
        return transform + (2 if self.kind == "magnitudes" else 4) * columns * side

    def __call__(self, images: ArrayLike) -> Float64Array:
        """Return the features (..., K) of pictures (..., side, side)."""
        pixels = double_array("images", images)
        if pixels.shape[-2:] != (self.side, self.side):
            raise ValueError(f"images must have shape (..., {self.side}, {self.side}), got {pixels.shape}")
        if self.kind == "pixels":
            return _flat(pixels)
        if self.kind == "cosines":
            basis = cosine_basis(self.side)
            return _flat(basis @ pixels @ basis.T)[..., zigzag_order(self.side)[: self.size]]
        spectrum = _flat(np.fft.rfft2(pixels))
        magnitudes = np.abs(spectrum)
        if self.kind == "magnitudes":
            return np.asarray(magnitudes)
        known = magnitudes > _ZERO * magnitudes.max(axis=-1, keepdims=True)
        turns = np.where(known, spectrum, 1) / np.where(known, magnitudes, 1)  # cos φ + i sin φ
        return np.concatenate([turns.real, turns.imag], axis=-1)


def feature_scaling(features: ArrayLike) -> tuple[Float64Array, float]:
    """Return the means of features, and one scale for all: the root mean square deviation from the means.

    ``(features - means) / scale`` are inputs of a network. An orthonormal transform of the features, such as
    that from all pixels to all cosines, does not change the scale.

    Parameters
    ----------
    features : array_like, shape (N, K)
        Features of the pictures for training.

    Returns
    -------
    means : ndarray of float64, shape (K,)
        Mean of each feature.
    scale : float
        Root mean square deviation; 1 if all pictures are equal.

    Raises
    ------
    ValueError
        If `features` is empty, not finite, or not two-dimensional.

    Examples
    --------
    >>> from fdnn_core import feature_scaling
    >>> feature_scaling([[0.0, 1.0], [4.0, 1.0]])
    (array([2., 1.]), 1.4142135623730951)
    """
    x = double_array("features", features)
    if x.ndim != 2:
        raise ValueError(f"features must have shape (N, K), got {x.shape}")
    means = x.mean(axis=0)
    return means, float(np.sqrt(np.mean((x - means) ** 2))) or 1.0


def _flat(planes: NDArray[Any]) -> NDArray[Any]:
    return planes.reshape(*planes.shape[:-2], -1)
