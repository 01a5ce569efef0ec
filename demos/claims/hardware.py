"""From how many zeros on sparse products pay."""

from demos.claims.claim import claim
from demos.sparsity_cliff.published import points
from fdnn_core import bandwidth_bound_crossover, compute_bound_crossover


@claim(value=0.706, tolerance=1e-3, form=".0%", sources=["gale2020"])
def compute_bound_v100() -> float:
    """Where arithmetic is the limit, a kernel that reaches 27.3 of a dense one's 93 per cent of the peak
    wins from {} zeros on.
    """
    return compute_bound_crossover(0.273, 0.93)


@claim(value=2 / 3, tolerance=1e-12, form=".0%")
def memory_bound_wide_index() -> float:
    """Where memory is the limit, 16-bit values with 32-bit indices win from {} on."""
    return bandwidth_bound_crossover(16, 32)


@claim(value=0.2, tolerance=1e-12, form=".0%", sources=["macko2025"])
def memory_bound_packed_index() -> float:
    """With indices packed into four bits it is {}."""
    return bandwidth_bound_crossover(16, 4)


@claim(value=0.209, tolerance=1e-9, form=".0%", sources=["macko2025"])
def memory_bound_measured() -> float:
    """Measured on one GPU with such packing, the crossover lies at {}."""
    return min(p.sparsity for p in points() if p.crossover and p.library.startswith("MACKO") and p.sparsity)


@claim(value=0.97, tolerance=0.005, form=".0%", sources=["castro2023"])
def tensor_cores() -> float:
    """Against tensor cores, tuned unstructured kernels were seen to need up to {}."""
    found = [
        (p.sparsity, p.speedup)
        for p in points()
        if p.library.startswith("Sputnik") and p.hardware == "NVIDIA RTX 3090" and p.sparsity
    ]
    slower = max(point for point in found if point[1] < 1)
    faster = min(point for point in found if point[1] >= 1)
    return slower[0] + (faster[0] - slower[0]) * (1 - slower[1]) / (faster[1] - slower[1])
