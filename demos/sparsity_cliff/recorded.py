"""Races recorded elsewhere: the committed records of this folder, and the reader's own files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from demos.kit.figures import Group
from demos.sparsity_cliff.lines import groups, threads
from fdnn_core import CliffRecord, Race, read_cliff_record

_FOLDER = Path(__file__).parent / "records"
#: By choice: what a reader calls it, and the files.
RECORDED: Mapping[str, tuple[str, Sequence[str]]] = {
    "none": ("none", ()),
    "one": ("a processor, one thread", ("cpu-1-thread",)),
    "all": ("a processor, all its threads", ("cpu-all-threads",)),
    "both": ("both", ("cpu-1-thread", "cpu-all-threads")),
}


@dataclass(frozen=True)
class Recorded:
    """A record with its races as lines of the chart."""

    record: CliffRecord

    def race(self, shape: tuple[int, int, int], dtype: str) -> Race | None:
        """Return the race of that shape and type, if there is one."""
        return next((race for race in self.record.races if race.shape == shape and race.dtype == dtype), None)

    @cached_property
    def lines(self) -> Mapping[tuple[tuple[int, int, int], str], Sequence[Group]]:
        """By shape and type, the lines of each race."""
        device = self.record.device
        return {
            (race.shape, race.dtype): groups(race, f"{device.name}, {threads(device)}", device, "trail")
            for race in self.record.races
        }


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
