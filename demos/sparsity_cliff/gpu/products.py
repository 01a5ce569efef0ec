"""Products of two matrices by PyTorch: dense, CSR, BSR and 2:4."""

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
    """Number format of a product.

    Attributes
    ----------
    dtype : str
        PyTorch's name of the type that stores the numbers.
    digits : int
        Binary digits of the significand after the point.
    """

    dtype: str
    digits: int


PRECISIONS = {
    "float32": Precision("float32", 23),
    "tf32": Precision("float32", 10),
    "float16": Precision("float16", 10),
    "bfloat16": Precision("bfloat16", 7),
}


class SparsityMask(NamedTuple):
    """Entries of a matrix that a contender keeps."""

    name: str
    structure: Structure
    kept: NDArray[np.bool_]


def sparsity_masks(matrix: Single, sparsities: Iterable[float]) -> Iterator[SparsityMask]:
    """Yield the masks of pruning by magnitude to each structure, the dense one first, except empty ones."""
    yield SparsityMask("dense", Structure("dense"), np.ones(matrix.shape, bool))
    yield SparsityMask("2:4", Structure("n:m", n=2, m=4), prune_n_of_m(matrix, 2, 4) != 0)
    for sparsity in sparsities:
        for block in (1, *BLOCKS):
            kept = prune(matrix, sparsity, (block, block)) != 0
            if not kept.any():
                continue
            if block == 1:
                yield SparsityMask(f"CSR {sparsity}", Structure("csr"), kept)
            else:
                yield SparsityMask(f"BSR {block} {sparsity}", Structure("bsr", block), kept)


def rounded(values: Single, digits: int) -> Single:
    """Round to a number of binary digits, so that products of this precision use the factors exactly."""
    dropped = 23 - digits
    bits = values.view(np.uint32) + np.uint32((1 << dropped) >> 1)
    return (bits >> dropped << dropped).view(np.float32)


class Products:
    """Products of pruned versions of a matrix, (M, K), with another, (K, N), in one precision on one device.

    All accumulate in float32, so that they are comparable. `RuntimeError` if PyTorch does not support one.
    """

    def __init__(self, torch: Any, device: str, precision: str, matrix: Single, right: Single) -> None:
        self._torch, self._device = torch, device
        dtype, digits = PRECISIONS[precision]
        self._dtype = getattr(torch, dtype)
        self._matrix, self._right = rounded(matrix, digits), rounded(right, digits)
        self._right_on_device = self._to_device(self._right)
        torch.set_float32_matmul_precision("high" if precision == "tf32" else "highest")
        torch.backends.cuda.matmul.allow_fp16_reduced_precision_reduction = False
        torch.backends.cuda.matmul.allow_bf16_reduced_precision_reduction = False

    def prepare(self, mask: SparsityMask) -> tuple[Contender, Variant]:
        """Return the contender that keeps the entries of a mask, after computing its product once."""
        stored, right = self._stored(self._left(mask), mask.structure), self._right_on_device
        # Each addition rounds to float32, and the sum to the type of the product.
        depth = len(self._right)
        rounding = float(np.finfo(np.float32).eps) + self._torch.finfo(self._dtype).eps / depth

        def error(product: Any) -> float:
            result = product.to(self._torch.float32).cpu().numpy()
            return product_error(result, self._left(mask), self._right, rounding)

        multiply = self._replayed(lambda: stored @ right)
        sparsity = 1 - float(mask.kept.mean())
        contender = Contender(_KERNELS[mask.structure.kind], mask.structure, sparsity)
        return contender, Variant(multiply, error)

    def _replayed(self, multiply: Callable[[], Any]) -> Callable[[], Any]:
        """Return the same computation; on a GPU as a recorded CUDA graph, which runs without Python.

        PyTorch plans a 2:4 product again in every call, which takes longer than the product on the GPU.
        """
        multiply()  # compiles and loads what the first call needs
        if self._device != "cuda":
            return multiply
        cuda = self._torch.cuda
        stream, graph = cuda.Stream(), cuda.CUDAGraph()
        stream.wait_stream(cuda.current_stream())
        with cuda.stream(stream):
            multiply()
        cuda.current_stream().wait_stream(stream)
        with cuda.graph(graph):
            product = multiply()

        def replay(_operands: object = multiply) -> Any:  # the graph needs its operands
            graph.replay()
            return product

        return replay

    def _left(self, mask: SparsityMask) -> Single:
        return np.where(mask.kept, self._matrix, np.float32(0))

    def _to_device(self, values: Single) -> Any:
        return self._torch.from_numpy(values).to(self._device, self._dtype)

    def _stored(self, left: Single, structure: Structure) -> Any:
        dense = self._to_device(left)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # PyTorch warns that sparse tensors are in beta
            if structure.kind == "csr":
                return self._with_short_indices(dense.to_sparse_csr())
            if structure.kind == "bsr":
                return self._with_short_indices(dense.to_sparse_bsr((structure.block, structure.block)))
            if structure.kind == "n:m":
                return self._torch.sparse.to_sparse_semi_structured(dense)
        return dense

    def _with_short_indices(self, sparse: Any) -> Any:
        """Return the tensor with 32-bit indices: half the traffic, and no conversion in every call."""
        indices = (sparse.crow_indices().int(), sparse.col_indices().int())
        return self._torch.sparse_compressed_tensor(
            *indices, sparse.values(), size=sparse.shape, layout=sparse.layout
        )
