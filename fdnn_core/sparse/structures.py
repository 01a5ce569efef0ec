"""Structures of zeros by name, and matrices pruned to them."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from fdnn_core._validation.floating import Real
from fdnn_core.sparse.base import SparseMatrix
from fdnn_core.sparse.bsr import BsrMatrix
from fdnn_core.sparse.csr import CsrMatrix
from fdnn_core.sparse.dense_parts import ColumnsMatrix, CornerMatrix, RowsMatrix
from fdnn_core.sparse.nm import NMMatrix
from fdnn_core.sparse.pruning import prune, prune_high_frequencies, prune_n_of_m

__all__ = ["ProductShape", "Structure", "parse_structure", "pruned_to", "refuse_misfit"]

_PLAIN = ("csr", "rows", "columns", "low-pass")
_MOST_IN_A_GROUP = 256  # that NMMatrix can index


class ProductShape(NamedTuple):
    """Of a product.

    Attributes
    ----------
    m, k, n : int
        It is (m, k) times (k, n).
    """

    m: int
    k: int
    n: int


class Structure(NamedTuple):
    """How the zeros lie.

    Attributes
    ----------
    kind : {"dense", "csr", "bsr", "n:m", "rows", "columns", "low-pass"}
        In which pattern.
    block : int, optional
        The side of a block of "bsr".
    n, m : int, optional
        How many are kept, of how many in a row, by "n:m".
    """

    kind: str
    block: int | None = None
    n: int | None = None
    m: int | None = None

    def __str__(self) -> str:
        """Return it as `parse_structure` reads it: "csr", "bsr:16", "2:4"."""
        if self.block:
            return f"{self.kind}:{self.block}"
        return f"{self.n}:{self.m}" if self.n else self.kind


def parse_structure(text: str) -> Structure:
    """Return the structure that ``str(structure)`` writes.

    Parameters
    ----------
    text : str
        "csr", "bsr:16" with the side of the blocks, "2:4" with how many are kept of how many in a row,
        "rows", "columns" or "low-pass".

    Raises
    ------
    ValueError
        If it is none of them.

    Examples
    --------
    >>> from fdnn_core import parse_structure
    >>> parse_structure("bsr:16").block, str(parse_structure("2:4"))
    (16, '2:4')
    """
    if text in _PLAIN:
        return Structure(text)
    if (found := re.fullmatch(r"bsr:([0-9]{1,5})", text)) and int(found[1]) > 0:
        return Structure("bsr", block=int(found[1]))
    if found := re.fullmatch(r"([0-9]{1,3}):([0-9]{1,3})", text):
        n, m = int(found[1]), int(found[2])
        if 1 <= n <= m <= _MOST_IN_A_GROUP:
            return Structure("n:m", n=n, m=m)
    raise ValueError(
        f"structure must be csr, bsr:SIDE, N:M with M at most {_MOST_IN_A_GROUP}, rows, columns or low-pass, "
        f"got {text!r}"
    )


def refuse_misfit(structure: Structure, shape: ProductShape) -> None:
    """Raise `ValueError` where a matrix of that shape cannot be cut into the structure's parts."""
    if structure.block and (shape.m % structure.block or shape.k % structure.block):
        raise ValueError(f"m and k must be multiples of {structure.block} for {structure}, got {shape[:2]}")
    if structure.m and shape.k % structure.m:
        raise ValueError(f"k must be a multiple of {structure.m} for {structure}, got {shape.k}")


def pruned_to(matrix: Real, structure: Structure, sparsity: float) -> SparseMatrix:
    """Return the matrix with its least parts left out; in an n:m structure, n and m decide how many."""
    if structure.block:
        side = (structure.block, structure.block)
        return BsrMatrix.from_dense(prune(matrix, sparsity, side), side)
    if structure.n and structure.m:
        return NMMatrix.from_dense(prune_n_of_m(matrix, structure.n, structure.m), structure.n, structure.m)
    return _PRUNED[structure.kind](matrix, sparsity)


_PRUNED: Mapping[str, Callable[[Real, float], SparseMatrix]] = {
    "csr": lambda matrix, sparsity: CsrMatrix.from_dense(prune(matrix, sparsity)),
    "rows": lambda matrix, sparsity: RowsMatrix.from_dense(prune(matrix, sparsity, (1, matrix.shape[1]))),
    "columns": lambda matrix, sparsity: ColumnsMatrix.from_dense(
        prune(matrix, sparsity, (matrix.shape[0], 1))
    ),
    "low-pass": lambda matrix, sparsity: CornerMatrix.from_dense(prune_high_frequencies(matrix, sparsity)),
}
