"""Writer of cliff records: JSON with one contender or point per line, and files replaced atomically."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from fdnn_core.cliff.records import CliffRecord, PublishedPoint, PublishedRecord, Race
from fdnn_core.cliff.schema import (
    CLIFF_RECORD_FORMAT,
    NON_FINITE_ERROR,
    Json,
    read_cliff_record,
    statistics_of,
)
from fdnn_core.timing.statistics import Measurement
from fdnn_core.validation.floating import RealArray

__all__ = ["check_writable", "save_cliff_record", "write_cliff_record"]

DIGITS = 7  # of a sample, more than any clock resolves


def write_cliff_record(record: CliffRecord | PublishedRecord) -> str:
    """Return a record as JSON: samples to seven digits, and the statistics of these rounded samples.

    Raises
    ------
    RecordError
        If `read_cliff_record` would refuse the record.

    See Also
    --------
    save_cliff_record : write a file.

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
    body = _measured(record) if isinstance(record, CliffRecord) else _published(record)
    text = _one_item_per_line({"format": CLIFF_RECORD_FORMAT, **body}) + "\n"
    read_cliff_record(text)
    return text


def save_cliff_record(record: CliffRecord | PublishedRecord, path: str | PathLike[str]) -> None:
    """Write a record to a JSON file, replacing it atomically: readers see the old file or the new one.

    Raises
    ------
    RecordError
        If `read_cliff_record` would refuse the record.
    OSError
        If the file cannot be written.

    See Also
    --------
    load_cliff_record : the inverse.
    check_writable : find out beforehand whether the file can be written.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from fdnn_core import load_cliff_record, race, record_of, save_cliff_record
    >>> *_, last = race((16, 16, 4), structures="csr", sparsities=[0.5], rounds=1)
    >>> with TemporaryDirectory() as folder:
    ...     save_cliff_record(record_of([last.race]), Path(folder, "run.json"))
    ...     load_cliff_record(Path(folder, "run.json")).races[0].shape
    ProductShape(m=16, k=16, n=4)
    """
    text = write_cliff_record(record)
    target = Path(path).resolve()
    if target.exists() and not target.is_file():  # such as /dev/stdout, which must not be replaced
        target.write_text(text, encoding="utf-8")
        return
    partial = _beside(target)
    try:
        with partial.open("x", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def check_writable(path: str | PathLike[str]) -> None:
    """Raise `OSError` unless `save_cliff_record` can write this file; nothing is left behind or changed."""
    target = Path(path).resolve()
    if target.is_dir():
        raise IsADirectoryError(f"{path} must be a file, got a folder")
    if not target.parent.is_dir():
        raise FileNotFoundError(f"{path} must be in a folder that exists")
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(f"{path} must be writable")
    if target.is_file() or not target.exists():
        partial = _beside(target)
        try:
            partial.touch(exist_ok=False)
        except OSError as error:
            raise PermissionError(f"{path} must be in a writable folder: {error.strerror}") from None
        finally:
            with suppress(OSError):
                partial.unlink()


def _beside(target: Path) -> Path:
    """Return the path of a temporary file in the same folder, and so on the same file system."""
    return target.with_name(f".{target.name[:200]}.{os.getpid()}.partial")


def _published(record: PublishedRecord) -> Json:
    return {"kind": "published", "title": record.title, "points": [_point(p) for p in record.points]}


def _point(point: PublishedPoint) -> Json:
    """Return the attributes of a point that apply."""
    fields = {name: value for name, value in vars(point).items() if value is not None and value is not False}
    return {**fields, **({"shape": point.shape._asdict()} if point.shape else {})}


def _measured(record: CliffRecord) -> Json:
    return {
        "kind": "measured",
        "device": record.device._asdict(),
        "libraries": dict(record.libraries),
        "blas": record.blas,
        **({} if record.isolated is None else {"isolated": record.isolated}),
        "races": [_race(one) for one in record.races],
    }


def _race(race: Race) -> Json:
    rounded = _rounded(race.measurement)
    return {
        "dtype": race.dtype,
        "shape": race.shape._asdict(),
        "seed": race.seed,
        "clock_step": rounded.clock_step,
        "flags": list(rounded.flags),
        "baseline": rounded.baseline,
        "control": rounded.control.tolist(),
        "runs": [_contender(race, rounded, name) for name in race.contenders],
    }


def _contender(race: Race, rounded: Measurement, name: str) -> Json:
    """Return a contender with its samples, or with its error if its product is wrong."""
    kernel, structure, sparsity = race.contenders[name]
    fields = {
        "name": name,
        "kernel": kernel,
        "structure": {key: value for key, value in structure._asdict().items() if value is not None},
        "sparsity": sparsity,
        "samples": [] if name in rounded.wrong else rounded.samples[name].tolist(),
    }
    computed = statistics_of(rounded, name)
    if computed:
        fields["statistics"] = computed
    if name in rounded.wrong:
        fields["wrong"] = min(NON_FINITE_ERROR, rounded.wrong[name])  # NON_FINITE_ERROR for NaN
    return fields


def _rounded(measurement: Measurement) -> Measurement:
    """Return the measurement with rounded samples."""

    def rounded(samples: RealArray) -> RealArray:
        return np.array([float(f"{seconds:.{DIGITS}g}") for seconds in samples])

    samples = {name: rounded(seconds) for name, seconds in measurement.samples.items()}
    return replace(measurement, samples=samples, control=rounded(measurement.control))


def _one_item_per_line(value: Any) -> str:
    """Return JSON in which each object in a list has its own line."""
    if isinstance(value, dict):
        inside = ", ".join(f"{json.dumps(key)}: {_one_item_per_line(item)}" for key, item in value.items())
        return f"{{{inside}}}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        lines = ",\n".join(map(_one_item_per_line, value))
        return f"[\n{lines}\n]"
    return json.dumps(value, ensure_ascii=False)
