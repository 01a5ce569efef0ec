"""Square matrices on the way in."""

from numpy.typing import ArrayLike

from fdnn_core._validation.arguments import finite_array
from fdnn_core._validation.floating import Inexact

__all__ = ["square_matrix"]


def square_matrix(name: str, values: ArrayLike) -> Inexact:
    """Return `values` as a finite matrix, refused unless square."""
    matrix = finite_array(name, values)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        raise ValueError(f"{name} must be a square matrix, got shape {matrix.shape}")
    return matrix
