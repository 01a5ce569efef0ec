"""Structures of zeros by name, and matrices pruned to and stored in them."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from fdnn_core.sparse.base import SparseMatrix
from fdnn_core.sparse.bsr import BsrMatrix
from fdnn_core.sparse.csr import CsrMatrix
from fdnn_core.sparse.dense_parts import ColumnsMatrix, CornerMatrix, RowsMatrix
from fdnn_core.sparse.nm import MAX_GROUP, NMMatrix
from fdnn_core.sparse.pruning import prune, prune_high_frequencies, prune_n_of_m
from fdnn_core.validation.floating import RealArray

__all__ = [
    "ProductShape",
    "Structure",
    "parse_structure",
    "pruned_to",
    "require_divisible",
    "stored_in",
    "structure_of",
]


class ProductShape(NamedTuple):
    """Shape of a matrix product, (m, k) times (k, n).

    Attributes
    ----------
    m : int
        Rows of the left matrix.
    k : int
        Columns of the left matrix, rows of the right one.
    n : int
        Columns of the right matrix.
    """

    m: int
    k: int
    n: int


class Structure(NamedTuple):
    """Pattern in which the zeros of a matrix lie.

    Attributes
    ----------
    kind : {"dense", "csr", "bsr", "n:m", "rows", "columns", "low-pass"}
        Kind of pattern: none, single entries, blocks, n kept of every m, whole rows, whole columns, all but a
        corner.
    block : int, optional
        Side of a block of "bsr".
    n : int, optional
        Entries kept of every `m` by "n:m".
    m : int, optional
        Length of the groups of "n:m".
    """

    kind: str
    block: int | None = None
    n: int | None = None
    m: int | None = None

    def __str__(self) -> str:
        """Return the name that `parse_structure` reads: "csr", "bsr:16", "2:4"."""
        if self.block:
            return f"{self.kind}:{self.block}"
        return f"{self.n}:{self.m}" if self.n else self.kind


def parse_structure(text: str) -> Structure:
    """Return the structure with a given name, the inverse of ``str(structure)``.

    Parameters
    ----------
    text : str
        "csr"; "bsr:16", with the side of the blocks; "2:4", with the entries kept and the length of a group;
        "rows", "columns" or "low-pass".

    Raises
    ------
    ValueError
        If there is no such structure.

    Examples
    --------
    >>> from fdnn_core import parse_structure
    >>> parse_structure("bsr:16").block, str(parse_structure("2:4"))
    (16, '2:4')
    """
    if text in ("csr", "rows", "columns", "low-pass"):
        return Structure(text)
    if (found := re.fullmatch(r"bsr:([0-9]{1,5})", text)) and int(found[1]) > 0:
        return Structure("bsr", block=int(found[1]))
    if found := re.fullmatch(r"([0-9]{1,3}):([0-9]{1,3})", text):
        n, m = int(found[1]), int(found[2])
        if 1 <= n <= m <= MAX_GROUP:
            return Structure("n:m", n=n, m=m)
    raise ValueError(
        f"structure must be csr, bsr:SIDE, N:M with M at most {MAX_GROUP}, rows, columns or low-pass, "
        f"got {text!r}"
    )


def require_divisible(structure: Structure, shape: ProductShape) -> None:
    """Raise `ValueError` unless blocks or groups of the structure divide the (m, k) matrix."""
    if structure.block and (shape.m % structure.block or shape.k % structure.block):
        raise ValueError(f"m and k must be multiples of {structure.block} for {structure}, got {shape[:2]}")
    if structure.m and shape.k % structure.m:
        raise ValueError(f"k must be a multiple of {structure.m} for {structure}, got {shape.k}")


def pruned_to(matrix: RealArray, structure: Structure, sparsity: float) -> SparseMatrix:
    """Return the matrix pruned by magnitude; in an n:m structure n and m determine the sparsity."""
    rows, columns = matrix.shape
    if structure.n and structure.m:
        pruned = prune_n_of_m(matrix, structure.n, structure.m)
    elif structure.kind == "low-pass":
        pruned = np.asarray(prune_high_frequencies(matrix, sparsity))
    else:
        side = structure.block or 1
        blocksize = {"rows": (1, columns), "columns": (rows, 1)}.get(structure.kind, (side, side))
        pruned = prune(matrix, sparsity, blocksize)
    return stored_in(pruned, structure)


def stored_in(matrix: RealArray, structure: Structure) -> SparseMatrix:
    """Return the matrix stored in a structure; `ValueError` if an n:m group has more than n nonzeros."""
    if structure.block:
        return BsrMatrix.from_dense(matrix, (structure.block, structure.block))
    if structure.n and structure.m:
        return NMMatrix.from_dense(matrix, structure.n, structure.m)
    if structure.kind == "csr":
        return CsrMatrix.from_dense(matrix)
    part = {"rows": RowsMatrix, "columns": ColumnsMatrix, "low-pass": CornerMatrix}[structure.kind]
    return part.from_dense(matrix)


def structure_of(matrix: SparseMatrix) -> Structure:
    """Return the structure in which a matrix is stored; `ValueError` for blocks that are not square."""
    if isinstance(matrix, BsrMatrix):
        height, width = matrix.blocksize
        if height != width:
            raise ValueError(f"blocks must be square, got {matrix.blocksize}")
        return Structure("bsr", block=height)
    if isinstance(matrix, NMMatrix):
        return Structure("n:m", n=matrix.n, m=matrix.m)
    kinds = {CsrMatrix: "csr", RowsMatrix: "rows", ColumnsMatrix: "columns", CornerMatrix: "low-pass"}
    return Structure(next(kind for stored, kind in kinds.items() if isinstance(matrix, stored)))
