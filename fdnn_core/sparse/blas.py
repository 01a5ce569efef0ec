"""The BLAS, the library that multiplies dense matrices, behind numpy and scipy."""

import os
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from fdnn_core.validation.arguments import choice

__all__ = ["Blas", "blas_of"]


@dataclass(frozen=True)
class Blas:
    """Name, version and number of threads of a BLAS.

    Attributes
    ----------
    name : str
        Name of the library, such as "openblas" or "mkl".
    version : str
        Version of the library, empty if unknown.
    threads : int
        Number of threads that it may use.
    """

    name: str
    version: str
    threads: int


def blas_of(package: Literal["numpy", "scipy"]) -> Blas | None:
    """Return the BLAS of numpy or scipy; None if the package is missing or was built without a BLAS.

    Where threadpoolctl is installed, it reads all three attributes from the loaded library. Elsewhere name
    and version are those in the package's ``show_config``, and the number of threads is that in the
    environment variable OPENBLAS_NUM_THREADS or OMP_NUM_THREADS, or else the number of processors.

    Raises
    ------
    ValueError
        If `package` is neither "numpy" nor "scipy".

    Examples
    --------
    >>> from fdnn_core import blas_of
    >>> blas = blas_of("numpy")
    >>> blas is None or blas.threads >= 1  # Pyodide's numpy has none
    True
    """
    choice("package", package, ("numpy", "scipy"))
    try:
        config = import_module(package).show_config(mode="dicts")
    except ImportError:
        return None
    built: dict[str, Any] = config["Build Dependencies"]["blas"]
    if not built.get("found") or built["name"] in ("none", ""):
        return None
    pool = _thread_pool(package)
    if pool is None:
        return Blas(built["name"], str(built.get("version", "")), _default_threads())
    return Blas(pool["internal_api"], pool["version"] or "", pool["num_threads"])


def _thread_pool(package: str) -> dict[str, Any] | None:
    """Return threadpoolctl's description of the package's own BLAS, or of one that both packages share."""
    try:
        threadpool_info = import_module("threadpoolctl").threadpool_info
        import_module({"numpy": "numpy", "scipy": "scipy.linalg.blas"}[package])  # which loads the library
    except ImportError:
        return None
    loaded: list[dict[str, Any]] = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
    owners = [_owner(Path(pool["filepath"])) for pool in loaded]
    return next((loaded[owners.index(owner)] for owner in (package, None) if owner in owners), None)


def _owner(library: Path) -> str | None:
    """Return the package in whose folder a library lies, such as numpy.libs; None for a shared one."""
    folders = {folder.name.partition(".")[0] for folder in library.parents}
    return next((package for package in ("numpy", "scipy") if package in folders), None)


def _default_threads() -> int:
    """Return how many threads a BLAS uses unless its settings are changed at run time."""
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        if (value := os.environ.get(variable, "")).isdecimal() and int(value) > 0:
            return int(value)
    if sys.platform == "emscripten":  # WebAssembly, which has no threads here
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
