"""Benchmarks of sparse products and of pruning, against scipy.sparse and a few lines of numpy."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import scipy.sparse

from fdnn_core import CsrMatrix, prune
from tests.bench.rows import row
from tests.bench.transforms import interleaved

SIZE, COLUMNS, SPARSITY = 1024, 32, 0.9


def measure() -> Iterator[dict[str, Any]]:
    """Time the CSR product and pruning in single precision."""
    random = np.random.default_rng(0)
    weights = random.normal(size=(SIZE, SIZE)).astype(np.float32)
    x = random.normal(size=(SIZE, COLUMNS)).astype(np.float32)
    pruned = prune(weights, SPARSITY)
    ours, theirs = CsrMatrix.from_dense(pruned), scipy.sparse.csr_array(pruned)
    shape = f"{SIZE} x {SIZE}"
    seconds, baseline = interleaved(lambda: ours @ x, lambda: theirs @ x)
    name = f"CSR product, {shape} x {COLUMNS}, {SPARSITY:.0%} zeros"
    yield row(name, 1e3 * seconds, "ms", "scipy.sparse.csr_array", 1e3 * baseline)
    seconds, baseline = interleaved(lambda: prune(weights, SPARSITY), lambda: prune_by_threshold(weights))
    name = f"prune, {shape} to {SPARSITY:.0%} zeros"
    yield row(name, 1e3 * seconds, "ms", "a threshold by numpy.partition", 1e3 * baseline)


def prune_by_threshold(weights: np.ndarray) -> np.ndarray:
    """Prune without checks of the arguments; ties may leave too many entries."""
    magnitudes = np.abs(weights)
    count = round(SPARSITY * weights.size)
    return np.where(magnitudes >= np.partition(magnitudes, count, axis=None)[count], weights, 0)
