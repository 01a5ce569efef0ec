"""Records of the sparsity cliff read with suspicion: a file that a reader opens may hold anything."""

import numpy as np

from fdnn_core.cliff.records import CliffRecord, Contender, Device, PublishedPoint, PublishedRecord, Race
from fdnn_core.cliff.schema import (
    CLIFF_RECORD_FORMAT,
    MOST_BYTES,
    RECORD,
    Choice,
    Json,
    RecordError,
    agree,
    decode,
    members,
    statistics,
)
from fdnn_core.sparse.structures import ProductShape, Structure
from fdnn_core.timing.statistics import Measurement

__all__ = ["read_cliff_record"]


def read_cliff_record(text: str | bytes) -> CliffRecord | PublishedRecord:
    """Read a record from JSON, refused unless it is as the schema says and its statistics are its samples'.

    Parameters
    ----------
    text : str or bytes
        JSON in UTF-8, 8 MB at most.

    Returns
    -------
    CliffRecord or PublishedRecord
        What was measured on a device, or what others have published.

    Raises
    ------
    RecordError
        Beginning with the path of the first field that is not as it must be.

    See Also
    --------
    write_cliff_record : the inverse, to seven digits.

    Examples
    --------
    >>> from fdnn_core import RecordError, read_cliff_record
    >>> try:
    ...     read_cliff_record('{"format": "fdnn-cliff-record-2"}')
    ... except RecordError as error:
    ...     print(error)
    format: fdnn-cliff-record-1 is needed, found "fdnn-cliff-record-2"
    """
    if len(text) > MOST_BYTES:
        raise RecordError(f"record: at most {MOST_BYTES} bytes are needed, found {len(text)}")
    value = decode(text)
    Choice((CLIFF_RECORD_FORMAT,)).read(members(value, "").get("format"), "format")
    found = RECORD.read(value, "")
    return measured(found) if found["kind"] == "measured" else published(found)


def published(found: Json) -> PublishedRecord:
    """Return the points."""
    return PublishedRecord(
        found["title"],
        [
            PublishedPoint(**{**p, "shape": ProductShape(**p["shape"]) if "shape" in p else None})
            for p in found["points"]
        ],
    )


def measured(found: Json) -> CliffRecord:
    """Return the races."""
    return CliffRecord(
        Device(**found["device"]),
        found["libraries"],
        found["blas"],
        [race(one, f"races[{i}]") for i, one in enumerate(found["races"])],
        found.get("isolated"),
    )


def race(found: Json, path: str) -> Race:
    """Return a race whose runs fit together and whose statistics are those of its samples."""
    runs: dict[str, Json] = {}
    for i, run in enumerate(found["runs"]):
        where = f"{path}.runs[{i}]"
        if run["name"] in runs:
            raise RecordError(f"{where}.name: a name not yet taken is needed, found {run['name']}")
        rounds = 0 if "wrong" in run else len(found["control"])
        if len(run["samples"]) != rounds:
            raise RecordError(f"{where}.samples: {rounds} are needed, found {len(run['samples'])}")
        runs[run["name"]] = run
    if found["baseline"] not in runs or "wrong" in runs[found["baseline"]]:
        raise RecordError(f"{path}.baseline: a run that is right is needed, found {found['baseline']}")
    measurement = Measurement(
        {name: np.array(run["samples"]) for name, run in runs.items() if "wrong" not in run},
        found["baseline"],
        np.array(found["control"]),
        found["clock_step"],
        {name: run["wrong"] for name, run in runs.items() if "wrong" in run},
        "disturbed" in found["flags"],
    )
    agree(found["flags"], list(measurement.flags), f"{path}.flags")
    for i, (name, run) in enumerate(runs.items()):
        agree(run.get("statistics"), statistics(measurement, name), f"{path}.runs[{i}].statistics")
    contenders = {
        name: Contender(run["kernel"], Structure(**run["structure"]), run["sparsity"])
        for name, run in runs.items()
    }
    return Race(found["dtype"], ProductShape(**found["shape"]), found["seed"], contenders, measurement)
