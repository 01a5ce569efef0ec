"""Records of the sparsity cliff written as JSON, a run or a point to a line."""

import json
from dataclasses import replace
from typing import Any

import numpy as np

from fdnn_core._validation.floating import Real
from fdnn_core.cliff.reading import read_cliff_record
from fdnn_core.cliff.records import CliffRecord, PublishedPoint, PublishedRecord, Race
from fdnn_core.cliff.schema import CLIFF_RECORD_FORMAT, NO_NUMBER, RECORD, Json, statistics
from fdnn_core.timing.statistics import Measurement

__all__ = ["cliff_record_schema", "write_cliff_record"]

_DIGITS = 7  # of a sample, more than any clock can tell


def cliff_record_schema() -> Json:
    """Return the JSON Schema of a record.

    Examples
    --------
    >>> from fdnn_core import cliff_record_schema
    >>> cliff_record_schema()["$id"]
    'cliff-record-1.schema.json'
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "cliff-record-1.schema.json",
        "title": "Seconds that dense and sparse products of matrices take, or published speed-ups",
        **RECORD.schema(),
    }


def write_cliff_record(record: CliffRecord | PublishedRecord) -> str:
    """Return a record as JSON: samples to seven digits, statistics as those give.

    Raises
    ------
    RecordError
        If it holds what `read_cliff_record` would refuse.

    Examples
    --------
    >>> import numpy as np
    >>> from fdnn_core import CliffRecord, Contender, Device, Measurement, ProductShape, Race, Structure
    >>> from fdnn_core import read_cliff_record, write_cliff_record
    >>> dense = np.linspace(0.02, 0.021, 12)  # seconds
    >>> measurement = Measurement({"dense": dense, "csr": dense / 4}, "dense", dense, 1e-7, {})
    >>> contenders = {
    ...     "dense": Contender("numpy", Structure("dense"), 0.0),
    ...     "csr": Contender("scipy", Structure("csr"), 0.9),
    ... }
    >>> race = Race("float32", ProductShape(512, 512, 512), 0, contenders, measurement)
    >>> device = Device("a laptop", "cpu", cores=8, threads=1)
    >>> text = write_cliff_record(CliffRecord(device, {"scipy": "1.18.0"}, "OpenBLAS 0.3.30", [race]))
    >>> round(read_cliff_record(text).races[0].measurement.speedup("csr").value, 6)
    4.0
    """
    body = measured(record) if isinstance(record, CliffRecord) else published(record)
    text = laid_out({"format": CLIFF_RECORD_FORMAT, **body}) + "\n"
    read_cliff_record(text)
    return text


def published(record: PublishedRecord) -> Json:
    """Return the points as JSON."""
    return {"kind": "published", "title": record.title, "points": [point(p) for p in record.points]}


def point(found: PublishedPoint) -> Json:
    """Return what applies to a point."""
    fields = {name: value for name, value in vars(found).items() if value is not None and value is not False}
    return {**fields, **({"shape": found.shape._asdict()} if found.shape else {})}


def measured(record: CliffRecord) -> Json:
    """Return the races as JSON."""
    return {
        "kind": "measured",
        "device": record.device._asdict(),
        "libraries": dict(record.libraries),
        "blas": record.blas,
        **({} if record.isolated is None else {"isolated": record.isolated}),
        "races": [race(one) for one in record.races],
    }


def race(found: Race) -> Json:
    """Return a race as JSON."""
    rounded = rounded_samples(found.measurement)
    return {
        "dtype": found.dtype,
        "shape": found.shape._asdict(),
        "seed": found.seed,
        "clock_step": rounded.clock_step,
        "flags": list(rounded.flags),
        "baseline": rounded.baseline,
        "control": rounded.control.tolist(),
        "runs": [run(found, rounded, name) for name in found.contenders],
    }


def run(found: Race, rounded: Measurement, name: str) -> Json:
    """Return a contender with its samples, or with what is wrong with it."""
    kernel, structure, sparsity = found.contenders[name]
    whole = {
        "name": name,
        "kernel": kernel,
        "structure": {key: value for key, value in structure._asdict().items() if value is not None},
        "sparsity": sparsity,
        "samples": [] if name in rounded.wrong else rounded.samples[name].tolist(),
    }
    computed = statistics(rounded, name)
    if computed:
        whole["statistics"] = computed
    if name in rounded.wrong:
        whole["wrong"] = min(NO_NUMBER, rounded.wrong[name])  # NO_NUMBER if that is NaN
    return whole


def rounded_samples(found: Measurement) -> Measurement:
    """Return the measurement as its record will hold it."""

    def rounded(samples: Real) -> Real:
        return np.array([float(f"{seconds:.{_DIGITS}g}") for seconds in samples])

    samples = {name: rounded(seconds) for name, seconds in found.samples.items()}
    return replace(found, samples=samples, control=rounded(found.control))


def laid_out(value: Any) -> str:
    """Return JSON in which each object of a list has a line of its own."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{json.dumps(key)}: {laid_out(item)}' for key, item in value.items())}}}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        lines = ",\n".join(map(laid_out, value))
        return f"[\n{lines}\n]"
    return json.dumps(value, ensure_ascii=False)
