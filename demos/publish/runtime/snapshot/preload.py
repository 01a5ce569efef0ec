"""Runs inside Pyodide while the snapshot is built: imports the demos and computes one frame."""

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

from demos import DEMOS, load, worker


def import_error_reporting() -> None:
    """Import the modules that the first error and the first warning need."""
    for faulty in ("1 +", "1 + ''", "np.zeros(3).colour"):
        try:
            eval(faulty)
        except Exception:
            traceback.format_exc()
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("always")
        np.log(np.zeros(1))
    warnings.formatwarning("text", UserWarning, "file", 1)


def drop_caches() -> None:
    """Drop what Python rebuilds when needed, so that the snapshot is smaller."""
    linecache.clearcache()
    re.purge()
    sys._clear_internal_caches()  # type: ignore[attr-defined]
    while "" in sys.path:
        sys.path.remove("")  # Pyodide puts it there again
    for _ in range(3):
        gc.collect()
    gc.freeze()  # later collections skip these objects


importlib.import_module("demos.kit.restore")  # the first module that the page calls
for name in DEMOS:
    load(name)
import_error_reporting()
worker.run("activation_xray", "{}")
worker.forget()
drop_caches()
