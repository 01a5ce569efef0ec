"""The device that this runs on, and the record of what raced on it."""

import os
import platform
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from fdnn_core.cliff.records import CliffRecord, Device, Race
from fdnn_core.sparse.blas import Blas, blas_of

__all__ = ["record_of", "this_device"]


def this_device() -> Device:
    """Return the device that this runs on.

    In a browser, which does not tell, the name is that in the environment variable FDNN_BROWSER. The threads
    are those that numpy's BLAS may use, or scipy's where numpy has none.

    Examples
    --------
    >>> from fdnn_core import this_device
    >>> device = this_device()
    >>> device.kind in ("cpu", "browser"), device.cores >= device.threads >= 1
    (True, True)
    """
    blas = blas_of("numpy") or blas_of("scipy")
    threads = blas.threads if blas else 1
    if sys.platform == "emscripten":
        name, kind = os.environ.get("FDNN_BROWSER") or "a browser", "browser"
    else:
        name, kind = _processor(), "cpu"
    return Device(name, kind, max(os.cpu_count() or 1, threads), threads)


def record_of(races: Sequence[Race]) -> CliffRecord:
    """Return the record of races that were run by this process.

    Whether the page of a browser is cross-origin isolated is what the environment variable FDNN_ISOLATED
    says, "1" or "0"; without it the record does not say.

    Raises
    ------
    ValueError
        If there are no races.

    Examples
    --------
    >>> from fdnn_core import race, record_of
    >>> *_, last = race((16, 16, 4), structures=["csr"], sparsities=[0.5], rounds=1)
    >>> sorted(record_of([last.race]).libraries)[:2]
    ['numpy', 'python']
    """
    if not races:
        raise ValueError("races must not be empty")
    isolated = {"1": True, "0": False}.get(os.environ.get("FDNN_ISOLATED", ""))
    return CliffRecord(this_device(), _libraries(), _raced_blas(races[0]), list(races), isolated)


def _libraries() -> dict[str, str]:
    versions = {"python": platform.python_version()}
    for package in ("numpy", "scipy"):
        try:
            versions[package] = import_module(package).__version__
        except ImportError:
            continue
    return versions


def _raced_blas(race: Race) -> str:
    kernel = race.contenders[race.measurement.baseline].kernel
    package: Blas | None = blas_of("scipy" if kernel.startswith("scipy") else "numpy")
    return f"{package.name} {package.version}".strip() if package else "numpy without BLAS"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return next(filter(None, [*names, platform.processor(), platform.machine()]), "a processor")
