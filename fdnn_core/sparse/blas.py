"""Which BLAS, the library that multiplies dense matrices, is at work."""

import os
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

__all__ = ["Blas", "blas_of"]


@dataclass(frozen=True)
class Blas:
    """A BLAS as a package was built with it.

    Attributes
    ----------
    name, version : str
        As the package's ``show_config`` has them.
    threads : int
        How many it may use.
    """

    name: str
    version: str
    threads: int


def blas_of(package: Literal["numpy", "scipy"]) -> Blas | None:
    """Return the BLAS of numpy or scipy, or None where there is no package or it was built without one.

    The number of threads is the one threadpoolctl finds where it is installed; else the one the environment
    variables OPENBLAS_NUM_THREADS or OMP_NUM_THREADS ask for, or that of the processors this process may use.

    Raises
    ------
    ValueError
        If `package` is neither.

    Examples
    --------
    >>> from fdnn_core import blas_of
    >>> blas = blas_of("numpy")
    >>> blas is None or blas.threads >= 1  # Pyodide's numpy has none
    True
    """
    if package not in ("numpy", "scipy"):
        raise ValueError(f"package must be 'numpy' or 'scipy', got {package!r}")
    try:
        config = import_module(package).show_config(mode="dicts")
    except ImportError:
        return None
    blas: dict[str, Any] = config["Build Dependencies"]["blas"]
    if not blas.get("found") or blas["name"] in ("none", ""):
        return None
    return Blas(blas["name"], str(blas.get("version", "")), _threads_of(package))


def _threads_of(package: str) -> int:
    try:
        pools = import_module("threadpoolctl").threadpool_info()
    except ImportError:
        pools = []
    for pool in pools:
        if pool["user_api"] == "blas" and package in pool["filepath"]:
            return int(pool["num_threads"])
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        if (asked := os.environ.get(variable, "")).isdecimal() and int(asked) > 0:
            return int(asked)
    if sys.platform == "emscripten":
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
