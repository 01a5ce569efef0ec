"""The device that PyTorch multiplies on, and what it is made of."""

from __future__ import annotations

import os
import platform
from importlib import import_module
from importlib.metadata import distributions
from typing import Any

from demos.sparsity_cliff.gpu.event_timer import EventTimer
from fdnn_core import Device, Timer

_ON_A_GPU = ("triton", "nvidia-cublas", "nvidia-cusparse")  # the last one's Lt for 2:4, too
_TIMES_THE_CACHE = 4  # what is written to displace all that it holds


def pytorch() -> Any:
    """Return PyTorch."""
    try:
        return import_module("torch")
    except ImportError:
        raise ModuleNotFoundError("PyTorch is needed: pip install torch") from None


class TorchDevice:
    """The first GPU that PyTorch finds, or else the CPU."""

    def __init__(self) -> None:
        self.torch = pytorch()
        self.gpu = bool(self.torch.cuda.is_available())
        self.name = "cuda" if self.gpu else "cpu"  # as PyTorch calls it

    def described(self) -> Device:
        """Return what a record says of it."""
        if not self.gpu:
            name = f"{platform.processor() or platform.machine()}, no GPU: PyTorch on the CPU"
            return Device(name, "cpu", os.cpu_count() or 1, self.torch.get_num_threads())
        found = self.torch.cuda.get_device_properties(0)
        cores = found.multi_processor_count
        return Device(found.name, "gpu", cores, cores * found.max_threads_per_multi_processor)

    def timer(self) -> Timer | None:
        """Return what takes its samples, unless a clock beside it can."""
        if not self.gpu:
            return None
        cuda = self.torch.cuda
        size = _TIMES_THE_CACHE * cuda.get_device_properties(0).L2_cache_size  # bytes
        flood = self.torch.empty(size, dtype=self.torch.int8, device=self.name)
        return EventTimer(lambda: cuda.Event(enable_timing=True), flood.zero_, cuda.synchronize)

    def libraries(self) -> dict[str, str]:
        """Return the versions of all that takes part, as far as they are told."""
        versions = {"torch": str(self.torch.__version__)}
        if self.gpu:
            versions["cuda"] = str(self.torch.version.cuda)
            packages = {str(found.name).lower(): found.version for found in distributions()}
            versions |= {name: packages[name] for name in sorted(packages) if name.startswith(_ON_A_GPU)}
        return versions

    def blas(self) -> str:
        """Return the library that multiplies dense matrices, with the version where it is told."""
        if not self.gpu:
            built = self.torch.__config__.show().splitlines()
            mkl = (line.strip(" -") for line in built if "Math Kernel Library" in line)
            return next(mkl, "the CPU's BLAS in PyTorch").split("-Product")[0]
        for name, version in self.libraries().items():
            if name.startswith("nvidia-cublas"):
                return f"cuBLAS {version}"
        return f"cuBLAS of CUDA {self.torch.version.cuda}"

    def refusal(self, precision: str) -> str | None:
        """Return why nothing can be multiplied in that precision, if so."""
        if precision != "tf32" or (self.gpu and self.torch.cuda.get_device_capability(0) >= (8, 0)):
            return None
        return "a GPU of compute capability 8.0 or later is needed"
