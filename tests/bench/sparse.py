"""Benchmarks of sparse products and of pruning, against scipy.sparse and a few lines of numpy."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import scipy.sparse

from fdnn_core import CsrMatrix, prune
from fdnn_core.sparse.csr import CsrProduct
from tests.bench.rows import compared

SIZE, COLUMNS, SPARSITY = 1024, 32, 0.9


def measure() -> Iterator[dict[str, Any]]:
    """Compare the CSR product, with scipy and in numpy alone, and pruning in single precision."""
    random = np.random.default_rng(0)
    weights = random.normal(size=(SIZE, SIZE)).astype(np.float32)
    x = random.normal(size=(SIZE, COLUMNS)).astype(np.float32)
    pruned = prune(weights, SPARSITY)
    ours, theirs = CsrMatrix.from_dense(pruned), scipy.sparse.csr_array(pruned)
    in_numpy = CsrProduct(ours)
    shape = f"{SIZE} x {SIZE}"
    name, baseline = f"CSR product, {shape} x {COLUMNS}, {SPARSITY:.0%} zeros", "scipy.sparse.csr_array"
    yield from compared(name, lambda: ours @ x, baseline, lambda: theirs @ x)
    yield from compared(f"{name}, numpy alone", lambda: in_numpy(x), baseline, lambda: theirs @ x)
    yield from compared(
        f"prune, {shape} to {SPARSITY:.0%} zeros",
        lambda: prune(weights, SPARSITY),
        "a threshold by numpy.partition",
        lambda: prune_by_threshold(weights),
    )


def prune_by_threshold(weights: np.ndarray) -> np.ndarray:
    """Prune without checks of the arguments; ties may leave too many entries."""
    magnitudes = np.abs(weights)
    count = round(SPARSITY * weights.size)
    return np.where(magnitudes >= np.partition(magnitudes, count, axis=None)[count], weights, 0)
