"""Races recorded elsewhere: the committed records of this folder, and the reader's own files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from demos.sparsity_cliff.told import Told, threads
from fdnn_core import CliffRecord, ProductShape, read_cliff_record

_FOLDER = Path(__file__).parent / "records"
#: By choice: what a reader calls it, and the files.
RECORDED: Mapping[str, tuple[str, Sequence[str]]] = {
    "none": ("nothing", ()),
    "one": ("a processor, one thread", ("cpu-1-thread",)),
    "all": ("a processor, all its threads", ("cpu-all-threads",)),
    "both": ("both", ("cpu-1-thread", "cpu-all-threads")),
}


@dataclass(frozen=True, eq=False)
class Recorded:
    """A record, its races ready to be drawn and told."""

    record: CliffRecord

    @cached_property
    def races(self) -> Mapping[tuple[ProductShape, str], Told]:
        """Each by shape and type."""
        device = self.record.device
        where = f"recorded, {threads(device)}"
        return {(race.shape, race.dtype): Told(race, device, where, "trail") for race in self.record.races}


@lru_cache(maxsize=16)
def read_run(text: str | bytes) -> Recorded:
    """Read a record of races; ValueError, with the path of the field, if it is none."""
    record = read_cliff_record(text)
    if not isinstance(record, CliffRecord):
        raise ValueError("kind: measured is needed, found published")
    return Recorded(record)


@cache
def committed(name: str) -> Recorded:
    """Return one of the records of this folder."""
    return read_run((_FOLDER / f"{name}.json").read_bytes())
