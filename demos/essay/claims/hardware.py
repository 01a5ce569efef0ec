"""Break-even sparsity: the share of zeros above which sparse products beat dense ones."""

from demos.essay.claims.claim import claim
from demos.sparsity_cliff.analysis import RaceAnalysis
from demos.sparsity_cliff.published import points
from demos.sparsity_cliff.record_files import committed_record
from fdnn_core import ProductShape, Structure, bandwidth_bound_crossover, compute_bound_crossover

_CSR = Structure("csr")
_COLUMNS = (32, 256, 1024)  # of the matrices that the GPU's largest matrix was multiplied by


def _raced(record: str, size: int, columns: int, dtype: str) -> RaceAnalysis:
    return committed_record(record).analyses[ProductShape(size, size, columns), dtype]


def _on_the_gpu(dtype: str) -> list[float]:
    """Return the break-even sparsities of CSR on the GPU for each number of columns, in ascending order."""
    return sorted(_raced("h100", 4096, n, dtype).crossovers[_CSR].sparsity for n in _COLUMNS)


@claim(value=0.706, tolerance=1e-3, form=".0%", sources=["gale2020"])
def compute_bound_v100() -> float:
    """Where arithmetic is the limit, a sparse kernel that reaches 27.3 per cent of the peak breaks even at
    {} zeros with a dense one that reaches 93 per cent.
    """
    return compute_bound_crossover(0.273, 0.93)


@claim(value=2 / 3, tolerance=1e-12, form=".0%")
def memory_bound_wide_index() -> float:
    """Where memory is the limit, 16-bit values with 32-bit indices break even at {} zeros."""
    return bandwidth_bound_crossover(16, 32)


@claim(value=0.2, tolerance=1e-12, form=".0%", sources=["macko2025"])
def memory_bound_packed_index() -> float:
    """Where memory is the limit, 16-bit values with 4-bit indices break even at {} zeros."""
    return bandwidth_bound_crossover(16, 4)


@claim(value=0.209, tolerance=1e-9, form=".0%", sources=["macko2025"])
def memory_bound_measured() -> float:
    """On the most favourable of three GPUs, a sparse matrix-vector product with packed indices (float16,
    MACKO) breaks even at {} zeros, interpolated by us from median timings.
    """
    return min(p.sparsity for p in points() if p.crossover and p.library.startswith("MACKO") and p.sparsity)


@claim(value=0.97, tolerance=0.005, form=".0%", sources=["castro2023"])
def tensor_cores() -> float:
    """Against float16 tensor cores on an RTX 3090, a tuned unstructured kernel needs about {} zeros,
    interpolated between measured points.
    """
    found = [
        (p.sparsity, p.speedup)
        for p in points()
        if p.library.startswith("Sputnik") and p.hardware == "NVIDIA RTX 3090" and p.sparsity
    ]
    slower = max(point for point in found if point[1] < 1)
    faster = min(point for point in found if point[1] >= 1)
    return slower[0] + (faster[0] - slower[0]) * (1 - slower[1]) / (faster[1] - slower[1])


@claim(value=0.89, tolerance=0.005, form=".0%")
def recorded_processor() -> float:
    """On one thread of an AMD EPYC processor, scipy.sparse's CSR product breaks even at {} zeros (float32,
    512 × 512, 32 columns).
    """
    return _raced("cpu-1-thread", 512, 32, "float32").crossovers[_CSR].sparsity


@claim(value=0.92, tolerance=0.005, form=".0%")
def recorded_gpu_float32_min() -> float:
    """On an H100, PyTorch's CSR product breaks even at {} zeros (float32, 4096 × 4096, the best of 32, 256
    and 1024 columns).
    """
    return _on_the_gpu("float32")[0]


@claim(value=0.95, tolerance=0.005, form=".0%")
def recorded_gpu_float32_max() -> float:
    """On an H100, PyTorch's CSR product breaks even at {} zeros (float32, 4096 × 4096, the worst of 32, 256
    and 1024 columns).
    """
    return _on_the_gpu("float32")[-1]


@claim(value=0.97, tolerance=0.005, form=".0%")
def recorded_gpu_tf32_min() -> float:
    """On an H100, PyTorch's CSR product breaks even at {} zeros (tf32, for which the dense product runs on
    tensor cores; 4096 × 4096, the best of 32, 256 and 1024 columns).
    """
    return _on_the_gpu("tf32")[0]


@claim(value=0.99, tolerance=0.005, form=".0%")
def recorded_gpu_tf32_max() -> float:
    """On an H100, PyTorch's CSR product breaks even at {} zeros (tf32, for which the dense product runs on
    tensor cores; 4096 × 4096, the worst of 32, 256 and 1024 columns).
    """
    return _on_the_gpu("tf32")[-1]


@claim(value=0.51, tolerance=0.005, form=".2f")
def recorded_gpu_float16() -> float:
    """On an H100, PyTorch's CSR product runs at {} times the dense speed (float16, 4096 × 4096, 99 %
    unstructured zeros, 1024 columns).
    """
    found = _raced("h100", 4096, 1024, "float16").speedup("csr", 0.99)
    assert found is not None
    return found[1]


@claim(value=0.76, tolerance=0.005, form=".0%")
def recorded_gpu_blocks() -> float:
    """On an H100, PyTorch's BSR product breaks even at {} zeros in blocks of 64 × 64 (float16, 4096 × 4096,
    1024 columns).
    """
    return _raced("h100", 4096, 1024, "float16").crossovers[Structure("bsr", 64)].sparsity


@claim(value=1.4, tolerance=0.05, form=".1f")
def recorded_gpu_2_4_wide() -> float:
    """On an H100, PyTorch's product with 2:4 sparsity runs at {} times the dense speed (float16,
    4096 × 4096, 1024 columns).
    """
    return _raced("h100", 4096, 1024, "float16").race.measurement.speedup("2:4").value


@claim(value=0.6, tolerance=0.05, form=".1f")
def recorded_gpu_2_4_narrow() -> float:
    """On an H100, PyTorch's product with 2:4 sparsity runs at {} times the dense speed (float16,
    4096 × 4096, 32 columns).
    """
    return _raced("h100", 4096, 32, "float16").race.measurement.speedup("2:4").value
