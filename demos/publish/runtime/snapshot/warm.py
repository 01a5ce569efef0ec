"""Runs inside Pyodide when the snapshot is made: what it imports and makes ready is in the snapshot."""

import gc
import importlib
import linecache
import re
import sys
import traceback
import warnings

import numpy as np
import numpy.fft
import numpy.linalg
import numpy.random

from demos import DEMOS, load
from demos.kit import wire


def report_errors() -> None:
    """Import what the first error and the first warning need."""
    for faulty in ("1 +", "1 + ''", "np.zeros(3).colour"):
        try:
            eval(faulty)
        except Exception:
            traceback.format_exc()
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("always")
        np.log(np.zeros(1))
    warnings.formatwarning("text", UserWarning, "file", 1)


def forget() -> None:
    """Leave out what can be had again."""
    linecache.clearcache()
    re.purge()
    sys._clear_internal_caches()  # type: ignore[attr-defined]
    while "" in sys.path:
        sys.path.remove("")  # Pyodide puts it there again
    for _ in range(3):
        gc.collect()
    gc.freeze()  # what is there stays, and collecting need not look at it again


importlib.import_module("demos.kit.restore")  # called first of all in the page
for name in DEMOS:
    load(name)
report_errors()
wire.run("activation_xray", "{}")
wire.forget()
forget()
