"""A race with a known crossover, and its record."""

import numpy as np
import pytest

from demos.sparsity_cliff.analysis import RaceAnalysis
from fdnn_core import (
    CliffRecord,
    Contender,
    Device,
    Measurement,
    ProductShape,
    Race,
    Structure,
    write_cliff_record,
)

CPU = Device("a laptop", "cpu", cores=8, threads=1)


@pytest.fixture
def browser():
    """Return the device of a browser."""
    return Device("Chrome 150", "browser", cores=8, threads=1)


@pytest.fixture
def analysis_of():
    """Return a function that makes a race whose unstructured products equal the dense one at `crossing`."""

    def make(device=CPU, label="here", *, crossing=0.8, rounds=20, imbalance=0.0, disturbed=False):
        rng = np.random.default_rng(0)
        noise = lambda: np.exp(0.01 * rng.standard_normal(rounds))  # noqa: E731
        dense = 1e-3 * noise()
        samples, contenders = {"dense": dense}, {"dense": Contender("numpy @", Structure("dense"), 0.0)}
        for sparsity in (0.5, 0.7, 0.9, 0.95):
            name = f"csr {sparsity}"
            samples[name] = 1e-3 * (1 - sparsity) / (1 - crossing) * noise()
            contenders[name] = Contender("numpy CSR", Structure("csr"), sparsity)
        control = dense * np.exp(imbalance)
        measurement = Measurement(samples, "dense", control, 1e-6, {}, disturbed)
        race = Race("float32", ProductShape(512, 512, 32), 0, contenders, measurement)
        return RaceAnalysis(race, device, label, "path" if label == "here" else "trail")

    return make


@pytest.fixture
def saved():
    """Return a function that writes the record of a race."""

    def write(analysis):
        return write_cliff_record(
            CliffRecord(analysis.device, {"numpy": "2.4"}, "OpenBLAS 0.3", [analysis.race])
        )

    return write
