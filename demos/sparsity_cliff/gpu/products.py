"""Products of one matrix by one other as PyTorch computes them: dense, CSR, BSR and 2:4."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fdnn_core import Contender, Structure, Variant, product_error, prune, prune_n_of_m

Single = NDArray[np.float32]

BLOCKS = (16, 32, 64)
_KERNELS = {
    "dense": "torch.mm",
    "csr": "torch.mm of torch.sparse_csr",
    "bsr": "torch.mm of torch.sparse_bsr",
    "n:m": "torch.mm of torch.sparse.to_sparse_semi_structured",
}


class Precision(NamedTuple):
    """What numbers are multiplied.

    Attributes
    ----------
    dtype : str
        The type that holds them, as PyTorch names it.
    digits : int
        Binary, of the significand after the point.
    """

    dtype: str
    digits: int


PRECISIONS = {
    "float32": Precision("float32", 23),
    "tf32": Precision("float32", 10),
    "float16": Precision("float16", 10),
    "bfloat16": Precision("bfloat16", 7),
}


class Sparsified(NamedTuple):
    """Which entries of a matrix a contender keeps."""

    name: str
    structure: Structure
    kept: NDArray[np.bool_]


def sparsified(matrix: Single, sparsities: Iterable[float]) -> Iterator[Sparsified]:
    """Prune by magnitude to each structure, where that leaves anything. The dense matrix comes first."""
    yield Sparsified("dense", Structure("dense"), np.ones(matrix.shape, bool))
    yield Sparsified("2:4", Structure("n:m", n=2, m=4), prune_n_of_m(matrix, 2, 4) != 0)
    for sparsity in sparsities:
        for block in (1, *BLOCKS):
            kept = prune(matrix, sparsity, (block, block)) != 0
            if not kept.any():
                continue
            if block == 1:
                yield Sparsified(f"CSR {sparsity}", Structure("csr"), kept)
            else:
                yield Sparsified(f"BSR {block} {sparsity}", Structure("bsr", block), kept)


def rounded(values: Single, digits: int) -> Single:
    """Round to so many binary digits, so that no product needs to round its factors once more."""
    dropped = 23 - digits
    bits = values.view(np.uint32) + np.uint32((1 << dropped) >> 1)
    return (bits >> dropped << dropped).view(np.float32)


class Products:
    """The products of parts of one matrix, (M, K), by another, (K, N), in one precision on one device.

    Sums are kept in float32 in all of them, so that they are alike. `RuntimeError` where PyTorch cannot.
    """

    def __init__(self, torch: Any, device: str, precision: str, matrix: Single, right: Single) -> None:
        self._torch, self._device = torch, device
        dtype, digits = PRECISIONS[precision]
        self._dtype = getattr(torch, dtype)
        self._matrix, self._right = rounded(matrix, digits), rounded(right, digits)
        self._right_there = self._there(self._right)
        torch.set_float32_matmul_precision("high" if precision == "tf32" else "highest")
        torch.backends.cuda.matmul.allow_fp16_reduced_precision_reduction = False
        torch.backends.cuda.matmul.allow_bf16_reduced_precision_reduction = False

    def prepare(self, wanted: Sparsified) -> tuple[Contender, Variant]:
        """Return the product with the entries that are kept, having computed it once."""
        stored, right = self._stored(self._left(wanted), wanted.structure), self._right_there
        # The sums round in float32 at each of the additions, and the product once more to its type.
        depth = len(self._right)
        rounding = float(np.finfo(np.float32).eps) + self._torch.finfo(self._dtype).eps / depth

        def error(product: Any) -> float:
            found = product.to(self._torch.float32).cpu().numpy()
            return product_error(found, self._left(wanted), self._right, rounding)

        multiply = self._replayed(lambda: stored @ right)
        sparsity = 1 - float(wanted.kept.mean())
        contender = Contender(_KERNELS[wanted.structure.kind], wanted.structure, sparsity)
        return contender, Variant(multiply, error)

    def _replayed(self, multiply: Callable[[], Any]) -> Callable[[], Any]:
        """Return the same work; on a GPU as a graph, recorded once, which needs no Python to be done again.

        PyTorch plans a 2:4 product anew in every call, which takes longer than the GPU does.
        """
        multiply()  # what is compiled or loaded at the first call
        if self._device != "cuda":
            return multiply
        cuda = self._torch.cuda
        beside, graph = cuda.Stream(), cuda.CUDAGraph()
        beside.wait_stream(cuda.current_stream())
        with cuda.stream(beside):
            multiply()
        cuda.current_stream().wait_stream(beside)
        with cuda.graph(graph):
            product = multiply()

        def replay(_operands: object = multiply) -> Any:  # which must live as long as the graph
            graph.replay()
            return product

        return replay

    def _left(self, wanted: Sparsified) -> Single:
        return np.where(wanted.kept, self._matrix, np.float32(0))

    def _there(self, values: Single) -> Any:
        return self._torch.from_numpy(values).to(self._device, self._dtype)

    def _stored(self, left: Single, structure: Structure) -> Any:
        dense = self._there(left)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # that sparse tensors are new
            if structure.kind == "csr":
                return self._with_short_indices(dense.to_sparse_csr())
            if structure.kind == "bsr":
                return self._with_short_indices(dense.to_sparse_bsr((structure.block, structure.block)))
            if structure.kind == "n:m":
                return self._torch.sparse.to_sparse_semi_structured(dense)
        return dense

    def _with_short_indices(self, sparse: Any) -> Any:
        """Return it with indices of 32 bits: half the traffic, and not to be converted in every call."""
        indices = (sparse.crow_indices().int(), sparse.col_indices().int())
        return self._torch.sparse_compressed_tensor(
            *indices, sparse.values(), size=sparse.shape, layout=sparse.layout
        )
