"""The device on which PyTorch multiplies, and the libraries that it uses."""

from __future__ import annotations

import os
import platform
from importlib import import_module
from importlib.metadata import distributions
from typing import Any

from demos.sparsity_cliff.gpu.event_timer import EventTimer
from fdnn_core import Device, Timer

_GPU_LIBRARIES = ("triton", "nvidia-cublas", "nvidia-cusparse")  # cuSPARSELt for 2:4 included
_CACHE_SIZES = 4  # number of cache sizes written to displace the content of the cache


def pytorch() -> Any:
    """Return the module torch; ModuleNotFoundError names what to install."""
    try:
        return import_module("torch")
    except ImportError:
        raise ModuleNotFoundError("PyTorch must be installed: pip install torch") from None


class TorchDevice:
    """The first GPU that PyTorch finds, or the CPU."""

    def __init__(self) -> None:
        self.torch = pytorch()
        self.gpu = bool(self.torch.cuda.is_available())
        self.name = "cuda" if self.gpu else "cpu"  # as PyTorch calls it

    def described(self) -> Device:
        """Return the device as a record describes it."""
        if not self.gpu:
            name = f"{platform.processor() or platform.machine()}, no GPU: PyTorch on the CPU"
            return Device(name, "cpu", os.cpu_count() or 1, self.torch.get_num_threads())
        found = self.torch.cuda.get_device_properties(0)
        cores = found.multi_processor_count
        return Device(found.name, "gpu", cores, cores * found.max_threads_per_multi_processor)

    def timer(self) -> Timer | None:
        """Return the timer of a GPU; None for the CPU, for which a clock will do."""
        if not self.gpu:
            return None
        cuda = self.torch.cuda
        size = _CACHE_SIZES * cuda.get_device_properties(0).L2_cache_size  # bytes
        filler = self.torch.empty(size, dtype=self.torch.int8, device=self.name)
        return EventTimer(lambda: cuda.Event(enable_timing=True), filler.zero_, cuda.synchronize)

    def libraries(self) -> dict[str, str]:
        """Return the versions of the libraries that take part, as far as they are known."""
        versions = {"torch": str(self.torch.__version__)}
        if self.gpu:
            versions["cuda"] = str(self.torch.version.cuda)
            packages = {str(found.name).lower(): found.version for found in distributions()}
            versions |= {name: packages[name] for name in sorted(packages) if name.startswith(_GPU_LIBRARIES)}
        return versions

    def blas(self) -> str:
        """Return the library that multiplies dense matrices, with its version if known."""
        if not self.gpu:
            built = self.torch.__config__.show().splitlines()
            mkl = (line.strip(" -") for line in built if "Math Kernel Library" in line)
            return next(mkl, "the CPU's BLAS in PyTorch").split("-Product")[0]
        for name, version in self.libraries().items():
            if name.startswith("nvidia-cublas"):
                return f"cuBLAS {version}"
        return f"cuBLAS of CUDA {self.torch.version.cuda}"

    def refusal(self, precision: str) -> str | None:
        """Return why the device cannot multiply in a precision, or None if it can."""
        if precision != "tf32" or (self.gpu and self.torch.cuda.get_device_capability(0) >= (8, 0)):
            return None
        return "it needs a GPU of compute capability 8.0 or later"
