"""Device and library versions of this process, which go into the record of a race."""

import os
import platform
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from fdnn_core.cliff.records import CliffRecord, Device, Race
from fdnn_core.sparse.blas import blas_of

__all__ = ["record_of", "this_device"]


def this_device(browser: str | None = None) -> Device:
    """Return the device that this process runs on.

    The threads are those that the BLAS of numpy may use, or that of scipy if numpy has none.

    Parameters
    ----------
    browser : str, optional
        Name of the browser, which Python in a browser cannot find out; not used elsewhere.

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
        name, kind = browser or "a browser", "browser"
    else:
        name, kind = _processor_name(), "cpu"
    return Device(name, kind, max(os.cpu_count() or 1, threads), threads)


def record_of(
    races: Sequence[Race], *, device: Device | None = None, isolated: bool | None = None
) -> CliffRecord:
    """Return the record of races run by this process.

    Parameters
    ----------
    races : sequence of Race
        At least one race.
    device : Device, optional
        Device on which they were run; that of this process by default.
    isolated : bool, optional
        Whether the page of a browser is cross-origin isolated; None if unknown or not in a browser.

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
        raise ValueError("races must not be empty, got none")
    return CliffRecord(
        device or this_device(), _library_versions(), _baseline_blas(races[0]), list(races), isolated
    )


def _library_versions() -> dict[str, str]:
    versions = {"python": platform.python_version()}
    for package in ("numpy", "scipy"):
        try:
            versions[package] = import_module(package).__version__
        except ImportError:
            continue
    return versions


def _baseline_blas(race: Race) -> str:
    """Return name and version of the BLAS that multiplied the dense baseline."""
    kernel = race.contenders[race.measurement.baseline].kernel
    blas = blas_of("scipy" if kernel.startswith("scipy") else "numpy")
    return f"{blas.name} {blas.version}".strip() if blas else "numpy without BLAS"


def _processor_name() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return next(filter(None, [*names, platform.processor(), platform.machine()]), "unknown processor")
